"""Good files that broke on the way: read in part or refused, never an error."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.editorial.files.records import Reading
from careers.workbook import workbook

from .made_files import KNOWN, delimited, read

ROWS = [
    ["Slug", "Role", "Family", "Dimension", "State", "Text"],
    *(
        [
            f"role-{n}",
            "Cook",
            "Kitchen",
            f"Dimension {n}",
            "Live",
            f"“Cooks”, {n}\n- =x",
        ]
        for n in range(6)
    ),
]
PAGE = "".join(
    f"<tr><th>Dimension {n}<td data-role='a'><p>Cooks<ul><li>a<td colspan=2>b"
    for n in range(6)
)
POST = "# A\n\nCook: cooks\nAnalyst: plans\n\n**B**\nCook: bakes\nAnalyst: acts\n"
FILES = {
    "xlsx": workbook(
        "Roles", {"Roles": ROWS, "About": [["Site", "x"]]}, date(2026, 1, 1)
    ),
    "csv": delimited(ROWS).encode(),
    "utf-16": delimited(ROWS).encode("utf-16"),
    "html": f"<html><table><tr><th>Dimension<th>A<th>B{PAGE}</table></html>".encode(),
    "post": POST.encode(),
}


def check(content):
    start = time.perf_counter()
    reading = read(content, KNOWN)
    assert isinstance(reading, Reading)
    assert reading.texts or reading.problems or reading.roles
    assert all(problem.message for problem in reading.problems)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("kind", FILES)
@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_one_byte_changed(kind, at, byte):
    content = bytearray(FILES[kind])
    content[int(at * len(content))] = byte

    check(bytes(content))


@pytest.mark.parametrize("kind", FILES)
@given(at=st.floats(0, 1))
def test_cut_anywhere(kind, at):
    check(FILES[kind][: int(at * len(FILES[kind]))])


@given(
    at=st.floats(0, 1, exclude_max=True),
    byte=st.integers(0, 255),
    part=st.integers(0, 9),
)
def test_one_byte_of_a_part_changed(at, byte, part):
    from .made_files import repacked

    def change(parts):
        name = sorted(parts)[part % len(parts)]
        content = bytearray(parts[name])
        content[int(at * len(content))] = byte
        return parts | {name: bytes(content)}

    check(repacked(FILES["xlsx"], change))
