"""What was deleted comes back: hidden, its texts as drafts, nothing lost."""

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
from tests.queue_pages import client_for

pytestmark = pytest.mark.django_db

DELETED = "/admin/deleted/"


@pytest.fixture
def boss():
    return make_person("boss", "Administrator")


@pytest.fixture
def admin(boss):
    return client_for(boss)


def said_by_cells(**which):
    return {
        (d.role.slug, d.dimension.slug): d.text for d in Draft.objects.filter(**which)
    }


def test_a_role_comes_back_as_a_draft_with_its_key_and_texts(boss):
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

    back, count = bring_back(kind="role", key=key, by=boss)

    assert (back.pk, back.status, back.family, count) == (key, "draft", family, 3)
    assert (back.name, back.also_known_as) == ("Architect", ["AR", "Planner"])
    assert said_by_cells() == {
        ("architect", "one"): "Live one",
        ("architect", "two"): "Draft two",
        ("architect", "three"): "Draft three",
    }
    assert not back.entries.exists()


def test_a_dimension_comes_back_with_every_roles_text(boss):
    theme = make_theme()
    dimension = make_dimension("Authority", theme=theme, position=4, question="What?")
    for name in ("A", "B"):
        make_role(name, texts={dimension: f"{name} decides"})
    key = dimension.pk
    dimension.delete()

    back, count = bring_back(kind="dimension", key=key, by=boss)

    assert (back.pk, back.position, back.theme, count) == (key, 4, theme, 2)
    assert said_by_cells() == {
        ("a", "authority"): "A decides",
        ("b", "authority"): "B decides",
    }


def test_former_addresses_lead_to_it_again(boss):
    role = make_role("Architect", status="draft")
    for slug in ("builder", "planner", "builder"):
        role.slug = slug
        role.save()
    role.delete()
    taken = make_role("Other", slug="planner")

    back, _ = bring_back(kind="role", key=Role.history.earliest().id, by=boss)

    assert back.slug == "builder"
    assert [each.slug for each in back.former_slugs.all()] == ["architect"]
    assert taken.slug == "planner"


def test_a_former_address_comes_back_in_the_name_of_the_person(boss):
    role = make_role("Architect")
    role.slug = "builder"
    role.save()
    key = role.pk
    role.delete()

    bring_back(kind="role", key=key, by=boss)

    record = FormerSlug.history.first()
    assert (record.action, record.history_user) == ("recovered", boss)


def test_a_former_address_that_leads_elsewhere_now_stays_there(boss):
    role = make_role("Architect")
    role.slug = "builder"
    role.save()
    key = role.pk
    role.delete()
    other = make_role("Other")
    FormerSlug.objects.create(slug="architect", role=other)

    bring_back(kind="role", key=key, by=boss)

    assert FormerSlug.objects.get().role == other


def test_what_it_belonged_to_may_be_gone(boss):
    role = make_role("Architect", family=make_family())
    dimension = make_dimension("Authority", theme=make_theme(), is_summary=True)
    keys = role.pk, dimension.pk
    role.delete()
    dimension.delete()
    Family.objects.all().delete()
    Theme.objects.all().delete()
    make_dimension("Purpose", is_summary=True)

    role, _ = bring_back(kind="role", key=keys[0], by=boss)
    dimension, _ = bring_back(kind="dimension", key=keys[1], by=boss)

    assert role.family is None
    assert (dimension.theme, dimension.is_summary) == (None, False)


@pytest.mark.parametrize("taken", [{"name": "ARCHITECT", "slug": "other"},
                                   {"name": "Other", "slug": "architect"}])  # fmt: skip
def test_a_name_or_an_address_that_is_taken_is_refused(boss, taken):
    role = make_role("Architect")
    key = role.pk
    role.delete()
    make_role(**taken)
    before = all_rows()

    with pytest.raises(RefusedError, match="“Architect” can’t be brought back"):
        bring_back(kind="role", key=key, by=boss)

    assert all_rows() == before


