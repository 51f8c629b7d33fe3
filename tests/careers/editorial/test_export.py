"""Roles leave the site as a file, and nothing is lost on the way."""

import csv
import io
import json
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from careers.models import Role, RoleDimensionEntry
from careers.text import arrived, without_guards
from careers.workbook import LEFT_OUT, MAX_CELL
from tests.database_rows import all_rows
from tests.factories import make_dimension, make_draft, make_family, make_role
from tests.html import document, values
from tests.matrix_pages import log_in

pytestmark = pytest.mark.django_db

EXPORT = "/admin/export/"
TEXT = "- Plans; =1+1\n- Writes “so”, 'x'\n\n=A1"


@pytest.fixture
def role():
    family = make_family("Data")
    texts = {make_dimension("Purpose", position=1): TEXT}
    return make_role("Analyst", family=family, texts=texts)


@pytest.fixture
def second(role):
    scope = make_dimension("Scope", position=2)
    second = make_role("Cook", texts={scope: "Cooks."}, status="archived")
    make_draft(second, scope, "Cooks more.")
    return second


def export(**fields):
    form = {"format": "csv", "shape": "long"} | fields
    return log_in().post(EXPORT, form)


def rows_of(response):
    """Return the rows of a CSV file, before the blank one."""
    content = response.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    return [[without_guards(cell) for cell in row] for row in rows[: rows.index([])]]


