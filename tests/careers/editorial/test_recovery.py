"""What is deleted leaves the site at once, and comes back as it was."""

import re

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.editorial.models import Comment, DetailsDraft, Draft
from careers.editorial.workflow import details, drafting, publishing
from careers.editorial.workflow.cells import load_cell
from careers.editorial.workflow.errors import RefusedError
from careers.models import (
    KINDS,
    Dimension,
    FormerSlug,
    Publication,
    Role,
    RoleDimensionEntry,
    Term,
)
from careers.text.cleaning import clean_text
from tests.database_rows import all_rows
from tests.factories import (
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_role,
    make_submitted,
    make_term,
    make_theme,
)
from tests.queue_pages import client_for

pytestmark = pytest.mark.django_db

DELETED = "/admin/deleted/"

MAKERS = {
    "role": lambda: make_role("Gone", texts={make_dimension("One"): "Live"}),
    "dimension": lambda: make_dimension("Gone", question="What?"),
    "family": lambda: make_family("Gone", position=3),
    "theme": lambda: make_theme("Gone"),
    "term": lambda: make_term("Gone", "lost"),
}


def delete(item, administrator):
    return publishing.delete(item, by=administrator)


def bring_back(item, administrator):
    publishing.bring_back(item, by=administrator)
    return type(item).objects.get(pk=item.pk)


def rows_of_content():
    """Return all rows but those that record what was done, and when it was."""
    return {
        name: rows
        for name, rows in all_rows().items()
        if not name.startswith("Historical")
        and name not in {"Publication", "DetailsChange"}
    }


@pytest.mark.parametrize("kind", KINDS)
def test_everything_comes_back_as_it_was(administrator, kind):
    item = MAKERS[kind]()
    before = rows_of_content()

    delete(item, administrator)
    assert not KINDS[kind].objects.filter(pk=item.pk).exists()
    bring_back(item, administrator)

    assert rows_of_content() == before


@pytest.mark.parametrize("status", ["draft", "published", "archived"])
@pytest.mark.parametrize("kind", KINDS)
def test_it_has_the_status_that_it_had(administrator, kind, status):
    item = MAKERS[kind]()
    type(item).objects.filter(pk=item.pk).update(status=status)

    delete(item, administrator)

    assert bring_back(item, administrator).status == status


def test_each_step_is_a_publication_with_a_record(administrator):
    role = MAKERS["role"]()

    delete(role, administrator)
    bring_back(role, administrator)

    recovery, deletion = Publication.objects.all()
    assert [str(deletion), str(recovery)] == ["Deleted: Gone", "Brought back: Gone"]
    assert deletion.details.get().after == {"status": "deleted"}
    assert recovery.details.get().after == {"status": "published"}
    newest, previous, *_ = Role.history.all()
    assert (newest.action, newest.publication) == ("recovered", recovery)
    assert (previous.history_user, previous.publication) == (administrator, deletion)


def test_a_role_has_its_texts_drafts_comments_and_old_links(administrator, client):
    one, two, three = (make_dimension(name) for name in ("One", "Two", "Three"))
    role = make_role("Architect", texts={one: "Live one", two: "Live two"})
    role.slug = "builder"
    role.save()
    make_draft(role, two, "Draft two")
    make_submitted(role, three, "Draft three", comment="Please check")

    delete(role, administrator)
    assert client.get("/roles/builder/").status_code == 404
    assert client.get("/roles/architect/").status_code == 404
    bring_back(role, administrator)

    page = client.get("/roles/builder/").content
    assert b"Live one" in page
    assert b"Live two" in page
    assert client.get("/roles/architect/").status_code == 301
    assert [draft.text for draft in Draft.objects.order_by("pk")] == [
        "Draft two", "Draft three",
    ]  # fmt: skip
    assert Comment.objects.get().text == "Please check"


def test_a_dimension_has_every_roles_text(administrator, client):
    dimension, other = make_dimension("Authority"), make_dimension("Other")
    for name in ("A", "B"):
        make_role(name, texts={dimension: f"{name} decides", other: "More"})

    delete(dimension, administrator)
    assert client.get("/dimensions/authority/").status_code == 404
    assert b"decides" not in client.get("/roles/a/").content
    bring_back(dimension, administrator)

    assert b"B decides" in client.get("/dimensions/authority/").content