def test_an_address_that_leads_to_another_role_is_refused(boss):
    role = make_role("Architect")
    key = role.pk
    role.delete()
    FormerSlug.objects.create(slug="architect", role=make_role("Other"))

    with pytest.raises(RefusedError, match="Old links to Other use this address"):
        bring_back(kind="role", key=key, by=boss)


def test_what_is_not_deleted_cannot_come_back(boss):
    role = make_role("Architect")

    for key in (role.pk, 10**9):
        with pytest.raises(RefusedError, match="hasn’t been deleted"):
            bring_back(kind="role", key=key, by=boss)


def test_what_was_discarded_or_removed_before_stays_away(boss):
    one, two = make_dimension("One"), make_dimension("Two")
    role = make_role("Architect", texts={two: "Live two"})
    draft = make_draft(role, one, "Discarded")
    by = draft.written_by
    drafting.discard(role=role, dimension=one, version=draft.version, by=by)
    make_publication([make_approved(role, two, "")])
    key = role.pk
    role.delete()

    _, count = bring_back(kind="role", key=key, by=boss)

    assert (count, said_by_cells()) == (0, {})


def test_a_draft_that_said_nothing_gives_way_to_the_live_text(boss):
    one = make_dimension("One")
    role = make_role("Architect", texts={one: "Live one"})
    make_draft(role, one, "")
    key = role.pk
    role.delete()

    bring_back(kind="role", key=key, by=boss)

    assert said_by_cells() == {("architect", "one"): "Live one"}


def test_a_role_and_its_dimension_come_back_in_either_order(boss):
    for first, second in (("role", "dimension"), ("dimension", "role")):
        one = make_dimension("One")
        role = make_role("Architect", texts={one: "Live one"})
        keys = {"role": role.pk, "dimension": one.pk}
        one.delete()
        role.delete()

        counts = [bring_back(kind=k, key=keys[k], by=boss)[1] for k in (first, second)]

        assert sum(counts) == 1
        assert said_by_cells() == {("architect", "one"): "Live one"}
        Role.objects.all().delete()
        Dimension.objects.all().delete()


def test_it_can_be_deleted_and_come_back_again_and_again(boss):
    one = make_dimension("One")
    role = make_role("Architect", texts={one: "Live one"})
    key = role.pk
    for number in range(3):
        Role.objects.get().delete()
        role, _ = bring_back(kind="role", key=key, by=boss)
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


