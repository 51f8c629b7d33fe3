"""A comparison as a file: the cells of the page in the same order, and their origin."""

import io
import json
import re
from zipfile import ZipFile

import pytest
from django.utils import timezone

from careers.text import without_guards
from tests.factories import make_dimension, make_family, make_role
from tests.html import csv_rows, sheet, sheet_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESS = "http://127.0.0.1:8000/compare/b-vs-a/"


@pytest.fixture
def content():
    """Two roles and two rows. One of the four cells has no text."""
    first = make_dimension("First", position=1)
    second = make_dimension("Second", position=2)
    make_role("A", texts={first: "Bakes bread"}, family=make_family())
    make_role("B", texts={first: "Drives buses", second: "- one\n- two\n\nÉnd"})


@pytest.fixture
def file(client, content):
    """Return a function that gives the comparison of B and A as a file."""
    return lambda kind: client.get(f"/compare/b-vs-a.{kind}")


TABLE = [
    ["Dimension", "B", "A"],
    ["First", "Drives buses", "Bakes bread"],
    ["Second", "- one\n- two\n\nÉnd", "Not described yet"],
]
OVERLAP = [
    ["Label", "In both", "In some", "Only in one"],
    ["Distinct", "", "", "B: Drives buses\nA: Bakes bread"],
    ["", "", "", "B: one; two; Énd"],
]
TABLE_WITH_OVERLAP = [
    [*cells, *figures] for cells, figures in zip(TABLE, OVERLAP, strict=True)
]


def origin():
    return [
        ["Site", "Careers"],
        ["Address", ADDRESS],
        ["Date", timezone.localdate().isoformat()],
    ]


def test_csv_holds_the_table_and_its_origin(file):
    rows = csv_rows(file("csv"))

    # What starts like a formula gets an apostrophe, which comes off on the way in.
    assert [[without_guards(text) for text in row] for row in rows[:3]] == [
        [str(value) for value in row] for row in TABLE_WITH_OVERLAP
    ]
    assert rows[3:] == [[], *origin()]


def test_csv_starts_with_the_byte_order_mark_that_excel_needs(file):
    assert file("csv").content.startswith(b"\xef\xbb\xbfDimension,B,A,")


def test_xlsx_holds_the_table_and_its_origin(file):
    rows = sheet_rows(file("xlsx"))

    assert rows[:3] == TABLE_WITH_OVERLAP
    assert [row[:2] for row in rows[3:]] == origin()


def test_xlsx_keeps_its_headers_in_view(file):
    page = sheet(file("xlsx"))

    assert page.freeze_panes == "B2"
    assert page.print_title_rows == "$1:$1"
    assert page["A1"].font.bold
    assert page["B1"].font.bold
    assert page["B2"].alignment.wrap_text
    assert page.page_setup.orientation == "landscape"


def test_a_workbook_has_no_time_of_day_and_so_never_changes(file):
    with ZipFile(io.BytesIO(file("xlsx").content)) as book:
        times = {entry.date_time for entry in book.infolist()}
        properties = book.read("docProps/core.xml").decode()

    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert "modified" not in properties
    assert f"{timezone.localdate()}T00:00:00Z" in properties


def test_markdown_holds_the_table_and_its_origin(file):
    markdown = file("md").content.decode()

    assert markdown.startswith("# B vs A\n\nCompare B and A side by side.\n\n")
    assert (
        "| Dimension | B | A |\n"
        "| --- | --- | --- |\n"
        "| **First**<br>Distinct | Drives buses | Bakes bread |\n"
        "| **Second**<br>Only in B | • one<br>• two<br>Énd | Not described yet |\n"
    ) in markdown
    assert markdown.endswith("".join(f"- {name}: {text}\n" for name, text in origin()))


def test_markdown_holds_the_highlights(file):
    markdown = file("md").content.decode()

    assert "### What they share\n\nNo points in common." in markdown
    assert "- B alone: Drives buses; one\n" in markdown
    assert "1. First (B: Drives buses; A: Bakes bread)\n" in markdown
    assert "| B and A | 0 | 0 |\n" in markdown


def test_json_holds_the_table_and_its_origin(file):
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
        "pairs": [{"roles": ["a", "b"], "same": 0, "same_but_for": 0}],
        "rows": [
            {
                "dimension": "First",
                "slug": "first",
                "cells": ["Drives buses", "Bakes bread"],
                "label": "Distinct",
                "is_counted": True,
                "shared": [],
                "frames": [],
                "only": {"b": ["Drives buses"], "a": ["Bakes bread"]},
            },
            {
                "dimension": "Second",
                "slug": "second",
                "cells": ["- one\n- two\n\nÉnd", None],
                "label": None,
                "is_counted": True,
                "shared": [],
                "frames": [],
                "only": {"b": ["one", "two", "Énd"], "a": []},
            },
        ],
    }


