"""Promise 13: the reference page, word for word and in order, on both databases."""

import json
import re
from itertools import permutations

import pytest
from justhtml import JustHTML

from tests import reference
from tests.html import (
    comparison_table,
    csv_rows,
    document,
    links,
    text,
    text_of,
    texts,
    words_of,
)

pytestmark = [pytest.mark.usefixtures("first_content"), pytest.mark.one_database]


@pytest.fixture
def response(client):
    return client.get(reference.PATH)


@pytest.fixture
def page(response):
    return document(response)


@pytest.fixture
def source(response):
    """The HTML of the page without its marks, which stand within sentences."""
    return re.sub("</?mark[^>]*>", "", response.content.decode())


def first_missing_word(text, expected):
    """Return the first of the ``expected`` words that does not follow in order."""
    words = iter(text.split())
    return next((word for word in expected.split() if word not in words), None)


def test_every_word_is_on_the_page_in_order(source):
    words = text_of(JustHTML(source, sanitize=False))

    assert first_missing_word(words, " ".join(reference.PAGE)) is None


def test_every_part_of_the_reference_is_in_the_source(source):
    html = source.replace("&amp;", "&")

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


def test_what_all_three_share_stands_above_the_table(page):
    assert text_of(page, ".shared h2") == "All three"
    assert texts(page, ".shared-lines a")[:2] == ["Reports to … CTO", "Owns … projects"]


def test_row_heads_name_what_two_of_three_share(page):
    (reports,) = page.query("tr#reporting-relationship th")
    (path,) = page.query("tr#professional-development th")

    assert "2 of 3: Reports to … VP Engineering" in text(reports)
    assert "2 of 3: path to … VP Engineering" in text(path)


def test_each_card_quotes_a_point_of_its_role_only(page):
    architect, mlops, reliability = texts(page, ".card .only a")

    assert "tool integration frameworks" in architect
    assert "ML model lifecycle" in mlops
    assert "postmortem processes for software infrastructure" in reliability


def test_every_quote_above_the_table_links_to_its_row_and_quotes_it(page):
    links = page.query(".shared-lines a, .only a")
    ranks = "Strategic Planning, at different ranks"
    quotes = [link for link in links if text(link) != ranks]

    assert len(quotes) == len(links) - 1 == 5
    for link in quotes:
        (row,) = page.query(f"tr#{link.attrs['href'].removeprefix('#')}")
        cells = [words_of(prose) for prose in row.query("td .prose")]
        parts = [part.strip() for part in text(link).split("…")]
        assert any(all(part in cell for part in parts) for cell in cells)


def test_what_all_three_share_is_marked_and_so_are_the_words_that_differ(page):
    (row,) = page.query("tr#project-management")
    (key,) = page.query(".key")

    assert texts(row, "mark:not(.is-different)") == ["Owns", "projects"] * 3
    assert texts(row, "mark.is-different") == [
        "architecture",
        "ML",
        "infrastructure",
        "reliability",
    ]
    assert texts(key, "mark") == ["in all", "differs"]


def test_the_rows_where_they_differ_most_are_below_the_table(page):
    (below,) = page.query("details.below")

    assert links(below, ".differ-lines a") == [
        "#primary-role",
        "#scope-of-responsibilities",
        "#project-management",
    ]


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
            frozenset(head.removesuffix("1 2").split(" and "))
            for head in texts(page, ".figures thead th .visually-hidden")
        ]
        totals = texts(page, ".figures tbody tr:last-child td")
        pairs[slugs[0]] = dict(zip(heads, totals, strict=True))
    first, second = pairs.values()
    assert first == second