@given(acts=ACTIONS, kind=st.sampled_from(["role", "dimension"]))
@settings(max_examples=settings().max_examples // 4)
def test_texts_come_back_exactly(acts, kind):
    with transaction.atomic():
        people = [make_person("one", "Reviewer"), make_person("two", "Reviewer")]
        dimensions = [make_dimension(name) for name in ("One", "Two")]
        roles = [make_role(name) for name in ("A", "B")]
        pairs = [(role, dimension) for role in roles for dimension in dimensions]
        for act, place, text in acts:
            happen(act, *pairs[place], text, people)
        gone = roles[0] if kind == "role" else dimensions[0]
        expected = said_again(pairs, gone)

        key = gone.pk
        gone.delete()
        bring_back(kind=kind, key=key, by=people[0])

        back = {
            (role.slug, dimension.slug): load_cell(role, dimension).text
            for role in Role.objects.all()
            for dimension in Dimension.objects.all()
        }
        assert back == expected
        transaction.set_rollback(True)


def happen(act, role, dimension, text, people):
    writer, reviewer = people
    cell = load_cell(role, dimension)
    asked = {"role": role, "dimension": dimension, "version": cell.version}
    if act == "discard":
        if cell.draft:
            drafting.discard(**asked, by=writer)
        return
    cell = drafting.save(**asked, text=text, by=writer)
    if act == "publish" and cell.draft:
        [draft] = drafting.submit(versions=[cell.version], by=writer)
        [draft] = drafting.approve(versions=[draft.version], by=reviewer)
        publishing.publish(versions=[draft.version], why="Because", by=reviewer)


def said_again(pairs, gone):
    """What each cell should say once ``gone`` is back.

    A cell that went with it says its live text where its draft said nothing.
    """
    cells = [load_cell(role, dimension) for role, dimension in pairs]
    return {
        (cell.role.slug, cell.dimension.slug): cell.text
        or (cell.live if gone in (cell.role, cell.dimension) else "")
        for cell in cells
    }


# The page


def test_the_page_lists_what_was_deleted_by_whom_and_when(admin, boss):
    boss.first_name, boss.last_name = "Ada", "Lovelace"
    boss.save()
    role = make_role("Architect")
    make_dimension("Authority").delete()
    role._history_user = boss
    role.delete()

    page = document(admin.get(DELETED))

    assert texts(page, ".events tbody th") == ["Architect", "Authority"]
    assert texts(page, ".events tbody td:nth-of-type(3)") == [
        "Ada Lovelace",
        "Not recorded",
    ]
    assert texts(page, ".events button") == [
        "Bring back Architect",
        "Bring back Authority",
    ]


def test_the_button_brings_it_back_hidden(admin):
    role = make_role("Architect", texts={make_dimension("One"): "Text"})
    role.delete()
    page = document(admin.get(DELETED))
    sent = {
        name: values(page, f".events input[name={name}]", "value")[0]
        for name in ("kind", "key")
    }

    answer = admin.post(DELETED, sent)

    assert (answer.status_code, answer["Location"]) == (
        302, "/admin/matrix/?role=architect"
    )  # fmt: skip
    assert "“Architect” is back, hidden" in messages_of(answer)[0]
    assert admin.get("/roles/architect/").status_code == 404
    assert list(deleted()) == []
    record = Role.history.first()
    assert (record.history_user.username, record.action) == (
        "boss", "recovered"
    )  # fmt: skip


@pytest.mark.parametrize(
    "sent",
    [{}, {"kind": "role"}, {"kind": "role", "key": "x"}, {"kind": "family", "key": "1"},
     {"kind": "role", "key": "²"}, {"kind": "role", "key": "9" * 50},
     {"kind": "\0", "key": "\0"}, {"kind": "role", "key": "999999999999999999"}],
)  # fmt: skip
def test_what_cannot_be_brought_back_is_told(admin, sent):
    make_role("Architect").delete()
    before = all_rows()

    answer = admin.post(DELETED, sent)

    assert answer.status_code in {400, 409}
    assert re.search("Choose|Check the list", text_of(document(answer), ".errornote"))
    assert all_rows() == before


def test_a_name_that_is_taken_is_told_on_the_page(admin):
    role = make_role("Architect")
    sent = {"kind": "role", "key": role.pk}
    role.delete()
    make_role("Architect")

    answer = admin.post(DELETED, sent)

    assert answer.status_code == 409
    assert "There is already a role with this name" in text_of(
        document(answer), ".errornote"
    )


@pytest.mark.parametrize("group", ["Editor", "Reviewer"])
def test_only_administrators_bring_things_back(group):
    role = make_role("Architect")
    sent = {"kind": "role", "key": role.pk}
    role.delete()
    client = Client()
    client.force_login(make_person("anna", group))

    page = document(client.get(DELETED))

    assert texts(page, ".events tbody th") == ["Architect"]
    assert not page.query(".events button")
    assert client.post(DELETED, sent).status_code == 403
    assert not Role.objects.exists()


def test_everybody_who_reads_drafts_may_look(boss):
    assert User.objects.get() == boss
    client = Client()
    client.force_login(make_person("anna", "Editor"))

    assert "Nothing has been deleted" in text_of(
        document(client.get(DELETED)), "#content-main"
    )


def test_of_two_who_bring_back_one_role_the_second_is_told(boss, monkeypatch):
    role = make_role("Architect")
    key = role.pk
    role.delete()
    # The other one comes between the look and the deed.
    monkeypatch.setattr(
        "careers.editorial.workflow.recovery._refuse_if_taken",
        lambda back: Role.objects.create(pk=key, name="Architect", slug="architect"),
    )

    with pytest.raises(RefusedError, match="already been brought back"):
        bring_back(kind="role", key=key, by=boss)
