"""A comparison as a file: the same cells in the same order, and where they are from."""

import io
import json
import re
from zipfile import ZipFile

import pytest
from django.utils import timezone

from tests.factories import make_dimension, make_family, make_role
from tests.html import csv_rows, sheet, sheet_rows

pytestmark = pytest.mark.django_db

ADDRESS = "http://127.0.0.1:8000/compare/b-vs-a/"


@pytest.fixture
def content():
    """Two roles, two rows, one of the four cells not described."""
    first = make_dimension("First", position=1)
    second = make_dimension("Second", position=2)
    make_role("A", texts={first: "A comes first"}, family=make_family())
    make_role("B", texts={first: "B comes first", second: "- one\n- two\n\nÉnd"})


@pytest.fixture
def file(client, content):
    """Return a function that gives the comparison of B and A as a file."""
    return lambda kind: client.get(f"/compare/b-vs-a.{kind}")


TABLE = [
    ["Dimension", "B", "A"],
    ["First", "B comes first", "A comes first"],
    ["Second", "- one\n- two\n\nÉnd", "Not described yet"],
]
FOUND = [
    ["Label", "Similarity, 0 to 100", "In both", "In some", "Only in one"],
    ["Partly shared", 40, "", "", "B: B comes first\nA: A comes first"],
    ["", "", "", "", "B: one; two; Énd"],
]
WHOLE = [[*cells, *found] for cells, found in zip(TABLE, FOUND, strict=True)]


def origin():
    return [
        ["Site", "Careers"],
        ["Address", ADDRESS],
        ["Date", timezone.localdate().isoformat()],
    ]


def test_csv_holds_the_table_and_where_it_is_from(file):
    rows = csv_rows(file("csv"))

    # Texts that begin like a formula carry an apostrophe, as spreadsheets know it.
    assert [[text.removeprefix("'") for text in row] for row in rows[:3]] == [
        [str(value) for value in row] for row in WHOLE
    ]
    assert rows[3:] == [[], *origin()]


def test_csv_begins_with_the_mark_that_excel_needs(file):
    assert file("csv").content.startswith(b"\xef\xbb\xbfDimension,B,A,")


def test_xlsx_holds_the_table_and_where_it_is_from(file):
    rows = sheet_rows(file("xlsx"))

    assert rows[:3] == WHOLE
    assert [row[:2] for row in rows[3:]] == origin()


def test_xlsx_keeps_its_headers_in_view(file):
    page = sheet(file("xlsx"))

    assert page.freeze_panes == "B2"
    assert page.print_title_rows == "$1:$1"
    assert page["A1"].font.bold
    assert page["B1"].font.bold
    assert page["B2"].alignment.wrap_text
    assert page.page_setup.orientation == "landscape"


def test_a_workbook_tells_no_time_so_that_it_stays_the_same(file):
    with ZipFile(io.BytesIO(file("xlsx").content)) as book:
        packed = {each.date_time for each in book.infolist()}
        properties = book.read("docProps/core.xml").decode()

    assert packed == {(1980, 1, 1, 0, 0, 0)}
    assert "modified" not in properties
    assert f"{timezone.localdate()}T00:00:00Z" in properties


def test_markdown_holds_the_table_and_where_it_is_from(file):
    said = file("md").content.decode()

    assert said.startswith("# B vs A\n\nCompare B and A side by side.\n\n")
    assert (
        "| Dimension | B | A |\n"
        "| --- | --- | --- |\n"
        "| **First**<br>Partly shared | B comes first | A comes first |\n"
        "| **Second**<br>Only in B | • one<br>• two<br>Énd | Not described yet |\n"
    ) in said
    assert said.endswith("".join(f"- {name}: {text}\n" for name, text in origin()))


def test_markdown_says_what_is_shared_and_what_is_not(file):
    said = file("md").content.decode()

    assert "### What they share\n\nNo points in common." in said
    assert "- B alone: B comes first; one\n" in said
    assert "### Where they differ most\n\n1. First\n" in said
    assert "| Dimension | B and A |\n| --- | ---: |\n| First | 40 |\n" in said


def test_json_holds_the_table_and_where_it_is_from(file):
    assert json.loads(file("json").content) == {
        "title": "B vs A",
        "canonical": "http://127.0.0.1:8000/compare/a-vs-b/",
        "site": "Careers",
        "address": ADDRESS,
        "date": timezone.localdate().isoformat(),
        "roles": [
            {
                "slug": "b",
                "name": "B",
                "family": None,
                "url": "http://127.0.0.1:8000/roles/b/",
                "also_known_as": [],
            },
            {
                "slug": "a",
                "name": "A",
                "family": "Engineering",
                "url": "http://127.0.0.1:8000/roles/a/",
                "also_known_as": [],
            },
        ],
        "closest": [],
        "differ_most": ["first"],
        "pairs": [{"roles": ["a", "b"], "alike": 40}],
        "rows": [
            {
                "dimension": "First",
                "slug": "first",
                "cells": ["B comes first", "A comes first"],
                "label": "Partly shared",
                "alike": 40,
                "shared": [],
                "only": {"b": ["B comes first"], "a": ["A comes first"]},
            },
            {
                "dimension": "Second",
                "slug": "second",
                "cells": ["- one\n- two\n\nÉnd", None],
                "label": None,
                "alike": None,
                "shared": [],
                "only": {"b": ["one", "two", "Énd"], "a": []},
            },
        ],
    }


@pytest.mark.parametrize(
    ("kind", "content_type", "disposition"),
    [
        ("csv", "text/csv; charset=utf-8", "attachment"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "attachment",
        ),
        ("md", "text/markdown; charset=utf-8", "attachment"),
        ("json", "application/json", "inline"),
    ],
)
def test_a_file_says_what_it_is(file, kind, content_type, disposition):
    answer = file(kind)

    assert answer.status_code == 200
    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"] == f'{disposition}; filename="b-vs-a.{kind}"'
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Link"] == (
        '<http://127.0.0.1:8000/compare/a-vs-b/>; rel="canonical"'
    )


def test_a_files_name_stays_short_for_many_roles(client):
    slugs = [make_role(f"A role with a long name {n}").slug for n in range(9)]

    answer = client.get(f"/compare/{'-vs-'.join(slugs)}.csv")

    assert answer["Content-Disposition"].endswith('"comparison-of-9-roles.csv"')


@pytest.mark.parametrize("kind", ["pdf", "CSV", "html", "csv.zip", "%00", "{}"])
def test_other_kinds_of_file_do_not_exist(file, kind):
    assert file(kind).status_code == 404


def test_the_site_is_named_as_it_is_called(file, settings):
    settings.SITE_NAME = "Jobs at Ämt & Söhne"
    settings.SITE_URL = "https://jobs.example.org"

    rows = csv_rows(file("csv"))

    assert rows[4:6] == [
        ["Site", "Jobs at Ämt & Söhne"],
        ["Address", "https://jobs.example.org/compare/b-vs-a/"],
    ]


def test_every_file_and_the_page_show_the_same_texts(file, client):
    wanted = ["B comes first", "A comes first", "one", "two", "Énd"]
    page = client.get("/compare/b-vs-a/").content.decode()
    for said in [
        page[page.index("<table") :],
        file("csv").content.decode("utf-8-sig"),
        file("md").content.decode(),
        file("json").content.decode(),
        "\n".join(map(str, sheet_rows(file("xlsx")))),
    ]:
        assert re.search(".*?".join(wanted), said, re.DOTALL)
