"""A comparison in brief: three lines a role, what most share, and its address."""

import pytest
import segno
from django.utils import timezone

from comparisons.exports.qr_code import qr_code
from tests.factories import make_dimension, make_role
from tests.html import canonical, document, links, robots, text_of, texts, values

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PATH = "/compare/baker-vs-driver-vs-keeper/brief/"
ADDRESS = "http://127.0.0.1:8000/compare/baker-vs-driver-vs-keeper/"


@pytest.fixture(autouse=True)
def roles():
    """Three roles: two of them share a point, each has points of its own."""
    summary = make_dimension("Primary Role", position=1, is_summary=True)
    reports = make_dimension("Reports To", position=3)
    tasks = make_dimension("Tasks", position=2)
    for name, purpose, boss, task in [
        ("Baker", "Bakes the bread of the town", "Miller", "kneads sour dough"),
        ("Driver", "Takes people to the town", "Head of Buses", "repairs old engines"),
        ("Keeper", "Cares for the animals", "Director", "feeds young elephants"),
    ]:
        shared = "" if name == "Keeper" else "\n- writes the weekly report"
        make_role(
            name,
            texts={
                summary: purpose,
                reports: f"Reports to the {boss}",
                tasks: f"- {task}\n- plans the year in good time{shared}",
            },
        )


def brief(client, path=PATH):
    return document(client.get(path))


def lines(page, place):
    (role,) = page.query(f".brief-role:nth-child({place + 2})")
    return texts(role, "p")


def test_a_role_has_a_line_for_its_summary_its_own_points_and_a_telling_row(client):
    page = brief(client)

    assert texts(page, ".brief-role h3") == ["Baker", "Driver", "Keeper"]
    assert lines(page, 0) == [
        "Bakes the bread of the town",
        "Only here: kneads sour dough",
        "Reports To: Reports to the Miller",
    ]


def test_the_telling_row_is_the_shortest_that_differs(client):
    page = brief(client, f"{PATH}?dimension=tasks")

    assert lines(page, 2)[2].startswith("Tasks: feeds young elephants; plans the year")


def test_what_most_share_stands_once(client):
    assert texts(brief(client), ".brief-lines li") == [
        "All three: plans the year in good time (Tasks)",
        "Baker and Driver: writes the weekly report (Tasks)",
    ]


def test_roles_that_share_nothing_have_a_line_for_that(client):
    page = brief(client, f"{PATH}?dimension=primary-role")

    assert texts(page, ".brief-lines li") == [
        "No point is shared by most of these roles."
    ]


def test_the_sheet_names_its_comparison_its_site_and_its_day(client):
    page = brief(client, f"{PATH}?dimension=tasks")

    assert text_of(page, ".brief-address") == f"{ADDRESS}?dimension=tasks"
    assert f"{ADDRESS[21:]}?dimension=tasks" in links(page, ".brief-address a")
    today = timezone.localdate()
    assert f"Careers, words by People Operations, {today.day} " in text_of(page)


def test_the_qr_code_is_the_address(client):
    (drawn,) = values(brief(client), ".qr-code path[stroke]", "d")

    assert drawn in segno.make(ADDRESS, error="l", micro=False).svg_inline()
    assert "style" not in qr_code(ADDRESS)


def test_a_very_long_address_has_no_qr_code():
    assert qr_code("https://example.org/" + "a" * 1_400)
    assert not qr_code("https://example.org/" + "a" * 1_600)
    assert not qr_code("https://example.org/" + "a" * 4_000)


def test_search_engines_are_led_to_the_comparison(client):
    page = brief(client, "/compare/keeper-vs-baker-vs-driver/brief/?dimension=tasks")

    assert canonical(page) == [ADDRESS]
    assert robots(page) == ["noindex, follow"]


def test_untidy_addresses_redirect_to_the_brief(client):
    response = client.get("/compare/BAKER-vs-baker-vs-driver/brief/?dimension=tasks")

    assert response.status_code == 301
    assert response["Location"] == "/compare/baker-vs-driver/brief/?dimension=tasks"


def test_an_unknown_role_is_a_404(client):
    assert client.get("/compare/baker-vs-unknown/brief/").status_code == 404


def test_a_role_without_texts_says_so(client):
    make_role("Novice")

    page = brief(client, "/compare/baker-vs-novice/brief/")

    assert lines(page, 1)[::2] == ["Not described yet", "Reports To: Not described yet"]


def test_a_role_without_a_summary_begins_with_its_first_text(client):
    make_role("Novice", texts={make_dimension("Pay", position=4): "- Low.\n- Fair."})

    assert lines(brief(client, "/compare/baker-vs-novice/brief/"), 1)[0] == "Low; Fair."


def test_a_long_text_is_cut_between_words(client):
    summary = make_dimension("Aims", position=4)
    make_role("Novice", texts={summary: "learns " * 100})

    line = lines(brief(client, "/compare/baker-vs-novice/brief/"), 1)[0]

    assert line.endswith("learns…")
    assert len(line) <= 180


def test_more_than_twenty_roles_have_one_line_each(client):
    names = [f"Clerk {number:02}" for number in range(21)]
    for name in names:
        make_role(name)

    page = brief(
        client, f"/compare/{'-vs-'.join(names).lower().replace(' ', '-')}/brief/"
    )

    assert text_of(page, "h1").endswith("Clerk 05, and 15 more")
    assert len(page.query(".brief-role")) == len(page.query(".brief-role p")) == 21
    assert "Left out here: the full texts and what only one role has." in text_of(page)


def test_no_more_roles_are_listed_than_two_sheets_hold(client, settings):
    settings.COMPARISON_MAX_ROLES = 100
    slugs = [make_role(f"Clerk {number}").slug for number in range(62)]

    page = brief(client, f"/compare/{'-vs-'.join(slugs)}/brief/")

    assert len(page.query(".brief-role")) == 60
    assert "the full texts, 2 roles, and what only one role has" in text_of(page)
