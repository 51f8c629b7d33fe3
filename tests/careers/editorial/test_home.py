"""The admin's home: my tasks, recent changes, missing texts and overdue reviews."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from careers.editorial.workflow import details, drafting
from careers.editorial.workflow.cells import load_cell
from careers.models import Role, RoleDimensionEntry
from tests.admin_forms import form_data, messages_of
from tests.details_pages import draft_of
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_roles,
    make_submitted,
)
from tests.html import document, links, text, text_of, texts
from tests.queue_pages import as_member_of, as_staff, client_for

pytestmark = pytest.mark.django_db

HOME = "/admin/"
REVIEWED = "/admin/reviewed/"


def get_home(group="Reviewer", query=""):
    return document(as_member_of(group).get(f"{HOME}{query}"))


def task_lists(page):
    """Return ``{title and count: the texts listed}`` for each list of tasks."""
    return {
        text(task_list.query_one("h3")): texts(task_list, "li > a")
        for task_list in page.query(".task-list")
    }


# Waiting for you


def test_my_drafts_and_returned_drafts_are_listed():
    editor = make_person("editor", "Editor")
    cook, dimension = make_role("Cook"), make_dimension("Authority")
    make_draft(make_role("Baker"), dimension, by=editor)
    draft = make_submitted(cook, dimension, by=editor)
    reviewer = make_person("rita", "Reviewer", first_name="Rita", last_name="Levi")
    drafting.send_back(versions=[draft.version], by=reviewer, comment="Say which.")
    page = get_home("Editor")
    assert task_lists(page) == {
        "Returned to you 1": ["Cook: Authority"],
        "Your drafts 1": ["Baker: Authority"],
    }
    assert text_of(page, ".task-list .comment-text") == "Rita Levi: “Say which.”"

    make_draft(cook, dimension, "Says which", by=editor)
    assert "Returned to you 1" in task_lists(get_home("Editor"))


def test_a_person_without_a_name_is_shown_by_username():
    editor = make_person("editor", "Editor")
    draft = make_draft(make_role("Cook"), make_dimension(), by=editor)
    ben = make_person("ben", "Reviewer")
    cell = {"role": draft.role, "dimension": draft.dimension}
    drafting.comment(**cell, text="Which?", by=ben)
    assert text_of(get_home("Editor"), ".task-list .comment-text") == "ben: “Which?”"


def test_drafts_ready_for_my_approval_or_publishing_are_listed():
    reviewer = make_person("reviewer", "Reviewer")
    dimension = make_dimension("Authority")
    make_submitted(make_role("Own"), dimension, by=reviewer)
    make_submitted(make_role("Cook"), dimension)
    drafts = [make_approved(make_role(name), dimension) for name in ("Baker", "Host")]
    make_publication(drafts[1:], due_at=timezone.now() + timedelta(days=1))
    assert task_lists(get_home()) == {
        "To review 1": ["Cook: Authority"],
        "To publish 1": ["Baker: Authority"],
    }


def test_an_editor_has_nothing_to_approve():
    make_submitted(make_role("Cook"), make_dimension())
    page = get_home("Editor")
    assert task_lists(page) == {}
    assert links(page, "section > p a")[0] == "/admin/matrix/?state=missing"


def test_a_long_list_shows_the_first_five_and_counts_all():
    dimension = make_dimension("Authority")
    for role in make_roles(7):
        make_submitted(role, dimension)
    [(title, listed_texts)] = task_lists(get_home()).items()
    assert (title, len(listed_texts)) == ("To review 7", 5)


def test_drafts_of_details_are_listed_after_texts():
    editor = make_person("editor", "Editor")
    dimension = make_dimension("Authority")
    cook = make_role("Cook", texts={dimension: "Decides."})
    make_draft(cook, dimension, by=editor)
    draft = rename(cook, "Chef", by=editor)
    make_submitted(make_role("Baker"), dimension)
    page = get_home("Editor")
    assert task_lists(page) == {"Your drafts 2": ["Cook: Authority", "Chef (role)"]}
    assert (
        links(page, ".task-list li > a")[1] == f"/admin/careers/role/{cook.pk}/change/"
    )

    [draft] = details.submit(versions=[draft.version], by=editor)
    assert task_lists(get_home())["To review 2"] == ["Baker: Authority", "Chef (role)"]

    reviewer = make_person("rita", "Reviewer", first_name="Rita", last_name="Levi")
    details.send_back(versions=[draft.version], by=reviewer, comment="Say which.")
    page = get_home("Editor")
    assert task_lists(page)["Returned to you 1"] == ["Chef (role)"]
    assert text_of(page, ".task-list .comment-text") == "Rita Levi: “Say which.”"


def test_drafts_of_details_alone_lead_to_the_list_that_has_them():
    editor = make_person("editor", "Editor")
    details.create(Role(name="Chef", slug="chef"), by=editor)
    page = get_home("Editor")
    assert "All roles : Your drafts" in text_of(page, ".task-list")
    assert links(page, ".task-list p a") == ["/admin/careers/role/?status__exact=draft"]

    rename(make_role("Cook"), "Baker", by=editor)
    page = get_home("Editor")
    assert links(page, ".task-list p a") == ["/admin/careers/role/"]

    make_draft(make_role("Host"), make_dimension("Authority"), by=editor)
    page = get_home("Editor")
    assert links(page, ".task-list p a") == ["/admin/matrix/?state=draft"]


def test_scheduled_details_wait_for_no_one():
    editor, reviewer = make_person("editor", "Editor"), make_person("rita", "Reviewer")
    drafts = [
        rename(
            make_role(name, texts={make_dimension(name): "Decides."}), new, by=editor
        )
        for name, new in (("Cook", "Chef"), ("Baker", "Pastry Chef"))
    ]
    versions = [draft.version for draft in drafts]
    drafts = details.submit(versions=versions, by=editor)
    versions = [draft.version for draft in drafts]
    drafts = details.approve(versions=versions, by=reviewer)
    due_at = timezone.now() + timedelta(days=1)
    make_publication(drafts[:1], by=reviewer, due_at=due_at)
    assert task_lists(get_home()) == {"To publish 1": [f"{drafts[1]} (role)"]}


def rename(role, name, *, by):
    role.name = name
    details.save(role, by=by)
    return draft_of(role)


# The map


def coverage(page):
    return [texts(row, "th, td") for row in page.query(".map tbody tr:not(.family)")]


def test_the_map_shows_the_state_of_every_text():
    authority, hours = make_dimension("Authority"), make_dimension("Hours", position=1)
    cook = make_role("Cook", texts={authority: "Decides."})
    make_draft(cook, authority)
    make_submitted(make_role("Baker", status="draft"), hours)
    make_role("Gone", status="archived")
    assert coverage(get_home()) == [
        ["Baker Draft", "Missing", "In review", "1 missing 1 in review"],
        ["Cook", "Live, draft", "Missing", "1 missing 1 draft"],
    ]


def test_squares_and_counts_link_to_their_texts():
    dimension = make_dimension("Authority")
    make_role("Cook", texts={dimension: "Decides."})
    page = get_home()
    assert links(page, ".map tbody td a") == [
        "/admin/matrix/?role=cook&dimension=authority",
        "/admin/matrix/?role=cook&state=live",
    ]
    (dimension_link,) = links(page, ".map tfoot a")
    assert dimension_link == "/admin/matrix/?dimension=authority&state=live"


def test_roles_are_grouped_by_family():
    make_dimension()
    make_role("Cook", family=make_family("Kitchen"))
    make_role("Alone")
    assert texts(get_home(), ".map .family") == ["Kitchen", "No family"]


def test_a_page_of_the_map_has_forty_roles_and_their_counts():
    dimension = make_dimension("Authority")
    make_roles(41, dimensions=[dimension])
    first, second = get_home(), get_home(query="?page=2")
    assert [len(coverage(page)) for page in (first, second)] == [40, 1]
    assert texts(first, ".map tfoot a") == ["40 live"]
    assert links(second, ".map tfoot a") == [
        "/admin/matrix/?role=role-41&dimension=authority&state=live"
    ]


@pytest.mark.parametrize("query", ["?page=zzz", "?page=-1", "?page=%00", "?page=999"])
def test_an_invalid_page_number_is_ignored(query):
    make_role("Cook", texts={make_dimension(): "Decides."})
    assert len(coverage(get_home(query=query))) == 1


def test_an_empty_map_says_what_to_do_first():
    assert "There are no dimensions yet" in text_of(
        get_home(), "[aria-labelledby=coverage]"
    )
    make_dimension()
    assert links(get_home(), "[aria-labelledby=coverage] a") == [
        "/admin/careers/role/add/"
    ]


# Recent changes


def test_the_latest_publications_are_listed_with_their_authors():
    dimension = make_dimension()
    for number, role in enumerate(make_roles(11)):
        make_publication([make_approved(role, dimension)], why=f"Reason {number}")
    page = get_home()
    assert len(page.query(".lately li")) == 10
    assert texts(page, ".lately a")[0] == "Reason 10"
    assert "reviewer," in texts(page, ".lately .when")[0]


def test_the_next_scheduled_publications_are_listed():
    dimension, now = make_dimension(), timezone.now()
    for day, role in enumerate(make_roles(7), 1):
        due_at = now + timedelta(days=day)
        make_publication([make_approved(role, dimension)], why=f"{day}", due_at=due_at)
    page = get_home()
    assert texts(page, ".to-come li > a") == ["1", "2", "3", "4", "5"]
    assert "by reviewer, 1 text" in texts(page, ".to-come .when")[0]
    assert page.query(".lately li") == []


def test_a_change_of_this_minute_happened_just_now():
    make_submitted(make_role("Cook"), make_dimension())
    assert text_of(get_home(), ".task-list li .when") == "by writer, just now"


def test_a_link_skips_the_map():
    make_role("Cook", texts={make_dimension(): "Decides."})
    page = get_home()
    assert "#after-map" in links(page, "[aria-labelledby=coverage] a")
    assert page.query("#after-map[tabindex]")


# Oldest reviews


def make_reviewed_role(name, dimension, days=None):
    role = make_role(name, texts={dimension: "Decides."})
    if days is not None:
        person = User.objects.first() or make_person("carl", "Reviewer")
        RoleDimensionEntry.objects.filter(role=role).update(
            reviewed_at=timezone.now() - timedelta(days=days), reviewed_by=person
        )
    return role


def test_the_oldest_reviews_come_first():
    dimension = make_dimension("Authority")
    make_reviewed_role("Lately", dimension, days=1)
    make_reviewed_role("Long ago", dimension, days=400)
    make_reviewed_role("Never", dimension)
    assert texts(get_home(), ".oldest li > a") == [
        "Never: Authority",
        "Long ago: Authority",
        "Lately: Authority",
    ]


def mark_reviewed(role, group="Reviewer", /, **fields):
    dimension = RoleDimensionEntry.objects.get(role=role).dimension
    version = load_cell(role, dimension).version
    form = {"role": role.slug, "dimension": dimension.slug, "version": version}
    return as_member_of(group).post(REVIEWED, form | fields)


def test_marking_a_text_as_reviewed_leaves_it_unchanged():
    role = make_reviewed_role("Cook", make_dimension("Authority"))
    response = mark_reviewed(role)
    assert response.url == "/admin/#oldest"
    assert messages_of(response) == ["Cook: Authority is marked as reviewed."]
    entry = RoleDimensionEntry.objects.get()
    assert (entry.text, entry.reviewed_by.username) == ("Decides.", "reviewer")
    assert entry.history.count() == 1


def test_the_form_of_the_page_marks_the_text():
    make_reviewed_role("Cook", make_dimension())
    reviewer = as_member_of("Reviewer")
    reviewer.post(REVIEWED, form_data(reviewer.get(HOME), ".oldest form"))
    assert RoleDimensionEntry.objects.get().reviewed_at


@pytest.mark.parametrize("version", ["", "live.0", "1.1", "\x00", "x" * 9_999])
def test_a_changed_text_is_not_marked(version):
    role = make_reviewed_role("Cook", make_dimension())
    assert "Read it again" in messages_of(mark_reviewed(role, version=version))[0]
    assert RoleDimensionEntry.objects.get().reviewed_at is None


@pytest.mark.parametrize("slug", ["", "gone", "\x00", "A B", "x" * 9_999])
@pytest.mark.parametrize("end", ["role", "dimension"])
def test_an_unknown_text_is_not_found(end, slug):
    role = make_reviewed_role("Cook", make_dimension())
    assert mark_reviewed(role, **{end: slug}).status_code == 404


def test_only_reviewers_mark_texts_as_reviewed():
    role = make_reviewed_role("Cook", make_dimension())
    assert mark_reviewed(role, "Editor").status_code == 403
    assert get_home("Editor").query(".oldest form") == []
    assert Client().post(REVIEWED).url.startswith("/admin/login/")
    assert as_member_of("Reviewer").get(REVIEWED).status_code == 405


# The whole page


@pytest.mark.parametrize(
    "group",
    [
        pytest.param("Editor", marks=pytest.mark.long),
        pytest.param("Reviewer", marks=pytest.mark.long),
        "Administrator",
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_content(
    django_assert_num_queries, group
):
    person = make_person("me", group)
    client = client_for(person)
    dimension = make_dimension("Authority")
    client.get(HOME)  # Django asks SQLite about JSON once in a process.
    # Among them one for the saved views, and one for tasks that wait.
    costs = {"Editor": 13, "Reviewer": 13, "Administrator": 15}
    for first, count in ((0, 6), (6, 12)):
        for number in range(first, count):
            make_dimension(f"Dimension {number}")
            drafted, submitted, approved, published = (
                make_role(
                    f"Role {number}{letter}", family=make_family(f"{number}{letter}")
                )
                for letter in "abcd"
            )
            make_draft(drafted, dimension, by=person)
            make_submitted(submitted, dimension, comment="Please")
            make_approved(approved, dimension)
            make_publication([make_approved(published, dimension)])
            make_reviewed_role(f"Role {number}f", dimension)
        with django_assert_num_queries(costs[group]):
            client.get(HOME)


def test_staff_without_permissions_see_no_texts():
    make_draft(make_role("Cook"), make_dimension())
    page = document(as_staff().get(HOME))
    assert page.query(".map, .task-list, .lately, .oldest, .editorial-nav") == []


def test_viewing_publications_needs_permission():
    make_publication([make_approved(make_role("Cook"), make_dimension())])
    page = document(as_staff("view_draft").get(HOME))
    assert page.query(".map")
    assert page.query(".lately") == []
