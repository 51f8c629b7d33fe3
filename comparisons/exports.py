"""A comparison as a file: one table of renderings, all of the same object."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from careers import markdown
from careers.addresses import absolute
from careers.prose import NOT_DESCRIBED
from careers.structured_data import role_as_data

from .comparison import Comparison
from .workbook import workbook

# What a spreadsheet program takes for the start of a formula, after OWASP's "CSV
# Injection" page: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True)
class Format:
    """One kind of file: its name for people, and how it is made."""

    label: str
    content_type: str
    render: Callable[[Comparison, date], str | bytes]
    is_attachment: bool = True


def table(comparison: Comparison) -> list[list[str]]:
    """Return the comparison as rows of text, the header row first."""
    rows = [
        [row.dimension.name, *(cell.text or NOT_DESCRIBED for cell in row.cells)]
        for row in comparison.rows
    ]
    return [["Dimension", *comparison.names], *rows]


def origin(comparison: Comparison, today: date) -> list[tuple[str, str]]:
    """Return where a file came from and when, as pairs of a name and a text."""
    return [
        ("Site", settings.SITE_NAME),
        ("Address", absolute(comparison.selection.path())),
        ("Date", today.isoformat()),
    ]


def without_formula(text: str) -> str:
    """Return ``text`` so that a spreadsheet program reads it as text."""
    return (
        f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(FORMULA_STARTS) else text
    )


def as_csv(comparison: Comparison, today: date) -> bytes:
    """Return UTF-8 with a byte order mark, without which Excel guesses wrong."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in [*table(comparison), [], *origin(comparison, today)]:
        writer.writerow([without_formula(text) for text in row])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(comparison: Comparison, today: date) -> bytes:
    rows = [*table(comparison), [], *map(list, origin(comparison, today))]
    return workbook(comparison.title, rows, today)


def as_markdown(comparison: Comparison, today: date) -> str:
    head, *rows = table(comparison)
    lines = [
        f"# {markdown.escape(comparison.title)}",
        "",
        markdown.escape(comparison.lede),
        "",
        markdown.table_row([markdown.escape(text) for text in head]),
        markdown.table_row(["---"] * len(head)),
        *(markdown.table_row([markdown.table_cell(text) for text in r]) for r in rows),
        "",
        *(
            f"- {name}: {markdown.escape(text)}"
            for name, text in origin(comparison, today)
        ),
    ]
    return "\n".join(lines) + "\n"


def as_json(comparison: Comparison, today: date) -> str:
    """Return the comparison as data; a cell nobody has described is ``null``."""
    data = {
        "title": comparison.title,
        "canonical": absolute(comparison.canonical_path),
        "site": settings.SITE_NAME,
        "address": absolute(comparison.selection.path()),
        "date": today.isoformat(),
        "roles": [role_as_data(role) for role in comparison.roles],
        "rows": [
            {
                "dimension": row.dimension.name,
                "slug": row.dimension.slug,
                "cells": [cell.text or None for cell in row.cells],
            }
            for row in comparison.rows
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", as_csv),
    "xlsx": Format(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_xlsx,
    ),
    "md": Format("Markdown", "text/markdown; charset=utf-8", as_markdown),
    "json": Format("JSON", "application/json", as_json, is_attachment=False),
}
