"""The matrix: any roles by any dimensions, with live texts and drafts."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone

from careers.editorial.models import Draft
from careers.editorial.workflow.cells import CellState, load_cells, states
from careers.search.index import refresh
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_roles,
)
from tests.html import document, links, text, text_of, texts, values
from tests.matrix_pages import MATRIX, log_in

pytestmark = pytest.mark.django_db


SEARCH = 8  # queries of a search
WAYS = 2  # queries for the letters and the saved views
ADD_ROLE_LINK = ["/admin/careers/role/add/"]


def role_names(response):
    return texts(document(response), "table.matrix thead th[data-role] a")


def dimension_names(response):
    return texts(document(response), "table.matrix tbody th .dimension")


def cell_content(response, role, dimension):
    """Return the label, the text and the word count in a cell."""
    selector = f"td[id='cell_{role.slug}_{dimension.slug}']"
    cell = document(response).query_one(selector)
    parts = ("label", "text", "count")
    return [text(cell.query_one(f"[data-{part}]")) for part in parts]


@pytest.fixture
def dimension():
    return make_dimension("Authority", question="What may it decide?", length_guide=5)


def test_a_cell_shows_its_state_text_and_word_count(dimension):
    role = make_role("Architect", texts={dimension: "Decides"})
    make_draft(role, dimension, "Decides on all the tools of a team")

    response = log_in().get(MATRIX)

    assert cell_content(response, role, dimension) == [
        "Live, newer draft",
        "Decides on all the tools of a team",
        "8 words, guide 5, 3 over",
    ]


def test_a_cell_links_to_its_form_and_keeps_the_filters(dimension):
    make_role("Architect")

    page = document(log_in().get(f"{MATRIX}?state=missing&q=arch"))

    address = "/admin/texts/architect/authority/"
    assert links(page, "td a") == [f"{address}?state=missing&q=arch"]
    assert values(page, "td", "data-address") == [address]


def test_roles_in_the_address_keep_its_order(dimension):
    make_roles(3)

    response = log_in().get(f"{MATRIX}?role=role-03&role=role-01&role=unknown")

    assert role_names(response) == ["Role 03", "Role 01"]


def test_the_family_filter_keeps_its_roles(dimension):
    make_role("Architect", family=make_family("Data"))
    make_role("Recruiter", family=make_family("People"))

    assert role_names(log_in().get(f"{MATRIX}?family=people")) == ["Recruiter"]


def test_search_covers_names_live_texts_and_drafts(dimension):
    make_role("Architect")
    make_role("Writer", texts={dimension: "Knows an architect"})
    make_draft(make_role("Editor"), dimension, "Asks the architect")
    make_role("Recruiter")

    names = role_names(log_in().get(f"{MATRIX}?q=Architect"))

    assert names == ["Architect", "Writer", "Editor"]


def test_chosen_dimensions_keep_their_own_order():
    for position, name in enumerate(["Purpose", "Authority", "Tools"]):
        make_dimension(name, position=position)
    make_role("Architect")

    response = log_in().get(f"{MATRIX}?dimension=tools&dimension=purpose")

    assert dimension_names(response) == ["Purpose", "Tools"]


def test_the_state_filter_hides_roles_and_dims_cells_without_it(dimension):
    other = make_dimension("Tools", position=1)
    make_role("Architect", texts={dimension: "Decides"})
    make_role("Writer", texts={dimension: "Writes", other: "Pens"})

    response = log_in().get(f"{MATRIX}?state=missing")

    assert role_names(response) == ["Architect"]
    assert values(document(response), "td", "class") == ["is-aside", None]


def test_every_active_filter_can_be_removed(dimension):
    make_role("Architect", family=make_family("Data"))

    page = document(log_in().get(f"{MATRIX}?family=data&state=missing&q=arch"))

    assert links(page, ".chips a") == [
        f"{MATRIX}?state=missing&q=arch",
        f"{MATRIX}?family=data&q=arch",
        f"{MATRIX}?family=data&state=missing",
        MATRIX,
    ]


def test_a_page_has_twenty_roles(dimension):
    make_roles(41)
    client = log_in()

    assert len(role_names(client.get(MATRIX))) == 20
    assert role_names(client.get(f"{MATRIX}?page=3")) == ["Role 41"]
    assert texts(document(client.get(MATRIX)), "nav.pages li")[0] == "Page 1 of 3"


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=99999999999999999999",
        "page=x",
        "state=happy",
        "role=%00",
        "family=../x",
        "dimension=" + "a" * 5_000,
        "q=" + "a" * 500,
        "q=%00",
        "page=1&page=2&q=a&q=b",
        "&".join(f"role=role-{n}" for n in range(900)),
    ],
)
def test_invalid_filters_are_ignored(dimension, query):
    make_role("Architect")

    response = log_in().get(f"{MATRIX}?{query}")

    assert response.status_code == 200
    document(response)


def test_a_row_has_its_public_label(dimension):
    make_role("Architect", texts={dimension: "Decides on tools"})
    other = make_role("Writer", texts={dimension: "Orders paper"})
    make_draft(other, dimension, "Decides on tools")

    page = document(log_in().get(MATRIX))

    assert texts(page, "[data-row-label]") == ["Nearly the same"]


def test_missing_texts_and_reviews_are_counted_and_linked(dimension):
    make_roles(3)

    page = document(log_in().get(MATRIX))

    counts = texts(page, ".matrix-summary li:not([hidden])")
    assert counts == ["3 missing", "0 in review"]
    assert links(page, ".matrix-summary a[href]") == [f"{MATRIX}?state=missing"]


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ("missing", "No text is missing."),
        ("in-review", "No text is in review."),
        ("draft", "There are no drafts."),
    ],
)
def test_a_state_without_cells_shows_a_message(dimension, state, message):
    make_role("Architect", texts={dimension: "Decides"})

    page = document(log_in().get(f"{MATRIX}?state={state}"))

    assert text_of(page, ".matrix-empty") == f"{message} Show everything ."
    assert links(page, ".matrix-empty a") == [MATRIX]
    assert not page.query("script[src*=matrix]")


def test_the_next_missing_cell_can_be_on_another_page(dimension):
    make_roles(20, dimensions=[dimension])
    make_role("Zoologist")

    client = log_in()
    [link] = links(document(client.get(MATRIX)), "[data-next=missing]")

    assert client.get(link).url == "/admin/texts/zoologist/authority/?page=2"


def test_preview_and_comparison_links_include_the_visible_roles(dimension):
    for name in ("A", "B"):
        make_role(name)
    make_role("C", status="draft")

    hrefs = links(document(log_in().get(MATRIX)), ".matrix-tools a")

    assert "/admin/preview/compare/a-vs-b-vs-c/?back=%2Fadmin%2Fmatrix%2F" in hrefs
    assert "/compare/a-vs-b/" in hrefs


def test_all_drafts_of_the_page_can_be_submitted_at_once(dimension):
    client = log_in()
    make_person("rita", "Reviewer")
    for role in make_roles(2):
        make_draft(role, dimension)
    page = document(client.get(MATRIX))
    assert text_of(page, ".submit-drafts button") == "Submit 2 drafts for review"
    assert text_of(page, "#submit_note").endswith("rita will get an email.")

    versions = values(page, ".submit-drafts [name=version]", "value")
    response = client.post(MATRIX, {"version": versions}, follow=True)

    assert "2 drafts submitted for review." in response.content.decode()
    assert {draft.state for draft in Draft.objects.all()} == {"in_review"}


def test_a_filtered_matrix_submits_only_the_drafts_it_shows(dimension):
    make_dimension("Purpose")
    make_draft(make_role("Analyst"), dimension)

    page = document(log_in().get(f"{MATRIX}?state=missing"))

    assert page.query("td.is-aside [data-text]")
    assert not values(page, ".submit-drafts [name=version]", "value")


def test_a_changed_draft_stops_the_submission(dimension):
    draft, other = (make_draft(role, dimension) for role in make_roles(2))
    versions = [draft.version, other.version]
    make_draft(draft.role, dimension, "Says something else")

    response = log_in().post(MATRIX, {"version": versions}, follow=True)

    assert "changed after you opened this page" in response.content.decode()
    assert not Draft.objects.filter(state="in_review").exists()


@pytest.mark.parametrize("versions", [[], ["x"], ["9.99"], ["\0"], ["1.1"] * 900])
def test_invalid_versions_submit_nothing(dimension, versions):
    response = log_in().post(MATRIX, {"version": versions}, follow=True)

    assert response.status_code == 200
    assert "No draft was submitted." in response.content.decode()
    assert not mail.outbox


def test_an_empty_matrix_says_what_to_do():
    client = log_in()
    assert "no dimensions yet" in text_of(document(client.get(MATRIX)), ".matrix-empty")

    make_dimension()
    assert "no roles yet" in text_of(document(client.get(MATRIX)), ".matrix-empty")

    response = client.get(f"{MATRIX}?q=unknown")
    assert "No role matches" in text_of(document(response), ".matrix-empty")


def test_links_to_add_content_need_permission():
    client = log_in()
    assert not links(document(client.get(MATRIX)), ".matrix-empty a")

    make_dimension()
    assert links(document(client.get(MATRIX)), ".matrix-empty a") == ADD_ROLE_LINK

    reader = make_person("rea")
    reader.user_permissions.add(Permission.objects.get(codename="view_draft"))
    assert not links(document(log_in("rea").get(MATRIX)), ".matrix-empty a")


def test_an_administrator_gets_a_link_to_add_a_dimension():
    client = log_in("cleo", "Administrator")

    page = document(client.get(MATRIX))

    assert links(page, ".matrix-empty a") == ["/admin/careers/dimension/add/"]


def test_an_unknown_dimension_in_the_address_shows_a_message(dimension):
    make_role("Architect")

    page = document(log_in().get(f"{MATRIX}?dimension=no-such"))

    message = "No dimension matches these filters. Show everything ."
    assert text_of(page, ".matrix-empty") == message


def test_archived_roles_are_left_out_unless_chosen(dimension):
    make_role("Architect")
    make_role("Gone", status="archived")
    client = log_in()

    assert role_names(client.get(MATRIX)) == ["Architect"]
    assert role_names(client.get(f"{MATRIX}?role=gone")) == ["Gone"]


def test_only_archived_roles_show_a_message(dimension):
    make_role("Gone", status="archived")

    page = document(log_in().get(MATRIX))

    assert "All roles are archived." in text_of(page, ".matrix-empty")
    assert page.query_one(".matrix-filters .combobox [name=find]")


def test_the_home_page_counts_the_cells_of_the_matrix(dimension):
    make_role("Architect")
    make_role("Gone", status="archived")
    client = log_in()
    home = document(client.get("/admin/"))
    [address] = links(home, "table.map tfoot a")
    assert texts(home, "table.map tfoot a") == ["1 missing"]

    page = document(client.get(address))

    assert texts(page, ".matrix-summary a[href]") == ["1 missing"]
    assert len(page.query("table.matrix td")) == 1


def test_states_of_many_cells_equal_the_states_of_single_cells(dimension):
    empty, live, writing, approved, due, redrafted = make_roles(6)
    make_draft(writing, dimension)
    make_draft(live, dimension, "Says so")
    make_approved(approved, dimension)
    for role in (due, redrafted):
        make_publication([make_approved(role, dimension)], due_at=tomorrow())
    make_draft(redrafted, dimension, "Goes on")
    make_publication([make_approved(empty, dimension)])
    roles = [empty, live, writing, approved, due, redrafted, make_role("Unwritten")]

    expected = {key: cell.state for key, cell in load_cells(roles, [dimension]).items()}

    assert states(roles, [dimension]) == expected
    assert set(expected.values()) == set(CellState) - {CellState.IN_REVIEW}


def tomorrow():
    return timezone.now() + timedelta(days=1)


def test_the_number_of_queries_does_not_grow_with_the_matrix(
    dimension, django_assert_max_num_queries
):
    make_family("Data")
    client = log_in()
    make_draft(make_role("Architect"), dimension)
    query = "?q=role&state=live&page=2"
    for name in ("Tools", "Budget"):
        refresh()
        with django_assert_max_num_queries(15 + WAYS):
            client.get(MATRIX)
        with django_assert_max_num_queries(15 + WAYS + SEARCH):
            client.get(f"{MATRIX}{query}")
        texts = {make_dimension(name): "Says", dimension: "Says it"}
        for number in range(45):
            make_role(f"Role {name} {number}", texts=texts)


def test_the_note_promises_no_email_on_a_site_without_mail(dimension, settings):
    backend = "django.core.mail.backends.console.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend}}
    make_person("rita", "Reviewer")
    make_draft(make_role("Cook"), dimension)

    page = document(log_in().get(MATRIX))

    note = text_of(page, "#submit_note")
    assert note.endswith("This site sends no mail, so ask a reviewer yourself.")


def test_the_note_promises_no_email_to_a_reviewer_of_own_drafts(dimension):
    rita = make_person("rita", "Reviewer")
    make_draft(make_role("Cook"), dimension, by=rita)

    page = document(log_in().get(MATRIX))

    assert text_of(page, "#submit_note").endswith("so no email is sent.")


def test_the_note_names_the_authors_of_the_drafts(dimension):
    make_draft(make_role("Cook"), dimension, by=make_person("rita", "Reviewer"))

    page = document(log_in().get(MATRIX))

    assert text_of(page, "#submit_note").startswith("This includes 1 draft by rita.")
