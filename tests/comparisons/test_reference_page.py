"""The reference page, from the first content, word for word and in order."""

import json

import pytest

from tests.pages import comparison_table, csv_rows, document, said, texts

from . import reference

pytestmark = pytest.mark.usefixtures("first_content")


@pytest.fixture
def answer(client):
    return client.get(reference.PATH)


@pytest.fixture
def shown(answer):
    return document(answer)


def words_missing(said, wanted):
    """Return the first of the ``wanted`` words that does not follow in order."""
    words = iter(said.split())
    return next((word for word in wanted.split() if word not in words), None)


def test_every_word_is_on_the_page_in_order(shown):
    assert words_missing(said(shown), " ".join(reference.PAGE)) is None


def test_every_part_is_in_the_source_as_it_is_in_the_reference(answer):
    html = answer.content.decode().replace("&amp;", "&")

    assert [part for part in reference.PAGE if part not in html] == []


def test_the_eyebrow_the_title_and_the_lede_are_the_references(shown):
    assert said(shown, "main .eyebrow") == reference.EYEBROW
    assert said(shown, "h1") == reference.TITLE
    assert said(shown, "main .lede") == reference.LEDE


def test_the_cards_are_the_references(shown):
    cards = zip(
        texts(shown, ".cards .kind"),
        texts(shown, ".cards h2"),
        texts(shown, ".cards .summary"),
        strict=True,
    )

    assert [part for card in cards for part in card] == reference.CARDS


def test_the_table_is_the_references(shown):
    assert comparison_table(shown) == [
        ["Dimension", *reference.ROLES],
        *([dimension, *cells] for dimension, cells in reference.ROWS.items()),
    ]


def test_the_csv_file_holds_the_references_table(client):
    rows = csv_rows(client.get(f"{reference.PATH[:-1]}.csv"))

    assert rows[0] == ["Dimension", *reference.ROLES]
    assert {row[0]: row[1:] for row in rows[1:11]} == reference.ROWS


def test_the_json_file_holds_the_references_table(client):
    data = json.loads(client.get(f"{reference.PATH[:-1]}.json").content)

    assert data["title"] == reference.TITLE
    assert {r["dimension"]: r["cells"] for r in data["rows"]} == reference.ROWS
