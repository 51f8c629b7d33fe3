"""The list of all texts, live and drafts, and the way to the text's own page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from careers.editorial.models import Draft
from careers.editorial.workflow import publishing
from careers.models import RoleDimensionEntry
from careers.search.index import refresh
from tests.admin_forms import admin_path, as_editor
from tests.factories import (
    limit_to,
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_overtaken,
    make_person,
    make_publication,
    make_role,
    make_submitted,
)
from tests.html import document, links, text_of, texts
from tests.queue_pages import as_staff, client_for

pytestmark = pytest.mark.django_db

SEARCH = 8  # queries of a search
WAYS = 2  # queries for the letters and the saved views

LIST = "/admin/careers/roledimensionentry/"
ADD = f"{LIST}add/"


@pytest.fixture
def authority():
    return make_dimension("Authority")


@pytest.fixture
def hours():
    return make_dimension("Hours", position=1)


@pytest.fixture
def analyst(authority, hours):
    words = {authority: "Decides on café tools.", hours: "Works."}
    return make_role("Analyst", family=make_family("Data"), texts=words)


@pytest.fixture
def cook(authority):
    return make_role("Cook", texts={authority: "Decides on meals."})


def open_list(query="", admin=None):
    return document((admin or as_editor()).get(f"{LIST}?{query}"))


TEXTS = 4  # queries for the texts of the roles that a search finds


def listed(query="", admin=None):
    titles = open_list(query, admin).query("#result_list tbody th")
    # As they are read, whatever of them is marked.
    return [title.to_text(separator="", strip=False).strip() for title in titles]


def column(name, query=""):
    return texts(open_list(query), f"#result_list .field-{name}")


def review(role, dimension, days):
    moment = timezone.now() - timedelta(days=days)
    entries = RoleDimensionEntry.objects.filter(role=role, dimension=dimension)
    entries.update(reviewed_at=moment, reviewed_by=make_person(f"reviewer-{days}"))


# The list


def test_the_index_leads_to_the_entries():
    page = document(as_editor().get("/admin/"))
    assert {LIST, ADD} <= set(links(page, ".model-roledimensionentry a"))


def test_a_line_for_each_text_leads_to_its_page(analyst, cook):
    page = open_list()
    assert texts(page, "#result_list tbody th") == [
        "Analyst: Authority",
        "Analyst: Hours",
        "Cook: Authority",
    ]
    assert links(page, "#result_list tbody th a")[0] == (
        "/admin/texts/analyst/authority/"
    )


def test_numbers_in_names_are_sorted_by_size(authority):
    for name in ("Cook 10", "Cook 2"):
        make_role(name, texts={authority: "Decides on meals."})
    assert listed() == ["Cook 2: Authority", "Cook 10: Authority"]


def test_the_list_has_the_texts_of_new_drafts(analyst, cook, hours):
    make_draft(cook, hours, "Works at night.")
    assert listed()[-1] == "Cook: Hours"
    assert column("start")[-1] == "Works at night."
    assert column("reviewed")[-1] == "Not live yet"


def test_a_draft_stands_for_its_live_text(analyst, authority):
    make_draft(analyst, authority, "Decides on all tools.")
    assert column("start")[0] == "Decides on all tools."
    assert column("state") == ["Live, newer draft", "Live"]
    assert column("words") == ["4", "1"]


def test_a_draft_without_words_says_what_it_does(analyst, authority):
    make_draft(analyst, authority, "")
    assert column("start")[0] == "Removes the text"


def test_a_long_text_is_cut(cook, hours):
    make_draft(cook, hours, "many words " * 5_000)
    assert len(column("start")[-1]) < 150


def test_the_list_says_when_texts_changed_and_were_reviewed(analyst, authority):
    review(analyst, authority, 3)
    assert column("reviewed")[1] == "Never"
    assert column("reviewed")[0] != "Never"
    assert str(timezone.localdate().year) in column("changed")[0]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("-0", ["Cook: Authority", "Analyst: Authority", "Analyst: Hours"]),
        ("4", ["Cook: Authority", "Analyst: Authority", "Analyst: Hours"]),
        ("-5", ["Analyst: Hours", "Analyst: Authority", "Cook: Authority"]),
    ],
)
def test_the_list_can_be_sorted(analyst, cook, authority, hours, sort, names):
    for number, (role, dimension) in enumerate(
        [(cook, authority), (analyst, authority), (analyst, hours)]
    ):
        review(role, dimension, 10 - number)
        entries = RoleDimensionEntry.objects.filter(role=role, dimension=dimension)
        moment = timezone.now() - timedelta(days=10 - number)
        entries.update(updated_at=moment)
    assert listed(f"o={sort}") == names


# Search and filters


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("CAFE", ["Analyst: Authority"]),
        ("tools", ["Analyst: Authority"]),
        ("cook", ["Cook: Authority", "Cook: Hours"]),
        ("hours", ["Analyst: Hours", "Cook: Hours"]),
        ("nìght", ["Cook: Hours"]),
        ("decides meals", ["Cook: Authority"]),
        ("newly", ["Analyst: Hours"]),
        ("ools", []),
        ("hours …", ["Analyst: Hours", "Cook: Hours"]),
    ],
)
def test_search_finds_words_in_texts_drafts_and_names(
    analyst, cook, hours, words, names
):
    make_draft(cook, hours, "Works at night.")
    make_draft(analyst, hours, "Works newly.")
    assert listed(f"q={words}") == names


def test_the_list_is_filtered_by_family_dimension_and_role(analyst, cook, hours):
    make_draft(cook, hours, "Works at night.")
    data = analyst.family_id
    for query, names in [
        (f"role__family__id__exact={data}", ["Analyst: Authority", "Analyst: Hours"]),
        ("role__family__isnull=True", ["Cook: Authority", "Cook: Hours"]),
        (f"dimension__id__exact={hours.pk}", ["Analyst: Hours", "Cook: Hours"]),
        ("role=coo", ["Cook: Authority", "Cook: Hours"]),
        ("role=analyst", ["Analyst: Authority", "Analyst: Hours"]),
        (f"role=cook&dimension__id__exact={hours.pk}", ["Cook: Hours"]),
    ]:
        assert listed(query) == names


def test_the_field_for_a_role_keeps_the_other_filters(analyst, cook):
    page = open_list("state=live&q=decides&role=cook")
    form = page.query_one(".name-filter")
    sent = {field.attrs["name"]: field.attrs["value"] for field in form.query("input")}
    assert sent == {"state": "live", "q": "decides", "role": "Cook"}


def test_the_filter_by_state_counts_what_the_matrix_counts(authority, hours):
    make_role("Live", texts={authority: "Says."})
    make_draft(make_role("Writing"), authority)
    make_submitted(make_role("Submitted", texts={authority: "Says."}), authority)
    make_approved(make_role("Approved"), authority)
    due_at = timezone.now() + timedelta(days=1)
    scheduled = make_approved(make_role("Scheduled"), authority)
    changed = make_approved(make_role("Changed again"), authority)
    make_publication([scheduled, changed], due_at=due_at)
    make_draft(changed.role, authority, "Says something else.")
    for state, names in [
        ("live", ["Live: Authority"]),
        ("draft", ["Changed again: Authority", "Writing: Authority"]),
        ("in-review", ["Submitted: Authority"]),
        ("approved", ["Approved: Authority"]),
        ("scheduled", ["Scheduled: Authority"]),
    ]:
        assert listed(f"state={state}") == names
        assert len(listed(f"state={state}")) == len(
            texts(open_matrix(state), f"td[data-state={state}]")
        )


def open_matrix(state):
    return document(as_editor().get(f"/admin/matrix/?state={state}"))


def test_the_filter_by_review_leaves_new_drafts_out(analyst, cook, authority, hours):
    make_draft(cook, hours, "Works at night.")
    review(analyst, authority, 400)
    review(analyst, hours, 200)
    for age, names in [
        ("never", ["Cook: Authority"]),
        ("year", ["Analyst: Authority"]),
        ("half-year", ["Analyst: Authority", "Analyst: Hours"]),
        ("recent", []),
    ]:
        assert listed(f"reviewed={age}") == names


@pytest.mark.parametrize(
    "query",
    ["state=ψ", "reviewed=ψ", "role=%00", "q=%00", "p=99", "o=9.ψ"],
)
def test_an_address_that_makes_no_sense_is_no_error(analyst, query):
    assert as_editor().get(f"{LIST}?{query}").status_code in (200, 302)


def test_someone_limited_to_families_can_list_only_theirs(analyst, cook):
    lena = client_for(limit_to(make_person("lena", "Editor"), analyst.family))
    assert len(listed("", lena)) == 3
    assert listed("yours=yes", lena) == ["Analyst: Authority", "Analyst: Hours"]


def test_the_list_takes_few_queries_for_many_texts(django_assert_max_num_queries):
    families = [make_family(f"Family {number}") for number in range(3)]
    dimensions = [make_dimension(f"Dimension {number}") for number in range(10)]
    for number in range(12):
        words = dict.fromkeys(dimensions, "Says.")
        family = families[number % 3]
        role = make_role(f"Role {number}", family=family, texts=words)
        make_draft(role, dimensions[0], "Says more.")
    refresh()
    admin = as_editor()
    for query in ("", "q=says+more", "state=draft&o=5", "role=role&reviewed=never"):
        more = SEARCH * ("role=" in query) + (SEARCH + TEXTS) * ("q=" in query)
        with django_assert_max_num_queries(15 + WAYS + more):
            admin.get(f"{LIST}?{query}")


# Adding, changing, deleting


def test_adding_leads_to_a_text_that_is_missing(analyst, cook, hours):
    admin = as_editor()
    assert document(admin.get(ADD)).query_one(".combobox input[name=role]")
    page = document(admin.get(f"{ADD}?role=Cook"))
    assert links(page, "#content-main ul a") == ["/admin/texts/cook/hours/"]


def test_a_draft_is_no_missing_text(analyst, cook, hours):
    make_draft(cook, hours)
    page = document(as_editor().get(f"{ADD}?role=cook"))
    assert "None: this role has a text" in text_of(page, "#content-main")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("analyst", "None: this role has a text for each dimension."),
        ("nobody", "No role matches “nobody”."),
        ("anal", "Which role do you mean by “anal”?"),
        ("", "See every missing text in the matrix"),
        ("%00", "No role matches"),
    ],
)
def test_a_role_without_a_missing_text_gets_a_message(
    analyst, cook, hours, words, message
):
    page = document(as_editor().get(f"{ADD}?role={words}"))
    assert message in text_of(page, "#content-main")


def test_someone_limited_to_families_adds_texts_to_theirs_only(cook, hours):
    data = make_family("Data")
    make_role("Analyst", family=data)
    lena = client_for(limit_to(make_person("lena", "Editor"), data))
    page = document(lena.get(f"{ADD}?role=analyst"))
    assert "/admin/texts/analyst/hours/" in links(page, "#content-main ul a")
    page = document(lena.get(f"{ADD}?role=cook"))
    assert "isn’t in your families" in text_of(page, "#content-main")
    assert not links(page, "#content-main ul a")


def test_the_pages_of_an_entry_are_those_of_its_text(analyst):
    entry = analyst.entries.get(dimension__slug="hours")
    admin = as_editor()
    assert admin.get(admin_path(entry)).url == "/admin/texts/analyst/hours/"
    assert admin.get(f"{LIST}{entry.pk}/history/").url == (
        "/admin/history/analyst/hours/"
    )
    assert admin.get(f"{LIST}999/change/").url == "/admin/"


def test_an_entry_can_be_neither_deleted_nor_written_here(analyst):
    entry, admin = analyst.entries.first(), as_editor()
    assert admin.post(f"{LIST}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    admin.post(admin_path(entry), {"text": "Mine."})
    admin.post(ADD, {"role": analyst.pk, "text": "Mine."})
    data = {"action": "delete_selected", "_selected_action": [entry.pk], "index": 0}
    admin.post(LIST, data | {"post": "yes"})
    assert RoleDimensionEntry.objects.get(pk=entry.pk).text == entry.text
    assert not Draft.objects.exists()


def test_the_list_needs_the_permission_to_read_drafts(analyst):
    staff = as_staff("view_roledimensionentry", "view_role")
    entry = analyst.entries.first()
    for path in (LIST, ADD, admin_path(entry), f"{LIST}{entry.pk}/history/"):
        assert staff.get(path).status_code == 403


def test_a_reader_of_drafts_adds_none(analyst, cook, hours):
    staff = as_staff("view_draft")
    assert staff.get(LIST).status_code == 200
    assert staff.get(ADD).status_code == 403


def test_an_overtaken_draft_is_listed_once(analyst, authority):
    make_overtaken(analyst, authority)
    assert listed() == ["Analyst: Authority", "Analyst: Hours"]


def test_texts_of_what_is_deleted_are_left_out(analyst, cook, hours):
    make_draft(cook, hours, "Works at night.")
    by = make_person("ada", "Administrator")
    publishing.delete(cook, by=by)
    publishing.delete(hours, by=by)
    assert listed() == ["Analyst: Authority"]


def test_no_text_is_missing_on_a_retired_dimension(cook, hours):
    hours.status = "archived"
    hours.save()
    page = document(as_editor().get(f"{ADD}?role=cook"))
    assert "None: this role has a text" in text_of(page, "#content-main")