def test_the_drafts_of_what_is_deleted_wait_nowhere(administrator):
    role, client = MAKERS["role"](), client_for(administrator)
    make_submitted(role, make_dimension("Two"), "Proposed words")
    role.name = "Renamed"
    draft = details.save(role, by=make_person("ana", "Editor"))
    details.submit(versions=[draft.version], by=draft.written_by)

    delete(role, administrator)
    for path in ("/admin/review/", "/admin/publish/", "/admin/matrix/", "/admin/"):
        page = client.get(path).content.decode()
        assert "Renamed" not in page, path
        assert "Proposed words" not in page, path
    assert "/admin/review/" not in re.findall(r'href="([^"]+)"[^>]*>\s*[1-9]', page)
    bring_back(role, administrator)

    page = client.get("/admin/review/").content.decode()
    assert "Renamed" in page
    assert "Proposed words" in page


def test_a_deletion_has_the_name_that_visitors_read(administrator_client):
    role = MAKERS["role"]()
    role.name = "Renamed"
    details.save(role, by=make_person("ana", "Editor"))

    path = f"/admin/careers/role/{role.pk}/delete/"
    administrator_client.post(path, {"post": "yes"})

    assert str(Publication.objects.get()) == "Deleted: Gone"


def test_the_draft_of_details_comes_back(administrator):
    role = MAKERS["role"]()
    role.name = "Renamed"
    details.save(role, by=administrator)

    delete(role, administrator)
    bring_back(role, administrator)

    assert DetailsDraft.objects.get().item.name == "Gone"
    assert DetailsDraft.objects.get().values["name"] == "Renamed"


def test_an_old_link_taken_by_another_role_stays_there(administrator, client):
    one = make_dimension("One")
    role = make_role("Architect", texts={one: "Builds"})
    role.slug = "builder"
    role.save()
    delete(role, administrator)
    make_role("Architect Two", slug="architect", texts={one: "Plans"})

    bring_back(role, administrator)

    assert not FormerSlug.objects.exists()
    assert b"Plans" in client.get("/roles/architect/").content
    assert b"Builds" in client.get("/roles/builder/").content


@pytest.mark.parametrize("kind", KINDS)
def test_its_name_and_address_are_free_while_it_is_deleted(administrator, kind):
    item = MAKERS[kind]()
    delete(item, administrator)

    if kind == "role":
        make_role("Gone")
    else:
        MAKERS[kind]()

    assert KINDS[kind].objects.count() == 1


TAKEN = {
    "role name": lambda: make_role("GONE", slug="other"),
    "role slug": lambda: make_role("Other", slug="gone"),
    "dimension name": lambda: make_dimension("GONE", slug="other"),
    "dimension slug": lambda: make_dimension("Other", slug="gone"),
    "family name": lambda: make_family("GONE", slug="other"),
    "family slug": lambda: make_family("Other", slug="gone"),
    "theme name": lambda: make_theme("GONE", slug="other"),
    "theme slug": lambda: make_theme("Other", slug="gone"),
    "term name": lambda: make_term("GONE"),
}


@pytest.mark.parametrize("taken", TAKEN)
def test_recovery_is_refused_if_the_name_or_slug_is_taken(administrator, taken):
    item = MAKERS[taken.split()[0]]()
    delete(item, administrator)
    TAKEN[taken]()
    before = all_rows()

    message = "(?i)“Gone” can’t be brought back.* already"
    with pytest.raises(RefusedError, match=message):
        bring_back(item, administrator)

    assert all_rows() == before


def test_recovery_is_refused_if_another_dimension_is_the_summary(administrator):
    dimension = make_dimension("Authority", is_summary=True)
    delete(dimension, administrator)
    make_dimension("Purpose", is_summary=True)

    with pytest.raises(RefusedError, match="Another dimension is the summary"):
        bring_back(dimension, administrator)


def test_recovery_is_refused_if_the_slug_redirects_elsewhere(administrator):
    role = make_role("Architect")
    delete(role, administrator)
    FormerSlug.objects.create(slug="architect", role=make_role("Other"))

    with pytest.raises(RefusedError, match="Old links to Other use this address"):
        bring_back(role, administrator)


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_deleted_family_comes_back_before_its_roles(administrator, status):
    family = make_family("Data")
    texts = {make_dimension("One"): "Live"}
    role = make_role("Cook", family=family, status=status, texts=texts)
    delete(role, administrator)
    delete(family, administrator)

    with pytest.raises(RefusedError, match="“Data”, which has been deleted"):
        bring_back(role, administrator)
    bring_back(family, administrator)

    assert bring_back(role, administrator).family == family


