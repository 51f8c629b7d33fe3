"""A comparison as a file: one table of renderings, all of the same object."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from .arrangement import Arrangement
from .as_data import as_data
from .glance import Glance
from .tabular import figures, origin, table
from .workbook import workbook

# What a spreadsheet program takes for the start of a formula, after OWASP's "CSV
# Injection" page: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True)
class Format:
    """One kind of file: its name for people, and how it is made."""

    label: str
    content_type: str
    render: Callable[[Arrangement, date], str | bytes]
    is_attachment: bool = True


def without_formula(text: str) -> str:
    """Return ``text`` so that a spreadsheet program reads it as text."""
    return (
        f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(FORMULA_STARTS) else text
    )


def as_csv(arrangement: Arrangement, today: date) -> bytes:
    """Return UTF-8 with a byte order mark, without which Excel guesses wrong."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in [*table(arrangement), [], *origin(arrangement, today)]:
        writer.writerow([without_formula(str(text)) for text in row])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(arrangement: Arrangement, today: date) -> bytes:
    """Return a sheet with the table, and one with how alike the roles are."""
    sheets = {
        "Comparison": [
            *table(arrangement),
            [],
            *map(list, origin(arrangement, today)),
        ],
        "How alike": [row for rows in figures(arrangement) for row in [*rows, []]],
    }
    return workbook(arrangement.comparison.title, sheets, today)


def as_markdown(arrangement: Arrangement, today: date) -> str:
    context = {
        "comparison": arrangement.comparison,
        "arrangement": arrangement,
        "glance": Glance(arrangement),
        "figures": figures(arrangement),
        "origin": origin(arrangement, today),
    }
    return render_to_string("comparisons/comparison.md", context)


def as_json(arrangement: Arrangement, today: date) -> str:
    data = as_data(arrangement, today)
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