def test_json_says_how_texts_share_what_they_say(client):
    tasks = make_dimension("Tasks")
    make_role(
        "A",
        texts={
            tasks: "Bakes bread; approves up to 5 orders; owns big houses; leads audits"
        },
    )
    make_role(
        "B",
        texts={
            tasks: "Bakes bread; approves up to 50 orders; owns red cars; assists "
            "audits; sings songs"
        },
    )

    (row,) = json.loads(client.get("/compare/b-vs-a.json").content)["rows"]

    assert row["shared"] == [
        {"a": "Bakes bread", "b": "Bakes bread"},
        {
            "a": "approves up to 5 orders",
            "b": "approves up to 50 orders",
            "kind": "same but for",
        },
    ]
    assert row["frames"] == [
        {"opener": "owns", "a": "big houses", "b": "red cars"},
        {"a": "leads audits", "b": "assists audits"},
    ]
    assert row["only"] == {
        "b": ["owns red cars", "sings songs"],
        "a": ["owns big houses"],
    }
    for quotes in [*row["shared"], *row["frames"]]:
        cells = dict(zip("ba", row["cells"], strict=True))
        assert all(quotes[role] in cells[role] for role in "ab")


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
def test_a_file_has_the_headers_of_its_format(file, kind, content_type, disposition):
    response = file(kind)

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'{disposition}; filename="b-vs-a.{kind}"'
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Link"] == (
        '<http://127.0.0.1:8000/compare/a-vs-b/>; rel="canonical"'
    )


def test_the_file_name_is_short_for_many_roles(client):
    slugs = [make_role(f"A role with a long name {n}").slug for n in range(9)]

    response = client.get(f"/compare/{'-vs-'.join(slugs)}.csv")

    assert response["Content-Disposition"].endswith('"comparison-of-9-roles.csv"')


@pytest.mark.parametrize("kind", ["pdf", "CSV", "html", "csv.zip", "%00", "{}"])
def test_other_formats_do_not_exist(file, kind):
    assert file(kind).status_code == 404


def test_files_name_the_site(file, settings):
    settings.SITE_NAME = "Jobs at Ämt & Söhne"
    settings.SITE_URL = "https://jobs.example.org"

    rows = csv_rows(file("csv"))

    assert rows[4:6] == [
        ["Site", "Jobs at Ämt & Söhne"],
        ["Address", "https://jobs.example.org/compare/b-vs-a/"],
    ]


def test_every_file_and_the_page_show_the_same_texts(file, client):
    wanted = ["Drives buses", "Bakes bread", "one", "two", "Énd"]
    page = client.get("/compare/b-vs-a/").content.decode()
    for content in [
        page[page.index("<table") :],
        file("csv").content.decode("utf-8-sig"),
        file("md").content.decode(),
        file("json").content.decode(),
        "\n".join(map(str, sheet_rows(file("xlsx")))),
    ]:
        assert re.search(".*?".join(wanted), content, re.DOTALL)


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("Plans budgets; trains staff", "B: Says the same"),
        ("Sells houses", "B: No points in common"),
        ("Plans budgets; trains staff; sells houses", "B adds sells houses"),
        ("Plans budgets", "B lacks trains staff"),
        (
            "Plans budgets; sells houses",
            "B adds sells houses, and lacks trains staff",
        ),
    ],
)
def test_a_file_says_what_differs_from_the_baseline(client, text, difference):
    tasks = make_dimension("Tasks")
    make_role("A", texts={tasks: "Plans budgets; trains staff"})
    make_role("B", texts={tasks: text})

    rows = csv_rows(client.get("/compare/a-vs-b.csv?baseline=a&mark=differences"))

    assert difference in rows[1]


def test_markdown_says_when_nothing_is_shared(client):
    tasks = make_dimension("Tasks")
    make_role("A", texts={tasks: "Plans budgets"})
    make_role("B", texts={tasks: "Sells houses"})

    page = client.get("/compare/a-vs-b.md").content.decode()

    assert "### What they share\n\nNo points in common.\n" in page


def test_markdown_counts_the_shared_points_that_it_leaves_out(client):
    texts = {
        make_dimension(f"Tasks {number}"): f"Plans number{number}; trains x{number}"
        for number in range(12)
    }
    make_role("A", texts=texts)
    make_role("B", texts=texts)

    page = client.get("/compare/a-vs-b.md").content.decode()

    assert re.search(r"\n- … and \d+ more\n", page)
