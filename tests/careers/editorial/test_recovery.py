"""Deleted roles and dimensions can be recovered: hidden, with their texts as drafts."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.editorial.models import Draft
from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.cells import load_cell
from careers.editorial.workflow.errors import RefusedError
from careers.editorial.workflow.recovery import bring_back, deleted
from careers.models import Dimension, Family, FormerSlug, Role, Theme
from careers.text.cleaning import clean_text
from tests.admin_forms import messages_of
from tests.database_rows import all_rows
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_theme,
)
from tests.html import document, text_of, texts, values

pytestmark = pytest.mark.django_db

DELETED = "/admin/deleted/"


def draft_texts(**filters):
    return {
        (draft.role.slug, draft.dimension.slug): draft.text
        for draft in Draft.objects.filter(**filters)
    }


def test_a_recovered_role_is_a_draft_with_its_key_and_texts(administrator):
    one, two, three = (make_dimension(name) for name in ("One", "Two", "Three"))
    family = make_family()
    role = make_role(
        "Architect", family=family, texts={one: "Live one", two: "Live two"},
        abbreviations="AR", other_names="Planner",
    )  # fmt: skip
    make_draft(role, two, "Draft two")
    make_draft(role, three, "Draft three")
    key = role.pk
    role.delete()

    recovered, count = bring_back(kind="role", key=key, by=administrator)

    assert (recovered.pk, recovered.status, recovered.family, count) == (
        key,
        "draft",
        family,
        3,
    )
    assert (recovered.name, recovered.also_known_as) == ("Architect", ["AR", "Planner"])
    assert draft_texts() == {
        ("architect", "one"): "Live one",
        ("architect", "two"): "Draft two",
        ("architect", "three"): "Draft three",
    }
    assert not recovered.entries.exists()


def test_a_recovered_dimension_has_every_roles_text(administrator):
    theme = make_theme()
    dimension = make_dimension("Authority", theme=theme, position=4, question="What?")
    for name in ("A", "B"):
        make_role(name, texts={dimension: f"{name} decides"})
    key = dimension.pk
    dimension.delete()

    recovered, count = bring_back(kind="dimension", key=key, by=administrator)

    assert (recovered.pk, recovered.position, recovered.theme, count) == (
        key,
        4,
        theme,
        2,
    )
    assert draft_texts() == {
        ("a", "authority"): "A decides",
        ("b", "authority"): "B decides",
    }


def test_free_former_slugs_are_recovered(administrator):
    role = make_role("Architect", status="draft")
    for slug in ("builder", "planner", "builder"):
        role.slug = slug
        role.save()
    role.delete()
    existing = make_role("Other", slug="planner")

    recovered, _ = bring_back(
        kind="role", key=Role.history.earliest().id, by=administrator
    )

    assert recovered.slug == "builder"
    assert [former.slug for former in recovered.former_slugs.all()] == ["architect"]
    assert existing.slug == "planner"


def test_a_former_address_comes_back_in_the_name_of_the_person(administrator):
    role = make_role("Architect")
    role.slug = "builder"
    role.save()
    key = role.pk
    role.delete()

    bring_back(kind="role", key=key, by=administrator)

    record = FormerSlug.history.first()
    assert (record.action, record.history_user) == ("recovered", administrator)


def test_a_former_slug_taken_by_another_role_stays_there(administrator):
    role = make_role("Architect")
    role.slug = "builder"
    role.save()
    key = role.pk
    role.delete()
    other = make_role("Other")
    FormerSlug.objects.create(slug="architect", role=other)

    bring_back(kind="role", key=key, by=administrator)

    assert FormerSlug.objects.get().role == other


def test_recovery_works_without_the_deleted_family_and_theme(administrator):
    role = make_role("Architect", family=make_family())
    dimension = make_dimension("Authority", theme=make_theme(), is_summary=True)
    keys = role.pk, dimension.pk
    role.delete()
    dimension.delete()
    Family.objects.all().delete()
    Theme.objects.all().delete()
    make_dimension("Purpose", is_summary=True)

    role, _ = bring_back(kind="role", key=keys[0], by=administrator)
    dimension, _ = bring_back(kind="dimension", key=keys[1], by=administrator)

    assert role.family is None
    assert (dimension.theme, dimension.is_summary) == (None, False)


@pytest.mark.parametrize("existing", [{"name": "ARCHITECT", "slug": "other"},
                                   {"name": "Other", "slug": "architect"}])  # fmt: skip
def test_recovery_is_refused_if_the_name_or_slug_is_taken(administrator, existing):
    role = make_role("Architect")
    key = role.pk
    role.delete()
    make_role(**existing)
    before = all_rows()

    with pytest.raises(RefusedError, match="“Architect” can’t be brought back"):
        bring_back(kind="role", key=key, by=administrator)

    assert all_rows() == before


def test_recovery_is_refused_if_the_slug_redirects_elsewhere(administrator):
    role = make_role("Architect")
    key = role.pk
    role.delete()
    FormerSlug.objects.create(slug="architect", role=make_role("Other"))

    with pytest.raises(RefusedError, match="Old links to Other use this address"):
        bring_back(kind="role", key=key, by=administrator)


def test_only_deleted_objects_can_be_recovered(administrator):
    role = make_role("Architect")

    for key in (role.pk, 10**9):
        with pytest.raises(RefusedError, match="hasn’t been deleted"):
            bring_back(kind="role", key=key, by=administrator)


def test_discarded_and_removed_texts_are_not_recovered(administrator):
    one, two = make_dimension("One"), make_dimension("Two")
    role = make_role("Architect", texts={two: "Live two"})
    draft = make_draft(role, one, "Discarded")
    by = draft.written_by
    drafting.discard(role=role, dimension=one, version=draft.version, by=by)
    make_publication([make_approved(role, two, "")])
    key = role.pk
    role.delete()

    _, count = bring_back(kind="role", key=key, by=administrator)

    assert (count, draft_texts()) == (0, {})


def test_the_live_text_replaces_an_empty_draft(administrator):
    one = make_dimension("One")
    role = make_role("Architect", texts={one: "Live one"})
    make_draft(role, one, "")
    key = role.pk
    role.delete()

    bring_back(kind="role", key=key, by=administrator)

    assert draft_texts() == {("architect", "one"): "Live one"}


def test_a_role_and_its_dimension_can_be_recovered_in_either_order(administrator):
    for first, second in (("role", "dimension"), ("dimension", "role")):
        one = make_dimension("One")
        role = make_role("Architect", texts={one: "Live one"})
        keys = {"role": role.pk, "dimension": one.pk}
        one.delete()
        role.delete()

        counts = [
            bring_back(kind=k, key=keys[k], by=administrator)[1]
            for k in (first, second)
        ]

        assert sum(counts) == 1
        assert draft_texts() == {("architect", "one"): "Live one"}
        Role.objects.all().delete()
        Dimension.objects.all().delete()


def test_a_role_can_be_deleted_and_recovered_repeatedly(administrator):
    one = make_dimension("One")
    role = make_role("Architect", texts={one: "Live one"})
    key = role.pk
    for number in range(3):
        Role.objects.get().delete()
        role, _ = bring_back(kind="role", key=key, by=administrator)
        assert Draft.objects.count() == 1
        make_draft(role, one, f"Take {number}")

    assert Draft.objects.get().text == "Take 2"


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Mn"]) | st.just("\n"),
    max_size=40,
).map(clean_text)
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["draft", "publish", "discard"]), st.integers(0, 3), TEXTS
    ),
    max_size=12,
)


@given(actions=ACTIONS, kind=st.sampled_from(["role", "dimension"]))
@settings(max_examples=settings().max_examples // 4)
def test_texts_are_recovered_exactly(actions, kind):
    with transaction.atomic():
        people = [make_person("one", "Reviewer"), make_person("two", "Reviewer")]
        dimensions = [make_dimension(name) for name in ("One", "Two")]
        roles = [make_role(name) for name in ("A", "B")]
        pairs = [(role, dimension) for role in roles for dimension in dimensions]
        for action, cell_number, text in actions:
            run_action(action, *pairs[cell_number], text, people)
        deleted_object = roles[0] if kind == "role" else dimensions[0]
        expected = expected_texts(pairs, deleted_object)

        key = deleted_object.pk
        deleted_object.delete()
        bring_back(kind=kind, key=key, by=people[0])

        recovered = {
            (role.slug, dimension.slug): load_cell(role, dimension).text
            for role in Role.objects.all()
            for dimension in Dimension.objects.all()
        }
        assert recovered == expected
        transaction.set_rollback(True)


def run_action(action, role, dimension, text, people):
    writer, reviewer = people
    cell = load_cell(role, dimension)
    arguments = {"role": role, "dimension": dimension, "version": cell.version}
    if action == "discard":
        if cell.draft:
            drafting.discard(**arguments, by=writer)
        return
    cell = drafting.save(**arguments, text=text, by=writer)
    if action == "publish" and cell.draft:
        [draft] = drafting.submit(versions=[cell.version], by=writer)
        [draft] = drafting.approve(versions=[draft.version], by=reviewer)
        publishing.publish(versions=[draft.version], why="Because", by=reviewer)


def expected_texts(pairs, deleted_object):
    """Return the text of each cell once ``deleted_object`` is recovered.

    A cell deleted with it gets its live text if its draft was empty.
    """
    cells = [load_cell(role, dimension) for role, dimension in pairs]
    return {
        (cell.role.slug, cell.dimension.slug): cell.text
        or (cell.live if deleted_object in (cell.role, cell.dimension) else "")
        for cell in cells
    }


# The page


def test_the_page_lists_deleted_objects_and_their_deleters(
    administrator_client, administrator
):
    administrator.first_name, administrator.last_name = "Ada", "Lovelace"
    administrator.save()
    role = make_role("Architect")
    make_dimension("Authority").delete()
    role._history_user = administrator
    role.delete()

    page = document(administrator_client.get(DELETED))

    assert texts(page, ".events tbody th") == ["Architect", "Authority"]
    assert texts(page, ".events tbody td:nth-of-type(3)") == [
        "Ada Lovelace",
        "Not recorded",
    ]
    assert texts(page, ".events button") == [
        "Bring back Architect",
        "Bring back Authority",
    ]


def test_the_button_recovers_a_role_as_hidden(administrator_client):
    role = make_role("Architect", texts={make_dimension("One"): "Text"})
    role.delete()
    page = document(administrator_client.get(DELETED))
    fields = {
        name: values(page, f".events input[name={name}]", "value")[0]
        for name in ("kind", "key")
    }

    response = administrator_client.post(DELETED, fields)

    assert (response.status_code, response["Location"]) == (
        302, "/admin/matrix/?role=architect"
    )  # fmt: skip
    assert "“Architect” is back, hidden" in messages_of(response)[0]
    assert administrator_client.get("/roles/architect/").status_code == 404
    assert list(deleted()) == []
    record = Role.history.first()
    assert (record.history_user.username, record.action) == (
        "boss", "recovered"
    )  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [{}, {"kind": "role"}, {"kind": "role", "key": "x"}, {"kind": "family", "key": "1"},
     {"kind": "role", "key": "²"}, {"kind": "role", "key": "9" * 50},
     {"kind": "\0", "key": "\0"}, {"kind": "role", "key": "999999999999999999"}],
)  # fmt: skip
def test_an_unknown_object_is_refused_with_a_message(administrator_client, fields):
    make_role("Architect").delete()
    before = all_rows()

    response = administrator_client.post(DELETED, fields)

    assert response.status_code in {400, 409}
    assert re.search("Choose|Check the list", text_of(document(response), ".errornote"))
    assert all_rows() == before


def test_a_taken_name_shows_a_message(administrator_client):
    role = make_role("Architect")
    fields = {"kind": "role", "key": role.pk}
    role.delete()
    make_role("Architect")

    response = administrator_client.post(DELETED, fields)

    assert response.status_code == 409
    assert "There is already a role with this name" in text_of(
        document(response), ".errornote"
    )


@pytest.mark.parametrize("group", ["Editor", "Reviewer"])
def test_only_administrators_can_recover(group):
    role = make_role("Architect")
    fields = {"kind": "role", "key": role.pk}
    role.delete()
    client = Client()
    client.force_login(make_person("anna", group))

    page = document(client.get(DELETED))

    assert texts(page, ".events tbody th") == ["Architect"]
    assert not page.query(".events button")
    assert client.post(DELETED, fields).status_code == 403
    assert not Role.objects.exists()


def test_every_editor_can_read_the_page(administrator):
    assert User.objects.get() == administrator
    client = Client()
    client.force_login(make_person("anna", "Editor"))

    assert "Nothing has been deleted" in text_of(
        document(client.get(DELETED)), "#content-main"
    )


def test_a_concurrent_recovery_is_refused(administrator, monkeypatch):
    role = make_role("Architect")
    key = role.pk
    role.delete()
    # The other recovery happens between the check and the write.
    monkeypatch.setattr(
        "careers.editorial.workflow.recovery._refuse_if_taken",
        lambda recovered: Role.objects.create(
            pk=key, name="Architect", slug="architect"
        ),
    )

    with pytest.raises(RefusedError, match="already been brought back"):
        bring_back(kind="role", key=key, by=administrator)
