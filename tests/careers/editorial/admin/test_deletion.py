"""Before a role or a dimension is deleted, a page says what goes with it."""

import pytest
from django.db.models import CASCADE

from careers.editorial.models import Comment, Draft, Presence
from careers.editorial.workflow import drafting
from careers.models import Dimension, FormerSlug, Role, RoleDimensionEntry
from tests.admin_forms import admin_path, as_editor, form_data
from tests.factories import (
    make_dimension,
    make_draft,
    make_entry,
    make_family,
    make_person,
    make_role,
)
from tests.html import document, links, text_of, texts
from tests.queue_pages import as_staff

pytestmark = pytest.mark.django_db


def asked_before(thing):
    return as_editor().get(admin_path(thing).replace("change", "delete"))


def make_described_role():
    dimensions = [
        make_dimension("Hours", position=2),
        make_dimension("Authority", position=1),
    ]
    text = "One two three four five six seven eight nine ten eleven."
    return make_role("Data Engineer", texts=dict.fromkeys(dimensions, text))


def test_the_texts_of_a_role_are_listed_by_their_first_words():
    page = document(asked_before(make_described_role()))
    first = "One two three four five six seven eight nine ten…"
    assert texts(page, "#deleted-objects li") == [
        f"Authority: {first}",
        f"Hours: {first}",
    ]
    assert "2 texts go with it" in texts(page, "#content h2")


def test_the_texts_on_a_dimension_are_listed_by_role():
    make_described_role()
    page = document(asked_before(Dimension.objects.get(name="Hours")))
    (line,) = texts(page, "#deleted-objects li")
    assert line.startswith("Data Engineer: One two three")
    assert "1 text goes with it" in texts(page, "#content h2")


def test_only_the_first_50_texts_are_listed():
    dimension = make_dimension()
    for number in range(52):
        make_entry(make_role(f"Role {number}"), dimension)
    lines = texts(document(asked_before(dimension)), "#deleted-objects li")
    assert len(lines) == 51
    assert lines[-1] == "…and 2 more objects."


def test_comparisons_that_stop_working_are_named():
    data = make_family("Data")
    role = make_role("Data Engineer", family=data)
    for number in range(11):
        make_role(f"Analyst {number:02}", family=data)
    make_role("Analyst Draft", status="draft", family=data)
    make_role("Elsewhere", family=make_family("People"))
    found = links(document(asked_before(role)), "#content li a")
    assert len(found) == 10
    assert found[0] == "/compare/data-engineer-vs-analyst-00/"


def test_a_draft_takes_no_comparison_with_it():
    page = document(asked_before(make_role("Data Engineer", status="draft")))
    assert "the role is not published" in text_of(page)
    assert links(page, "#content li a") == []


def test_archiving_is_proposed_and_works():
    role = make_role("Data Engineer")
    form = "form[action='/admin/careers/role/']"
    data = form_data(asked_before(role), form) | {"index": "0"}
    del data["_save"]
    as_editor().post(admin_path(Role), data)
    assert Role.objects.get().status == "archived"


def test_who_may_not_read_drafts_is_told_no_words_of_them():
    role = make_described_role()
    make_draft(role, make_dimension("Pay"), "Far too much")
    page = admin_path(role).replace("change", "delete")

    shown = document(as_staff("view_role", "delete_role").get(page))

    assert texts(shown, "#deleted-objects li") == ["Authority", "Hours", "Pay (draft)"]


def test_archiving_an_archived_role_is_not_proposed():
    page = document(asked_before(make_role("Data Engineer", status="archived")))
    assert "Archive it instead?" not in texts(page, "h2")


def test_the_summary_is_not_deleted_unwarned():
    page = document(asked_before(make_dimension(is_summary=True)))
    assert "without their one-sentence summary" in text_of(page)


@pytest.mark.parametrize("model", [Role, Dimension])
def test_a_confirmed_deletion_takes_the_texts_along(model):
    role = make_described_role()
    thing = role if model is Role else Dimension.objects.get(name="Hours")
    page = asked_before(thing)
    as_editor().post(page.request["PATH_INFO"], {"post": "yes"})
    assert not model.objects.filter(pk=thing.pk).exists()
    assert RoleDimensionEntry.objects.count() == (0 if model is Role else 1)


def test_more_texts_cost_no_more_queries_before_a_deletion(django_assert_num_queries):
    role = make_described_role()
    admin = as_editor()
    for count in (2, 12):
        for number in range(Dimension.objects.count(), count):
            make_entry(role, make_dimension(f"Dimension {number}"))
        with django_assert_num_queries(13):
            admin.get(admin_path(role).replace("change", "delete"))


@pytest.mark.parametrize(
    ("model", "lost"),
    [
        (Role, {RoleDimensionEntry, Draft, FormerSlug, Comment, Presence}),
        (Dimension, {RoleDimensionEntry, Draft, Comment}),
    ],
)
def test_nothing_else_hangs_on_what_is_deleted(model, lost):
    # The page tells of texts, drafts and comments; another kind would have to be added.
    related = [each.field for each in model._meta.related_objects]
    cascading = [each for each in related if each.remote_field.on_delete is CASCADE]
    lost_with_it = {each.model for each in cascading}
    assert lost_with_it == lost


def test_drafts_are_listed_too():
    dimension = make_dimension("Authority")
    role = make_role("Data Engineer")
    make_draft(role, dimension, "Decides on tools.")
    page = document(asked_before(role))
    said_of = texts(page, "#deleted-objects li")
    assert said_of == ["Authority (draft): Decides on tools."]


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, []),
        (1, ["1 comment is lost for good."]),
        (3, ["3 comments are lost for good."]),
    ],
)
def test_comments_that_go_along_are_counted(count, told):
    role, dimension = make_role("Data Engineer"), make_dimension()
    by = make_person("anna", "Editor")
    for number in range(count):
        drafting.comment(role=role, dimension=dimension, text=f"{number}?", by=by)
    elsewhere = {"role": make_role("Other"), "dimension": make_dimension("Hours")}
    drafting.comment(**elsewhere, text="Not lost", by=by)

    for thing in (role, dimension):
        assert texts(document(asked_before(thing)), ".lost-comments") == told


def test_a_family_with_roles_cannot_be_deleted():
    family = make_family()
    make_role("Data Engineer", family=family)
    page = document(asked_before(family))
    assert "Cannot delete family" in texts(page, "h1")


@pytest.mark.parametrize("make", [make_role, make_dimension])
def test_what_was_deleted_can_be_brought_back_and_the_way_is_shown(make):
    address = admin_path(make("Hours")).replace("change", "delete")
    page = document(as_editor().post(address, {"post": "yes"}, follow=True))
    (link,) = texts(page, ".messagelist a")
    assert link == "Bring it back from the deleted roles and dimensions"
    assert "/admin/deleted/" in links(page, ".messagelist a")
