"""Files made to break what reads them, and files that broke on the way."""

import io
import tracemalloc
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from openpyxl import Workbook

from .made_files import (
    NOTHING,
    book_of,
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

GOOD = [["Role", "Dimension", "Text"], ["Cook", "Scope", "a"]]
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def archive(parts, kind=ZIP_DEFLATED):
    file = io.BytesIO()
    with ZipFile(file, "w", kind) as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return file.getvalue()


def bomb(**sizes):
    """Return an archive with a part that says that it has these sizes, in MB."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as out:
        out.writestr("xl/workbook.xml", b"x")
        part = out.getinfo("xl/workbook.xml")
        part.file_size = sizes["unpacked"] * 1024**2
        part.compress_size = sizes["packed"] * 1024**2
    return file.getvalue()


def encrypted(content):
    """Return an archive whose parts say that they have a password."""
    return content.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )


FILES = {
    "bomb": (bomb(unpacked=129, packed=200), "128 MB"),
    "ratio": (repacked(xlsx(GOOD), lambda b: b | {"x": bytes(3 * 1024**2)}), "128 MB"),
    "many parts": (archive({f"{n}": b"" for n in range(3_000)}), "128 MB"),
    "lzma": (archive({"xl/workbook.xml": b"x"}, ZIP_LZMA), "damaged"),
    "empty archive": (archive({}), "no workbook"),
    "other archive": (archive({"photo.jpg": b"x"}), "no workbook"),
    "ods": (archive({"content.xml": b"x"}), "OpenDocument"),
    "word": (archive({"word/document.xml": b"x"}), "Word document"),
    "xlsb": (archive({"xl/workbook.bin": b"x"}), "binary workbook"),
    "cut": (xlsx(GOOD)[:-1_000], "damaged or cut off"),
    "head alone": (b"PK\x03\x04", "damaged or cut off"),
    "password": (encrypted(xlsx(GOOD)), "password"),
    "no sheet": (
        repacked(
            xlsx(GOOD), lambda parts: {n: p for n, p in parts.items() if n != SHEET}
        ),
        "damaged or cut off",
    ),
    **{
        f"entities in {name}": (
            with_part(
                with_shared_strings(xlsx(GOOD)),
                name,
                lambda xml: xml.replace("<", f"{LAUGHS}<", 1),
            ),
            "document type",
        )
        for name in (SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml")
    },
}


@pytest.mark.parametrize(("content", "words"), FILES.values(), ids=FILES)
def test_a_broken_or_hostile_workbook_is_refused_with_what_to_do(content, words):
    reading = read(content)

    [(_place, message)] = problems(reading)
    assert words in message
    assert not reading.texts


def test_styled_empty_rows_are_no_rows_and_take_no_memory():
    rows = "".join(
        f'<row r="{row}" s="1" customFormat="1" ht="15"><c r="A{row}" s="1"/></row>'
        for row in range(3, 30_001)
    )
    content = with_part(
        xlsx(GOOD),
        SHEET,
        lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>").replace(
            'dimension ref="A1:C2"', 'dimension ref="A1:XFD1048576"'
        ),
    )
    tracemalloc.start()
    reading = read(content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert triples(reading) == [("Cook", "Scope", "a")]
    assert problems(reading) == []
    assert peak < 3 * 1024**2


@pytest.mark.parametrize(
    ("cell", "words"),
    [("XFD1", "XFD"), ("A1048576", "1,048,576"), ("A9999999", "9,999,999")],
)
def test_a_cell_far_away_is_refused_and_other_sheets_are_read(cell, words):
    book = book_of(Far=[*GOOD], Near=GOOD)
    content = with_part(
        saved(book),
        SHEET,
        lambda xml: xml.replace('r="C2"', f'r="{cell}"'),
    )

    reading = read(content)

    [(place, message)] = problems(reading)
    assert (place, words in message) == ("Far", True)
    assert triples(reading) == [("Cook", "Scope", "a")]


def test_all_of_excels_columns_are_refused_by_name():
    book = Workbook()
    book.active.append(["Dimension", *(f"Role {n}" for n in range(16_383))])
    book.active.append(["Scope", "x"])

    assert places(read(saved(book))) == ["Sheet"]


def test_a_table_too_large_for_its_texts_is_refused():
    rows = [
        ["Role", *(f"D{n}" for n in range(1_000))],
        *([f"R{n}"] for n in range(300)),
    ]

    [(_place, message)] = problems(read(xlsx(rows)))

    assert "200,000 texts" in message


PARTS = {
    "merged": (
        "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_002)),
        "merged",
    ),
    "elements": ("".join(f"<x{number}/>" for number in range(3_000)), "128 MB"),
    "columns": ('<col min="1" max="9" hidden="1"/>' * 5_000, "128 MB"),
}


@pytest.mark.parametrize(("part", "words"), PARTS.values(), ids=PARTS)
def test_a_sheet_with_too_much_around_its_cells_is_refused(part, words):
    content = with_part(
        xlsx(GOOD),
        SHEET,
        lambda xml: xml.replace("</sheetData>", f"</sheetData>{part}"),
    )

    [(place, message)] = problems(read(content))

    assert (place, words in message) == ("Roles", True)


def test_areas_merged_over_everything_cost_nothing():
    areas = '<mergeCell ref="A1:XFD1048576"/>' * 2_000
    content = with_part(
        xlsx(GOOD),
        SHEET,
        lambda xml: xml.replace(
            "</sheetData>", f"</sheetData><mergeCells>{areas}</mergeCells>"
        ),
    )

    assert read(content) is not None


def test_many_problems_are_cut_short():
    rows = [*GOOD, *(["Cook", f"D{n}", 1] for n in range(2_000))]

    reading = read(xlsx(rows), NOTHING)

    assert len(reading.problems) == 1_001
    assert "more problems" in reading.problems[-1].message
