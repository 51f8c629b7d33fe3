"""The admin's home: what waits for me, what changed, what is missing, what is old."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from careers.editorial.workflow import drafting
from careers.editorial.workflow.cells import load_cell
from careers.models import RoleDimensionEntry
from tests.admin_forms import form_data, messages_of
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


def home(group="Reviewer", query=""):
    return document(as_member_of(group).get(f"{HOME}{query}"))


def task_lists(page):
    """``{title and number: the texts that are named}`` of what waits."""
    return {
        text(one.query_one("h3")): texts(one, "li > a")
        for one in page.query(".task-list")
    }


# Waiting for you


def test_drafts_of_mine_and_what_was_returned_wait_for_me():
    editor = make_person("editor", "Editor")
    cook, dimension = make_role("Cook"), make_dimension("Authority")
    make_draft(make_role("Baker"), dimension, by=editor)
    draft = make_submitted(cook, dimension, by=editor)
    reviewer = make_person("rita", "Reviewer", first_name="Rita", last_name="Levi")
    drafting.send_back(versions=[draft.version], by=reviewer, comment="Say which.")
    page = home("Editor")
    assert task_lists(page) == {
        "Returned to you 1": ["Cook: Authority"],
        "Your drafts 1": ["Baker: Authority"],
    }
    assert text_of(page, ".task-list .comment-text") == "Rita Levi: “Say which.”"

    make_draft(cook, dimension, "Says which", by=editor)
    assert "Returned to you 1" in task_lists(home("Editor"))


def test_who_has_no_name_is_called_by_the_sign_in():
    editor = make_person("editor", "Editor")
    draft = make_draft(make_role("Cook"), make_dimension(), by=editor)
    ben = make_person("ben", "Reviewer")
    place = {"role": draft.role, "dimension": draft.dimension}
    drafting.comment(**place, text="Which?", by=ben)
    assert text_of(home("Editor"), ".task-list .comment-text") == "ben: “Which?”"


def test_what_i_may_approve_and_publish_waits_for_me():
    reviewer = make_person("reviewer", "Reviewer")
    dimension = make_dimension("Authority")
    make_submitted(make_role("Own"), dimension, by=reviewer)
    make_submitted(make_role("Cook"), dimension)
    drafts = [make_approved(make_role(name), dimension) for name in ("Baker", "Host")]
    make_publication(drafts[1:], due_at=timezone.now() + timedelta(days=1))
    assert task_lists(home()) == {
        "To review 1": ["Cook: Authority"],
        "To publish 1": ["Baker: Authority"],
    }


def test_an_editor_has_nothing_to_approve():
    make_submitted(make_role("Cook"), make_dimension())
    page = home("Editor")
    assert task_lists(page) == {}
    assert links(page, "section > p a")[0] == "/admin/matrix/?state=missing"


def test_of_many_the_first_are_named_and_all_counted():
    dimension = make_dimension("Authority")
    for role in make_roles(7):
        make_submitted(role, dimension)
    [(title, named)] = task_lists(home()).items()
    assert (title, len(named)) == ("To review 7", 5)


# The map


def cells(page):
    return [texts(row, "th, td") for row in page.query(".map tbody tr:not(.family)")]


def test_the_map_says_how_far_each_text_has_come():
    one, two = make_dimension("Authority"), make_dimension("Hours", position=1)
    cook = make_role("Cook", texts={one: "Decides."})
    make_draft(cook, one)
    make_submitted(make_role("Baker", status="draft"), two)
    make_role("Gone", status="archived")
    assert cells(home()) == [
        ["Baker Draft", "Missing", "In review", "1 missing 1 in review"],
        ["Cook", "Live, draft", "Missing", "1 missing 1 draft"],
    ]


def test_each_square_and_number_leads_to_the_texts_it_counts():
    dimension = make_dimension("Authority")
    make_role("Cook", texts={dimension: "Decides."})
    page = home()
    assert links(page, ".map tbody td a") == [
        "/admin/matrix/?role=cook&dimension=authority",
        "/admin/matrix/?role=cook&state=live",
    ]
    (of_dimension,) = links(page, ".map tfoot a")
    assert of_dimension == "/admin/matrix/?dimension=authority&state=live"


def test_roles_stand_in_their_families():
    make_dimension()
    make_role("Cook", family=make_family("Kitchen"))
    make_role("Alone")
    assert texts(home(), ".map .family") == ["Kitchen", "No family"]


def test_the_map_holds_forty_roles_and_counts_those():
    dimension = make_dimension("Authority")
    make_roles(41, dimensions=[dimension])
    first, second = home(), home(query="?page=2")
    assert [len(cells(page)) for page in (first, second)] == [40, 1]
    assert texts(first, ".map tfoot a") == ["40 live"]
    assert links(second, ".map tfoot a") == [
        "/admin/matrix/?role=role-41&dimension=authority&state=live"
    ]


@pytest.mark.parametrize("query", ["?page=zzz", "?page=-1", "?page=%00", "?page=999"])
def test_a_page_that_is_none_is_another(query):
    make_role("Cook", texts={make_dimension(): "Decides."})
    assert len(cells(home(query=query))) == 1


def test_a_map_of_nothing_says_what_to_do_first():
    assert "There are no dimensions yet" in text_of(
        home(), "[aria-labelledby=coverage]"
    )
    make_dimension()
    assert links(home(), "[aria-labelledby=coverage] a") == ["/admin/careers/role/add/"]


# Changed lately


def test_the_last_publications_are_listed_with_who():
    dimension = make_dimension()
    for number, role in enumerate(make_roles(11)):
        make_publication([make_approved(role, dimension)], why=f"Reason {number}")
    page = home()
    assert len(page.query(".lately li")) == 10
    assert texts(page, ".lately a")[0] == "Reason 10"
    assert "reviewer," in texts(page, ".lately .when")[0]


def test_the_next_publications_to_come_are_listed_with_when_and_by_whom():
    dimension, now = make_dimension(), timezone.now()
    for day, role in enumerate(make_roles(7), 1):
        due_at = now + timedelta(days=day)
        make_publication([make_approved(role, dimension)], why=f"{day}", due_at=due_at)
    page = home()
    assert texts(page, ".to-come li > a") == ["1", "2", "3", "4", "5"]
    assert "by reviewer, 1 text" in texts(page, ".to-come .when")[0]
    assert page.query(".lately li") == []


def test_what_happened_in_this_minute_happened_just_now():
    make_submitted(make_role("Cook"), make_dimension())
    assert text_of(home(), ".task-list li .when") == "by writer, just now"


def test_the_map_can_be_skipped():
    make_role("Cook", texts={make_dimension(): "Decides."})
    page = home()
    assert "#after-map" in links(page, "[aria-labelledby=coverage] a")
    assert page.query("#after-map[tabindex]")


# Not reviewed for longest


def make_reviewed(name, dimension, days=None):
    role = make_role(name, texts={dimension: "Decides."})
    if days is not None:
        person = User.objects.first() or make_person("somebody", "Reviewer")
        RoleDimensionEntry.objects.filter(role=role).update(
            reviewed_at=timezone.now() - timedelta(days=days), reviewed_by=person
        )
    return role


def test_what_nobody_looked_at_for_longest_comes_first():
    dimension = make_dimension("Authority")
    make_reviewed("Lately", dimension, days=1)
    make_reviewed("Long ago", dimension, days=400)
    make_reviewed("Never", dimension)
    assert texts(home(), ".oldest li > a") == [
        "Never: Authority",
        "Long ago: Authority",
        "Lately: Authority",
    ]


def review(role, group="Reviewer", /, **sent):
    dimension = RoleDimensionEntry.objects.get(role=role).dimension
    version = load_cell(role, dimension).version
    form = {"role": role.slug, "dimension": dimension.slug, "version": version}
    return as_member_of(group).post(REVIEWED, form | sent)


def test_a_text_is_marked_as_reviewed_and_stays_as_it_is():
    role = make_reviewed("Cook", make_dimension("Authority"))
    response = review(role)
    assert response.url == "/admin/#oldest"
    assert messages_of(response) == ["Cook: Authority is marked as reviewed."]
    entry = RoleDimensionEntry.objects.get()
    assert (entry.text, entry.reviewed_by.username) == ("Decides.", "reviewer")
    assert entry.history.count() == 1


def test_the_form_as_it_is_shown_marks_the_text():
    make_reviewed("Cook", make_dimension())
    reviewer = as_member_of("Reviewer")
    reviewer.post(REVIEWED, form_data(reviewer.get(HOME), ".oldest form"))
    assert RoleDimensionEntry.objects.get().reviewed_at


@pytest.mark.parametrize("version", ["", "live.0", "1.1", "\x00", "x" * 9_999])
def test_a_text_that_changed_meanwhile_is_not_marked(version):
    role = make_reviewed("Cook", make_dimension())
    assert "Read it again" in messages_of(review(role, version=version))[0]
    assert RoleDimensionEntry.objects.get().reviewed_at is None


@pytest.mark.parametrize("slug", ["", "gone", "\x00", "A B", "x" * 9_999])
@pytest.mark.parametrize("end", ["role", "dimension"])
def test_a_text_that_is_none_is_not_found(end, slug):
    role = make_reviewed("Cook", make_dimension())
    assert review(role, **{end: slug}).status_code == 404


def test_only_who_approves_marks_texts_as_reviewed():
    role = make_reviewed("Cook", make_dimension())
    assert review(role, "Editor").status_code == 403
    assert home("Editor").query(".oldest form") == []
    assert Client().post(REVIEWED).url.startswith("/admin/login/")
    assert as_member_of("Reviewer").get(REVIEWED).status_code == 405


# All of it


@pytest.mark.parametrize("group", ["Editor", "Reviewer", "Administrator"])
def test_more_of_everything_costs_no_more_queries(django_assert_num_queries, group):
    person = make_person("me", group)
    client = client_for(person)
    dimension = make_dimension("Authority")
    client.get(HOME)  # Django asks SQLite about JSON once in a process.
    costs = {"Editor": 15, "Reviewer": 19, "Administrator": 19}
    for first, count in ((0, 6), (6, 12)):
        for each in range(first, count):
            make_dimension(f"Dimension {each}")
            one, two, three, four = (
                make_role(f"Role {each}{letter}", family=make_family(f"{each}{letter}"))
                for letter in "abcd"
            )
            make_draft(one, dimension, by=person)
            make_submitted(two, dimension, comment="Please")
            make_approved(three, dimension)
            make_publication([make_approved(four, dimension)])
            make_reviewed(f"Role {each}f", dimension)
        with django_assert_num_queries(costs[group]):
            client.get(HOME)


def test_staff_without_permissions_see_no_texts():
    make_draft(make_role("Cook"), make_dimension())
    page = document(as_staff().get(HOME))
    assert page.query(".map, .task-list, .lately, .oldest, .editorial-nav") == []


def test_who_may_not_see_publications_is_shown_none():
    make_publication([make_approved(make_role("Cook"), make_dimension())])
    page = document(as_staff("view_draft").get(HOME))
    assert page.query(".map")
    assert page.query(".lately") == []
