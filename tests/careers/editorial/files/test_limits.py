"""Files that are larger than any that people write are refused, and say why."""

import pytest

from careers.editorial.files.reading import (
    MAX_BYTES,
    MAX_PAGE,
    MAX_POST,
    read_table_text,
)

from .made_files import (
    END,
    NOTHING,
    RELATIONS,
    book_of,
    places,
    problems,
    read,
    saved,
    with_part,
    xlsx,
)

GOOD = [["Role", "Dimension", "Text"], ["Cook", "Scope", "a"]]
SHEET = "xl/worksheets/sheet1.xml"


def wide(prefix):
    """Return 300 roles, the first of them with a text on each of 400 dimensions."""
    head = ["Role", *(f"Dimension {number}" for number in range(400))]
    return [head, [prefix] + ["x"] * 400, *([f"{prefix} {n}"] for n in range(299))]


def filled(*, rows, columns):
    return ("\n".join([",".join(["a"] * columns)] * rows)).encode()


@pytest.mark.long
def test_the_sheets_of_a_file_have_so_many_texts_together():
    [(place, message)] = problems(read(saved(book_of(One=wide("a"), Two=wide("b")))))

    assert (place, "200,000 texts" in message) == ("Two", True)


FILES = {
    "rows": (b"Role,Dimension,Text\n" + b",\n" * 1_048_577, "more rows"),
    "cells": (
        b"Role,Dimension,Text\n" + filled(rows=1_001, columns=1_000),
        "500,000",
    ),
    "page": (b"<html>" + b" " * MAX_PAGE, "too long"),
    "post": (b"# A\nCook: a\nCook: b\n" + b"x" * MAX_POST, "were found"),
    "text": (
        with_part(xlsx(GOOD), SHEET, lambda x: x.replace("Cook", "a" * 2_000_001)),
        "128 MB",
    ),
    "merged": (
        with_part(
            xlsx([*GOOD, *([f"Role {n}", "Scope", "a"] for n in range(400))]),
            SHEET,
            lambda xml: xml.replace(
                "</sheetData>",
                "</sheetData>"
                + "".join(f'<mergeCell ref="A1:C{n}"/>' for n in range(500, 1_500)),
            ),
        ),
        "merged",
    ),
    "relations": (
        with_part(
            xlsx(GOOD),
            RELATIONS,
            lambda xml: xml.replace(
                END.decode(),
                "".join(
                    f'<Relationship Id="x{n}" Type="x" Target="x"/>'
                    for n in range(2_001)
                )
                + END.decode(),
            ),
        ),
        "128 MB",
    ),
    "styles": (
        with_part(
            xlsx(GOOD),
            "xl/styles.xml",
            lambda xml: xml.replace("</cellXfs>", f"{'<xf/>' * 65_537}</cellXfs>"),
        ),
        "128 MB",
    ),
}


@pytest.mark.parametrize(("content", "words"), FILES.values(), ids=FILES)
def test_a_file_that_is_too_large_in_one_way_is_refused(content, words):
    reading = read(content)

    [(_place, message)] = problems(reading)
    assert words in message


def test_a_pasted_table_has_the_limits_of_a_file():
    too_long = read_table_text("Pasted", "x" * (MAX_BYTES + 1), NOTHING)
    too_wide = read_table_text(
        "Pasted", "Role\t" + "a\t" * 5_000, NOTHING, shape="wide"
    )

    assert [places(too_long), places(too_wide)] == [[""], [""]]
    assert "25 MB" in too_long.problems[0].message
    assert "4,096 columns" in too_wide.problems[0].message
