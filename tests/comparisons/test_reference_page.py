"""The reference page, made from the first content, word for word and in order."""

import json
from itertools import permutations

import pytest

from tests import reference
from tests.html import comparison_table, csv_rows, document, text_of, texts

pytestmark = pytest.mark.usefixtures("first_content")


@pytest.fixture
def response(client):
    return client.get(reference.PATH)


@pytest.fixture
def page(response):
    return document(response)


def first_missing_word(text, expected):
    """Return the first of the ``expected`` words that does not follow in order."""
    words = iter(text.split())
    return next((word for word in expected.split() if word not in words), None)


def test_every_word_is_on_the_page_in_order(page):
    assert first_missing_word(text_of(page), " ".join(reference.PAGE)) is None


def test_every_part_of_the_reference_is_in_the_source(response):
    html = response.content.decode().replace("&amp;", "&")

    assert [part for part in reference.PAGE if part not in html] == []


def test_the_eyebrow_title_and_lede_match_the_reference(page):
    assert text_of(page, "main .eyebrow") == reference.EYEBROW
    assert text_of(page, "h1") == reference.TITLE
    assert text_of(page, "main .lede") == reference.LEDE


def test_the_cards_match_the_reference(page):
    cards = zip(
        texts(page, ".cards .kind"),
        texts(page, ".cards h2"),
        texts(page, ".cards .summary"),
        strict=True,
    )

    assert [part for card in cards for part in card] == reference.CARDS


def test_the_table_matches_the_reference(page):
    assert comparison_table(page) == [
        ["Dimension", *reference.ROLES],
        *([dimension, *cells] for dimension, cells in reference.ROWS.items()),
    ]


def test_the_csv_file_holds_the_table(client):
    rows = csv_rows(client.get(f"{reference.PATH[:-1]}.csv"))

    assert rows[0][:4] == ["Dimension", *reference.ROLES]
    assert {row[0]: row[1:4] for row in rows[1:11]} == reference.ROWS


def test_the_json_file_holds_the_table(client):
    data = json.loads(client.get(f"{reference.PATH[:-1]}.json").content)

    assert data["title"] == reference.TITLE
    assert {r["dimension"]: r["cells"] for r in data["rows"]} == reference.ROWS


def test_the_highlights_quote_shared_points(client):
    lines = texts(document(client.get(reference.PATH)), ".shared-lines li")
    two = "Agent Architect and Site Reliability Engineer (SRE)"
    assert lines[0] == "All three: Reports to … CTO Reporting Relationship"
    assert f"{two}: Reports to … VP Engineering Reporting Relationship" in lines
    assert f"{two}: path to … VP Engineering Professional Development" in lines


def test_the_highlights_quote_the_points_of_one_role_only(client):
    architect, mlops, reliability = texts(
        document(client.get(reference.PATH)), ".apart-lines li"
    )
    assert "selects agent frameworks (LangChain, AutoGen, etc.)" in architect
    assert "automated retraining pipelines" in mlops
    assert "postmortem processes for software infrastructure" in reliability


def test_every_highlight_links_to_its_row_and_quotes_it(client):
    page = document(client.get(reference.PATH))
    for link in page.query(".shared-lines a, .apart-lines a"):
        (row,) = page.query(f"tr#{link.attrs['href'].removeprefix('#')}")
        lead, _, quote = link.to_text().rpartition("… ")
        cells = [" ".join(cell.to_text().split()) for cell in row.query("td .prose")]
        assert any(quote in cell and lead.strip() in cell for cell in cells)


def test_the_order_of_the_roles_does_not_change_the_results(client):
    results = []
    for slugs in permutations(reference.SLUGS):
        path = f"/compare/{'-vs-'.join(slugs)}.json"
        data = json.loads(client.get(path).content)
        rows = [
            [row["label"], row["shared"], row["frames"], sorted(row["only"].items())]
            for row in data["rows"]
        ]
        results.append([data["closest"], data["differ_most"], data["pairs"], rows])
    assert all(result == results[0] for result in results)


def test_the_order_of_the_roles_does_not_change_the_figures(client):
    pairs = {}
    for slugs in (reference.SLUGS, reference.SLUGS[::-1]):
        page = document(client.get(f"/compare/{'-vs-'.join(slugs)}/"))
        heads = [
            frozenset(text.removesuffix("1 2").split(" and "))
            for text in texts(page, ".figures thead th .visually-hidden")
        ]
        totals = texts(page, ".figures tbody tr:last-child td")
        pairs[slugs[0]] = dict(zip(heads, totals, strict=True))
    first, second = pairs.values()
    assert first == second
