"""Workbooks as Excel and LibreOffice save them, and what is no text in them."""

import io
import re
from datetime import date, time
from zipfile import ZipFile

import pytest

from careers.editorial.files.workbooks import unescaped
from careers.workbook import LEFT_OUT, MAX_CELL, workbook

from .made_files import (
    END,
    KNOWN,
    RELATIONS,
    book_of,
    notes,
    places,
    problems,
    read,
    repacked,
    saved,
    triples,
    with_part,
    with_shared_strings,
    xlsx,
)

HEAD = ["Role", "Dimension", "Text"]
GOOD = [
    HEAD,
    ["Cook", "Scope", "a"],
    ["Cook", "Purpose", "b"],
    ["Analyst", "Scope", "c"],
]
READ = [tuple(row) for row in GOOD[1:]]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("=A1", "formula"),
        (5, "a number"),
        (1.5, "a number"),
        (date(2026, 1, 31), "a date"),
        (time(12, 30), "a date or a time"),
        (True, "TRUE or FALSE"),
        ("#N/A", "#N/A"),
    ],
)
def test_what_is_no_text_is_refused_with_its_cell(value, words):
    reading = read(xlsx([*GOOD, ["Chef", "Scope", value]]))

    [(place, message)] = problems(reading)
    assert place == "Roles!C5"
    assert words in message
    assert triples(reading) == READ


def test_a_formula_is_no_name_and_its_last_value_is_nothing():
    content = xlsx([HEAD, ["=A9", "Scope", "a"], ["Cook", "Scope", "=B2"]])
    content = with_part(
        content,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("<v></v>", "<v>7</v>"),
    )

    reading = read(content)

    assert places(reading) == ["Roles!A2", "Roles!C2", "Roles!C3"]
    assert triples(reading) == []


def test_text_that_begins_like_a_formula_is_text():
    book = book_of(Roles=[HEAD, ["Cook", "Scope", "x"]])
    book["Roles"]["C2"].value = "=1+1"
    book["Roles"]["C2"].data_type = "s"

    assert triples(read(saved(book))) == [("Cook", "Scope", "=1+1")]


def test_hidden_sheets_rows_and_columns_are_named_and_not_read():
    book = book_of(
        Roles=[[*row, "x"] for row in GOOD],
        Old=GOOD,
        Secret=GOOD,
        Lists=[["Yes"], ["No"]],
    )
    book["Roles"].row_dimensions[3].hidden = True
    book["Roles"].column_dimensions["D"].hidden = True
    book["Roles"].row_dimensions[9].hidden = True
    book["Old"].sheet_state = "hidden"
    book["Secret"].sheet_state = "veryHidden"
    book["Lists"].sheet_state = "hidden"

    reading = read(saved(book))

    assert problems(reading) == []
    hidden = dict(notes(reading))
    assert sorted(hidden) == ["Old", "Roles!3", "Roles!D", "Secret"]
    assert all("hidden" in message for message in hidden.values())
    assert triples(reading) == [READ[0], READ[2]]


def test_many_hidden_rows_are_counted():
    book = book_of(Roles=[HEAD, *(["Cook", f"Topic {n}", "x"] for n in range(30))])
    for row in range(2, 22):
        book["Roles"].row_dimensions[row].hidden = True

    [(place, message)] = notes(read(saved(book)))

    assert place == "Roles!2"
    assert "Rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 10 more are" in message


def test_a_row_in_hidden_columns_alone_is_not_there():
    book = book_of(Roles=[[*row, ""] for row in GOOD] + [["", "", "", "Only here"]])
    book["Roles"].column_dimensions["D"].hidden = True

    assert triples(read(saved(book))) == READ


def test_a_merged_name_is_that_of_all_its_rows():
    book = book_of(Roles=[HEAD, ["Cook", "Scope", "a"], ["", "Purpose", "b"]])
    book["Roles"].merge_cells("A2:A3")

    reading = read(saved(book))

    assert triples(reading) == [("Cook", "Scope", "a"), ("Cook", "Purpose", "b")]
    assert problems(reading) == []


def test_a_merged_text_is_that_of_its_first_cell_and_is_named():
    book = book_of(Roles=[["Dimension", "Cook", "Chef"], ["Scope", "a", ""]])
    book["Roles"].merge_cells("B2:C2")

    reading = read(saved(book))

    assert [text.text for text in reading] == ["a"]
    [(place, message)] = problems(reading)
    assert place == "Roles!C2"
    assert "B2:C2" in message


