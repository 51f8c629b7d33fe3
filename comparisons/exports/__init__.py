"""A comparison as a file: one table of renderings, all of the same object."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from careers.workbook import CSV_TYPE, XLSX_TYPE, Row, csv_file, workbook
from comparisons.presentation import ComparisonPresenter

from .brief import Brief
from .json_export import comparison_data
from .markdown_export import comparison_markdown
from .table import canonical_url, origin, pair_lines, table

__all__ = ["FORMATS", "Brief", "canonical_url"]


@dataclass(frozen=True)
class Format:
    """A kind of file: its name for people, and how it is made."""

    label: str
    content_type: str
    render: Callable[[ComparisonPresenter, date], str | bytes]
    is_attachment: bool = True


def as_csv(presenter: ComparisonPresenter, today: date) -> bytes:
    return csv_file([*table(presenter), [], *origin(presenter, today)])


def as_xlsx(presenter: ComparisonPresenter, today: date) -> bytes:
    sheets: dict[str, list[Row]] = {
        _("Comparison"): [*table(presenter), [], *origin(presenter, today)],
        _("Pairs"): [*pair_lines(presenter)],
    }
    return workbook(presenter.comparison.title, sheets, today)


def as_json(presenter: ComparisonPresenter, today: date) -> str:
    data = comparison_data(presenter, today)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMATS = {
    "csv": Format("CSV", CSV_TYPE, as_csv),
    "xlsx": Format("Excel", XLSX_TYPE, as_xlsx),
    "md": Format("Markdown", "text/markdown; charset=utf-8", comparison_markdown),
    "json": Format("JSON", "application/json", as_json, is_attachment=False),
}
