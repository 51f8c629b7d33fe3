"""Saved web pages: tables of other sites, and lists and paragraphs in their cells."""

import time

import pytest

from .made_files import KNOWN, places, problems, read, shapes, triples


def page(*rows, before="", after=""):
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<!doctype html><body>{before}<table>{body}</table>{after}".encode()


HEAD = "<th>Dimension<th>Cook<th>Chef"


def words_of(cell):
    """Return the text of a cell with this HTML in it."""
    (text,) = read(page(HEAD, f"<th>Scope<td>{cell}<td>")).texts[:1]
    return text.text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Plans &amp; <b>writes</b>\n  all", "Plans & writes all"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        (
            "<p>You can:</p><ul><li>a</li><li>b</li></ul><p>c</p>",
            "You can:\n- a\n- b\n\nc",
        ),
        ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n- b"),
        ("<ul><li><p>a</p></li><li><p>b. </p></li></ul>", "- a\n- b."),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n- b\n- c"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("Ends. <p>b</p>", "Ends.\n\nb"),
        ("<script>x</script>a<button>More</button><style>y</style>", "a"),
        ("a<table><tr><td>b</table>c", "a\nb\nc"),
        ("<img alt='x'>a<input>", "a"),
    ],
)
def test_the_words_of_a_cell_keep_their_paragraphs_and_lists(html, text):
    assert words_of(html) == text


def test_tables_of_other_sites_are_read():
    content = page(
        HEAD, "<th>Scope<td>a<td>b", "<th>Purpose<td>c", before="<h1>Roles</h1>"
    )

    reading = read(content)

    assert problems(reading) == []
    assert shapes(reading) == ["page"]
    assert triples(reading) == [
        ("Cook", "Scope", "a"),
        ("Chef", "Scope", "b"),
        ("Cook", "Purpose", "c"),
    ]


def test_cells_over_several_rows_and_columns_are_merged():
    content = page(
        "<th>Role<th>Dimension<th>Text",
        '<td rowspan="2">Cook<td>Scope<td>a',
        "<td>Purpose<td>b",
        "<td>Chef<td>Scope<td>c",
    )

    assert triples(read(content)) == [
        ("Cook", "Scope", "a"),
        ("Cook", "Purpose", "b"),
        ("Chef", "Scope", "c"),
    ]


def test_a_page_that_is_cut_off_loses_its_last_table():
    content = page(HEAD, "<th>Scope<td>a<td>b", after="<table><tr><td>x")

    reading = read(content)

    assert triples(reading) == [("Cook", "Scope", "a"), ("Chef", "Scope", "b")]
    assert places(reading) == ["Table 2"]


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "shift_jis"])
def test_a_page_says_which_encoding_it_is_in(charset):
    text = "テ" if charset == "shift_jis" else "é"
    html = (
        f'<meta charset="{charset}">' + page(HEAD, f"<th>Scope<td>{text}<td>").decode()
    )

    assert triples(read(html.encode(charset))) == [("Cook", "Scope", text)]


def test_a_table_without_roles_is_a_problem():
    reading = read(page("<td>Opening hours<td>9 to 5", "<td>Phone<td>123"), KNOWN)

    assert places(reading) == ["Table 1"]
    assert shapes(reading) == []


@pytest.mark.parametrize(
    "part",
    ["<", "<!--", "<a b='", '<a "', "<td", "</", "<table>", "<![CDATA[", "&", "<p>"],
)
def test_broken_html_takes_no_time(part):
    start = time.perf_counter()

    read(page(HEAD, "<th>Scope<td>" + part * 100_000))

    assert time.perf_counter() - start < 5


def test_a_page_of_tables_is_refused():
    table = "<table><tr><td>a<td>b</table>"

    [(_place, message)] = problems(read(("<html>" + table * 201).encode()))

    assert "200 tables" in message


@pytest.mark.long
def test_a_page_of_empty_cells_is_refused():
    [(_place, message)] = problems(read(page("<td>" * 500_001)))

    assert "too many cells" in message


def test_cells_over_everything_are_refused():
    spans = '<td colspan="1000" rowspan="1000">x' * 1_000

    [(_place, message)] = problems(read(page(HEAD, spans)))

    assert "merged" in message