def test_charts_are_no_tables():
    book = book_of(Roles=GOOD)
    book.create_chartsheet("Chart")

    assert (triples(read(saved(book))), places(read(saved(book)))) == (READ, [])


def test_cells_need_not_say_where_they_are():
    def change(xml):
        xml = re.sub(r' r="[A-Z]+[0-9]+"', "", xml)
        xml = re.sub(r'<row r="[0-9]+"', "<row", xml)
        # As a formula leaves its value when it is deleted.
        return xml.replace('t="inlineStr"><is><t>a</t></is>', 't="str"><v>a</v>')

    content = with_part(xlsx(GOOD), "xl/worksheets/sheet1.xml", change)

    assert triples(read(content)) == READ
    assert str(read(content).texts[0].place) == "roles.xlsx, Roles!C2"


def test_a_cell_in_no_place_is_damage():
    content = with_part(
        xlsx(GOOD), "xl/worksheets/sheet1.xml", lambda xml: xml.replace('"C2"', '"C0"')
    )

    [(place, message)] = problems(read(content))

    assert (place, "damaged" in message) == ("Roles", True)


def test_the_macros_of_a_workbook_are_a_problem():
    def with_macros(parts):
        relation = b'<Relationship Id="m" Type="x/vbaProject" Target="vbaProject.bin"/>'
        return parts | {
            RELATIONS: parts[RELATIONS].replace(END, relation + END),
            "xl/vbaProject.bin": b"\xff",
        }

    reading = read(repacked(xlsx(GOOD), with_macros), name="roles.xlsm")

    assert triples(reading) == READ
    [(place, message)] = problems(reading)
    assert (place, "macros" in message) == ("", True)


def test_strings_in_runs_and_in_the_cell_are_read():
    runs = (
        "<r><t>Plans </t></r><r><rPr><b/></rPr><t>all</t></r>"
        '<rPh sb="0" eb="1"><t>PLANS</t></rPh>'
    )
    inline = with_part(
        xlsx([HEAD, ["Cook", "Scope", "bold"]]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("<t>bold</t>", runs),
    )
    shared = with_shared_strings(inline)

    assert b"inlineStr" not in sheet_of(shared)
    assert triples(read(inline)) == [("Cook", "Scope", "Plans all")]
    assert triples(read(shared)) == [("Cook", "Scope", "Plans all")]


def sheet_of(content):
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("saved_as", "text"),
    [
        ("a_x000D_\nb", "a\r\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005F_x005F_", "_x005F_"),
        ("_xD83D_", "_xD83D_"),
        ("my_xabc_file", "my_xabc_file"),
    ],
)
def test_what_excel_escapes_is_what_it_shows(saved_as, text):
    assert unescaped(saved_as) == text


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_x0042_", "x005F_", "_x_"])
def test_our_own_workbooks_escape_it_too(text):
    content = workbook(
        "x", {"Roles": [HEAD, ["Cook", "Scope", text]]}, date(2026, 1, 1)
    )

    assert triples(read(content)) == [("Cook", "Scope", text)]


def test_a_text_that_our_own_workbook_left_out_is_not_there():
    rows = [HEAD, ["Cook", "Scope", "a" * (MAX_CELL + 1)], ["Cook", "Purpose", "b"]]

    reading = read(workbook("x", {"Roles": rows}, date(2026, 1, 1)), KNOWN)

    assert [(text.dimension, text.text) for text in reading] == [("Purpose", "b")]
    assert problems(reading) == []
    assert not any(str(LEFT_OUT) in text.text for text in reading)


def test_each_sheet_may_have_a_table_of_its_own_shape():
    page = [["Dimension", "Chef"], ["Scope", "x"]]

    reading = read(saved(book_of(One=GOOD, Two=page, Notes=[["To do"], ["Ask Ann"]])))

    assert triples(reading) == [*READ, ("Chef", "Scope", "x")]
    assert problems(reading) == []
    assert [place for place, _message in notes(reading)] == ["Notes"]


def test_one_text_said_on_two_sheets_is_one_text():
    other = [HEAD, ["Cook", "Scope", "z"], *GOOD[2:]]

    assert len(read(saved(book_of(One=GOOD, Two=GOOD))).texts) == 3
    differing = read(saved(book_of(One=GOOD, Two=other)))
    assert triples(differing) == [READ[0], ("Cook", "Scope", "z"), *READ[1:]]
