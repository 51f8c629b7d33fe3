"""Exports of texts that attack a spreadsheet or exceed what a file can hold."""

import json
import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from careers.text import without_guards
from careers.workbook import LEFT_OUT, MAX_CELL
from tests.factories import make_dimension, make_role
from tests.html import csv_rows, sheet, sheet_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://evil.example","Click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "- a bullet",
]

SURVIVORS = [
    "مهندس بيانات – يبني المسارات",
    "👩🏽‍🚀 🇪🇺 e\u0301",
    "<script>alert(1)</script>",
    "quotes \" and ' and ; and ,",
    "a | b \\ c",
    "line\nbreaks\n\nand\ttabs",
    "\u202ereversed",
    "_x0041_",
]


def compare(client, kind, text, name="Hostile"):
    dimension = make_dimension()
    make_role(name, slug="hostile", texts={dimension: text})
    make_role("Plain", texts={dimension: text})
    return client.get(f"/compare/hostile-vs-plain.{kind}")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_file_is_a_formula(client, text):
    name = text.strip() or "Hostile"

    rows = csv_rows(compare(client, "csv", text, name))

    assert rows[0][1] in {f"'{name}", name}
    assert without_guards(rows[1][1]) == text
    cells = [cell for row in rows for cell in row if cell]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]


@pytest.mark.parametrize("text", ["a;=1+1;b", "a\n=1+1", "a;\n\n+1", "- a\n- b"])
def test_no_part_of_a_csv_file_is_a_formula_where_semicolons_part_cells(client, text):
    content = compare(client, "csv", text).content.decode("utf-8-sig")

    cells = [cell.strip('"') for cell in re.split(r"[;,\r\n]+", content)]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_workbook_is_a_formula(client, text):
    name = text.strip() or "Hostile"

    page = sheet(compare(client, "xlsx", text, name))

    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    # XML reads a lone carriage return as a line feed.
    assert page["B2"].value == text.replace("\r", "\n")


@pytest.mark.parametrize("text", SURVIVORS)
def test_any_text_survives_in_a_csv_file(client, text):
    rows = csv_rows(compare(client, "csv", text))

    assert rows[1][:3] == ["Primary Role", text, text]


@pytest.mark.parametrize("text", SURVIVORS)
def test_any_text_survives_in_a_workbook(client, text):
    rows = sheet_rows(compare(client, "xlsx", text))

    # Excel takes this escape off wherever it stands, openpyxl only in shared strings.
    cells = [cell.replace("_x005F_", "_") for cell in rows[1][:3]]
    assert cells == ["Primary Role", text, text]


@pytest.mark.parametrize("text", [*SURVIVORS, *FORMULAS])
def test_any_text_survives_in_json(client, text):
    data = json.loads(compare(client, "json", text).content)

    assert data["rows"][0]["cells"] == [text, text]


@pytest.mark.parametrize("text", [*SURVIVORS, *FORMULAS])
def test_no_text_breaks_a_markdown_table_or_becomes_html(client, text):
    lines = compare(client, "md", text).content.decode().split("\n")

    (row,) = [line for line in lines if line.startswith("| **Primary Role**")]
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == 4
    assert "<" not in row.replace("<br>", "")


@pytest.mark.parametrize("long", ["a" * (MAX_CELL + 1), "👍" * (MAX_CELL // 2 + 1)])
def test_a_text_longer_than_a_cell_is_left_out_and_named(client, long):
    response = compare(client, "xlsx", long)

    book = load_workbook(BytesIO(response.content))
    assert book.worksheets[0]["B2"].value == str(LEFT_OUT)
    assert [cell.value for cell in book.worksheets[-1][2]] == [
        "Comparison!B2", "Primary Role", "Hostile", len(long)
    ]  # fmt: skip


def test_a_text_as_long_as_a_cell_is_whole(client):
    exact = "a" * MAX_CELL

    assert sheet(compare(client, "xlsx", exact))["B2"].value == exact


def test_a_long_text_is_whole_in_every_other_file(client):
    long = "word " * 10_000 + "end"
    make_role("Hostile", texts={make_dimension(): long})
    make_role("Plain")

    for kind in ("csv", "md", "json"):
        response = client.get(f"/compare/hostile-vs-plain.{kind}")
        assert long in response.content.decode()


def test_a_hostile_role_name_is_text_everywhere(client):
    name = '=HYPERLINK("http://evil.example") <b>| # \n[x](y)'
    make_role(name, slug="hostile")
    make_role("Plain")

    csv, xlsx, md, data = (
        client.get(f"/compare/hostile-vs-plain.{kind}")
        for kind in ("csv", "xlsx", "md", "json")
    )

    assert csv_rows(csv)[0][1] == f"'{name}"
    assert sheet(xlsx)["B1"].data_type == "s"
    assert "<b>" not in md.content.decode()
    assert md.content.decode().startswith("# \\=HYPERLINK")
    assert json.loads(data.content)["roles"][0]["name"] == name