def sheets_of(response):
    book = load_workbook(io.BytesIO(response.content))
    return [
        [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
        for sheet in book.worksheets
    ]


LONG = [
    ["Slug", "Role", "Family", "Dimension", "State", "Text"],
    ["analyst", "Analyst", "Data", "Purpose", "Live", TEXT],
    ["cook", "Cook", "", "Scope", "Live", "Cooks."],
]
WIDE = [
    ["Slug", "Role", "Family", "Purpose", "Scope"],
    ["analyst", "Analyst", "Data", TEXT, ""],
    ["cook", "Cook", "", "", "Cooks."],
]
PAGE = [
    ["Dimension", "Analyst", "Cook"],
    ["Slug", "analyst", "cook"],
    ["Purpose", TEXT, ""],
    ["Scope", "", "Cooks."],
]


@pytest.mark.parametrize(
    ("shape", "rows"), [("long", LONG), ("wide", WIDE), ("page", PAGE)]
)
def test_every_shape_has_every_text(second, shape, rows):
    assert rows_of(export(shape=shape)) == rows
    assert sheets_of(export(shape=shape, format="xlsx"))[0] == rows


def test_each_role_can_have_a_sheet(second):
    make_role("About")
    make_role("[A/B] tester, with a name that is far too long: 1")
    make_role("[A/B] tester, with a name that is far too long: 2")

    response = export(shape="sheets", format="xlsx")

    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == [
        "Analyst",
        "A B  tester, with a name that i",
        "A B  tester, with a name that 2",
        "About 2",
        "Cook",
        "About",
    ]
    first = [[cell.value for cell in row] for row in book["Analyst"].iter_rows()]
    assert first[:3] == [
        ["Dimension", "Analyst"],
        ["Slug", "analyst"],
        ["Purpose", TEXT],
    ]


@pytest.mark.parametrize(
    "options", [{"shape": "sheets"}, {"shape": "sheets", "drafts": "on"}]
)
def test_a_csv_file_has_one_table(role, options, tmp_path):
    response = export(format="csv", **options)

    assert response.status_code == 400
    assert "A CSV file has one table." in response.text
    with pytest.raises(CommandError, match="one table"):
        call_command("export_roles", tmp_path / "roles.csv", shape="sheets")


def test_a_file_says_whether_it_has_drafts(second):
    live, drafts = export(), export(drafts="on")

    assert rows_of(drafts)[2][4:] == ["Draft", "Cooks more."]
    assert "Texts,Live texts\r\n" in live.content.decode()
    assert "with drafts in the place of" in drafts.content.decode()
    assert drafts["Content-Disposition"].endswith('"roles-with-drafts.csv"')
    about = sheets_of(export(drafts="on", format="xlsx"))[1]
    assert about[2][1].startswith("Live texts, with drafts")


def test_a_draft_that_removes_a_text_leaves_none(role):
    make_draft(role, role.entries.get().dimension, "")

    assert rows_of(export(drafts="on"))[1] == ["analyst", "Analyst", "Data", "", "", ""]


def test_chosen_roles_are_exported(second):
    assert [row[0] for row in rows_of(export(role=["cook"]))] == ["Slug", "cook"]


def test_the_list_of_roles_and_the_matrix_lead_to_the_export(second):
    client = log_in()
    data = {"action": "export", "_selected_action": [second.pk]}

    chosen = client.post("/admin/careers/role/", data)
    matrix = client.get("/admin/matrix/?role=analyst").content.decode()

    assert values(document(chosen), "#export [name=role]", "value") == ["cook"]
    assert f'"{EXPORT}?role=analyst"' in matrix
    asked = document(client.get(f"{EXPORT}?role=analyst"))
    assert values(asked, "#export [name=role]", "value") == ["analyst"]


@pytest.mark.parametrize(
    "fields", [{"format": "exe"}, {"shape": "round"}, {"format": ""}]
)
def test_a_wrong_choice_asks_again(role, fields):
    assert export(**fields).status_code == 400


def test_a_text_too_long_for_a_cell_is_left_out_and_named(role):
    role.entries.update(text="a" * (MAX_CELL + 1))

    table, _about, left_out = sheets_of(export(format="xlsx"))

    assert table[1][-1] == str(LEFT_OUT)
    assert left_out[1] == ["Roles!F2", "analyst", "Text", MAX_CELL + 1]
    assert rows_of(export())[1][-1] == "a" * (MAX_CELL + 1)


def test_a_text_that_excel_would_read_as_one_character_is_escaped(role):
    role.entries.update(text="_x0041_")

    with ZipFile(io.BytesIO(export(format="xlsx").content)) as archive:
        assert b">_x005F_x0041_<" in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", [TEXT, "'- x", "TBD", "a\u00a0b", "\ta", "•\tx"])
def test_an_exported_cell_is_no_change(role, text):
    role.entries.update(text=text)
    raw = export().content.decode("utf-8-sig")
    cell = list(csv.reader(io.StringIO(raw, newline="")))[1][-1]

    assert arrived(cell, text) == text


def test_a_json_file_loads_as_it_was(second, tmp_path):
    file = tmp_path / "roles.json"
    file.write_bytes(export(format="json").content)
    before = all_rows()

    call_command("loaddata", file, verbosity=0)
    assert [
        r for r in json.loads(file.read_text()) if "folded_text" in r["fields"]
    ] == []
    assert all_rows() == before
    Role.everything.all().delete()
    call_command("loaddata", file, verbosity=0)

    assert {entry.text for entry in RoleDimensionEntry.objects.all()} == {
        TEXT,
        "Cooks.",
    }
    assert Role.objects.get(slug="cook").status == "archived"


@pytest.mark.parametrize(
    ("fields", "texts"),
    [
        ({}, "Live texts"),
        (
            {"drafts": "on"},
            "Live texts, with drafts in the place of those they change",
        ),
    ],
)
def test_a_json_file_says_what_it_has(second, fields, texts):
    first, *_others = json.loads(export(format="json", **fields).content)

    assert first["about"].keys() == {"Site", "Date", "Texts"}
    assert first["about"]["Texts"] == texts


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_the_command_writes_each_kind_of_file(second, tmp_path, kind, capsys):
    file = tmp_path / f"roles.{kind}"

    call_command("export_roles", file, "--drafts", "--role", "cook")

    assert f"1 role is in {file}." in capsys.readouterr().out
    content = file.read_bytes()
    assert (b"PK" if kind == "xlsx" else b"Cooks more.") in content


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["roles.doc"], "has to end in"),
        (["roles.csv", "--role", "nobody"], "no role with this slug: nobody"),
        (["no/such/folder/roles.csv"], "No such file"),
    ],
)
def test_the_command_says_what_is_wrong(role, tmp_path, arguments, message):
    name, *others = arguments
    with pytest.raises(CommandError, match=message):
        call_command("export_roles", tmp_path / name, *others)

    assert not list(tmp_path.iterdir())


def test_the_number_of_queries_does_not_grow(role, django_assert_num_queries):
    client = log_in()
    for number in range(5):
        make_role(f"Role {number}", family=make_family(f"Family {number}"))

    with django_assert_num_queries(8):
        client.post(EXPORT, {"format": "xlsx", "shape": "wide", "drafts": "on"})
