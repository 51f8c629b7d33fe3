"""Files of roles go through LibreOffice and come back as they were."""

import os
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook

from careers.editorial.files.exporting import Export, Shape
from careers.editorial.files.naming import known_names
from careers.editorial.files.plan import Act
from careers.editorial.files.planning import make_plan
from careers.editorial.files.reading import read_file
from careers.editorial.files.resolving import Options
from careers.models import Role
from careers.workbook import MAX_CELL
from tests.factories import make_dimension, make_family, make_role

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.long,
    pytest.mark.skipif("SOFFICE" not in os.environ, reason="`make test-long` has it"),
]

TEXTS = [
    "=1+1",
    "'=1+1",
    "- Plans\n- Writes “so”, 'x'\n\n=A1",
    "+49 89 1234",
    "@everyone",
    "12",
    "1/2",
    "2026-11-27",
    "TRUE",
    "'quoted'",
    "  spaces inside   stay",
    "a;b\tc",
    "数据工程师 👩‍💻",
    "&amp; <b>",
    "_x0041_",
    "x" * 30_000,
]


@pytest.fixture
def office(tmp_path):
    """Return a function that opens a file in LibreOffice and saves it as another."""

    def convert(file, kind):
        out = tmp_path / "out"
        command = [
            os.environ["SOFFICE"],
            f"-env:UserInstallation=file://{tmp_path}/profile",
            *("--headless", "--convert-to", kind, "--outdir", out, file),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out / f"{file.stem}.{kind}"

    return convert


@pytest.fixture
def roles():
    dimensions = [make_dimension("Purpose"), make_dimension("Scope")]
    family = make_family("Data")
    for number, text in enumerate(TEXTS):
        texts = dict.fromkeys(dimensions, "X.") if number % 2 else {dimensions[0]: "X."}
        role = make_role(f"Role {number}", family=family, texts=texts)
        role.entries.update(text=text)
    return Role.objects.by_family()


def plan_of(file, **options):
    reading = read_file(file.name, file.read_bytes(), known_names())
    return make_plan([reading], Options(remove=True, **options))


@pytest.mark.parametrize("shape", Shape.values)
def test_an_export_comes_back_as_it_was(office, roles, tmp_path, shape):
    file = tmp_path / "roles.xlsx"
    export = Export(roles, with_drafts=False)
    file.write_bytes(export.file("xlsx", shape, date(2026, 1, 1)))

    plan = plan_of(office(file, "xlsx"))

    assert (plan.problems, plan.unknown) == ([], [])
    assert [text.text for text in plan.texts if text.act != Act.UNCHANGED] == []
    assert {text.act for text in plan.texts} == {Act.UNCHANGED}
    assert sum(bool(text.text) for text in plan.texts) == len(TEXTS) * 3 // 2


def test_a_text_too_long_for_a_cell_is_left_alone(office, roles, tmp_path):
    role = roles.first()
    role.entries.update(text="a" * (MAX_CELL + 1))
    file = tmp_path / "roles.xlsx"
    export = Export(roles, with_drafts=False)
    file.write_bytes(export.file("xlsx", Shape.WIDE, date(2026, 1, 1)))

    plan = plan_of(office(file, "xlsx"))

    assert {text.act for text in plan.texts} == {Act.UNCHANGED}


def test_a_table_saved_there_becomes_drafts(office, roles, tmp_path):
    """One that is typed, with a formula that can't be text."""
    typed = tmp_path / "typed.csv"
    typed.write_text("Role,Family,Purpose\nRole 0,Data,Plans\nRole 1,Data,=1+1\n")
    file = office(typed, "xlsx")
    assert load_workbook(file).active["C3"].data_type == "f"

    plan = plan_of(file)

    changed = {text.text for text in plan.texts if text.act == Act.CHANGE}
    assert changed == {"Plans"}
    assert [str(problem.place) for problem in plan.problems] == ["typed.xlsx, typed!C3"]
