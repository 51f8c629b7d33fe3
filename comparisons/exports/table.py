"""A comparison as rows of cells: the table, and how alike the roles are."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from careers.addresses import absolute_url
from careers.phrases import NOT_DESCRIBED, row_label
from careers.text.overlap.points import Point
from comparisons.comparison import Row
from comparisons.presentation.phrases import all_of, named
from comparisons.presentation.presenter import ComparisonPresenter, DisplayCell
from comparisons.presentation.similarity_tables import Figure, figure, picture

Line = list[str | int]


def table(presenter: ComparisonPresenter) -> list[Line]:
    """Return the rows shown, a header first: dimension, texts, and what is found."""
    names = presenter.comparison.names_by_slug
    columns = [role.name for _, role in presenter.columns]
    head: Line = ["Dimension", *columns, "Label", "Alike, 0 to 100"]
    head += [f"In {all_of(len(names))}", "In some", "Only in one"]
    if presenter.baseline:
        head.append(f"Against {presenter.baseline.name}")
    lines = [head]
    for shown in presenter.shown:
        texts = [cell.cell.text or str(NOT_DESCRIBED) for cell in shown.cells]
        line: Line = [shown.row.dimension.name, *texts, *found(shown.row, names)]
        if presenter.baseline:
            line.append("\n".join(filter(None, map(against, shown.cells))))
        lines.append(line)
    return lines


def found(row: Row, names: dict[str, str]) -> Line:
    """Return the label and the figure of a row, and its points by who makes them."""
    overlap = row.overlap
    return [
        row_label(overlap),
        number(figure(overlap.similarity)),
        listed(each.point for each in overlap.in_all),
        "\n".join(
            f"{named(each.keys, names)}: {listed([each.point])}"
            for each in overlap.in_some
        ),
        "\n".join(
            f"{name}: {listed(overlap.alone(slug))}"
            for slug, name in names.items()
            if overlap.only[slug]
        ),
    ]


def listed(points: Iterable[Point]) -> str:
    """Return points in their own words, each on one line."""
    return "; ".join(" ".join(point.quote.split()) for point in points)


def against(cell: DisplayCell) -> str:
    """Return in words how a cell differs from the baseline's, "" for itself."""
    if not cell.against:
        return ""
    if cell.against.verdict:
        return f"{cell.cell.role.name}: {cell.against.verdict}"
    parts = {"adds": cell.against.adds, "lacks": cell.against.lacks}
    said = [f"{verb} {listed(points)}" for verb, points in parts.items() if points]
    return f"{cell.cell.role.name} {', and '.join(said)}"


def figures(presenter: ComparisonPresenter) -> list[list[Line]]:
    """Return the tables of how alike the roles are, each with its header first."""
    return [
        [
            [table.corner, *(head.text for head in table.heads)],
            *([head.text, *map(number, line)] for head, line in table.lines),
        ]
        for table in picture(presenter)
    ]


def number(figure: Figure | None) -> str | int:
    return "" if figure is None or figure.percent is None else figure.percent


def origin(presenter: ComparisonPresenter, today: date) -> list[tuple[str, str]]:
    """Return where a file came from and when, as pairs of a name and a text."""
    return [
        ("Site", settings.SITE_NAME),
        ("Address", absolute_url(presenter.path())),
        ("Date", today.isoformat()),
    ]