def test_what_is_used_cannot_be_deleted(administrator):
    family = make_family("Data")
    make_role("Cook", family=family, status="draft")

    with pytest.raises(RefusedError, match="“Data” is still used by “Cook”"):
        delete(family, administrator)


def test_a_draft_that_names_a_deleted_family_is_not_published(administrator):
    family, texts = make_family("Data"), {make_dimension("One"): "Live"}
    role = make_role("Cook", texts=texts)
    role.family = family
    draft = details.save(role, by=make_person("ana", "Editor"))
    [draft] = details.submit(versions=[draft.version], by=draft.written_by)
    [draft] = details.approve(versions=[draft.version], by=administrator)
    delete(family, administrator)

    with pytest.raises(RefusedError, match="“Data”, which has been deleted"):
        publishing.publish(versions=[draft.version], why="Why", by=administrator)

    assert Role.objects.get().family is None


def test_a_role_whose_last_dimension_is_gone_stays_deleted(administrator):
    one = make_dimension("One")
    role = make_role("Cook", texts={one: "Live"})
    delete(role, administrator)
    delete(one, administrator)

    with pytest.raises(RefusedError, match="would have no text at all"):
        bring_back(role, administrator)
    bring_back(one, administrator)

    assert bring_back(role, administrator).is_published


def test_only_deleted_objects_can_be_recovered(administrator):
    role = make_role("Architect")

    with pytest.raises(RefusedError, match="hasn’t been deleted"):
        bring_back(role, administrator)


def test_a_second_recovery_is_refused(administrator):
    role = MAKERS["role"]()
    delete(role, administrator)
    bring_back(role, administrator)

    with pytest.raises(RefusedError, match="already back"):
        bring_back(role, administrator)


def test_a_role_can_be_deleted_and_recovered_repeatedly(administrator):
    role = MAKERS["role"]()
    for _ in range(3):
        delete(role, administrator)
        role = bring_back(role, administrator)

    assert RoleDimensionEntry.objects.get().text == "Live"
    assert Publication.objects.count() == 6


def test_undoing_a_deletion_brings_it_back(administrator):
    role = MAKERS["role"]()
    before = rows_of_content()
    deletion = delete(role, administrator)

    publishing.undo(publication=deletion, by=administrator, why="A mistake")

    assert rows_of_content() == before
    assert not DetailsDraft.objects.exists()


def test_undoing_a_recovery_deletes_it_again(administrator):
    role = MAKERS["role"]()
    delete(role, administrator)
    publishing.bring_back(role, by=administrator)
    recovery = Publication.objects.first()

    publishing.undo(publication=recovery, by=administrator, why="A mistake")

    assert not Role.objects.exists()
    assert Role.everything.get().deleted_by == administrator


def test_an_undone_deletion_cannot_be_brought_back_again(administrator):
    role = MAKERS["role"]()
    deletion = delete(role, administrator)
    publishing.undo(publication=deletion, by=administrator, why="A mistake")

    with pytest.raises(RefusedError, match="hasn’t been deleted"):
        bring_back(role, administrator)


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
        kept = {make_dimension("Kept"): "Keeps the roles described."}
        roles = [make_role(name, texts=kept) for name in ("A", "B")]
        pairs = [(role, dimension) for role in roles for dimension in dimensions]
        for action, cell_number, text in actions:
            run_action(action, *pairs[cell_number], text, people)
        item = roles[0] if kind == "role" else dimensions[0]
        before = rows_of_content()

        delete(item, people[0])
        bring_back(item, people[0])

        assert rows_of_content() == before
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


def test_a_deleted_term_is_no_term(administrator, client):
    term = make_term("manage", "oversee")
    delete(term, administrator)

    assert Term.objects.replacements() == {}
    bring_back(term, administrator)
    assert Term.objects.replacements() == {"oversee": "manage"}


def test_a_deleted_dimension_counts_for_no_role(administrator):
    one, two = make_dimension("One"), make_dimension("Two")
    make_role("Cook", texts={one: "Live", two: "Live"})

    delete(two, administrator)

    [role] = Role.objects.with_completeness()
    assert (role.described, Dimension.objects.count()) == (1, 1)
