"""A comparison as rows of cells: the table, and how alike the roles are."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from careers.addresses import absolute
from careers.prose import NOT_DESCRIBED

from .arrangement import Arrangement, ShownCell
from .comparison import Row
from .overlap.points import Point
from .picture import Figure, figure, picture
from .wording import all_of, named

Line = list[str | int]


def table(arrangement: Arrangement) -> list[Line]:
    """Return the rows shown, a header first: dimension, texts, and what is found."""
    names = arrangement.comparison.names_by_slug
    columns = [role.name for _, role in arrangement.columns]
    head: Line = ["Dimension", *columns, "Label", "Alike, 0 to 100"]
    head += [f"In {all_of(len(names))}", "In some", "Only in one"]
    if arrangement.baseline:
        head.append(f"Against {arrangement.baseline.name}")
    lines = [head]
    for shown in arrangement.shown:
        texts = [cell.cell.text or NOT_DESCRIBED for cell in shown.cells]
        line: Line = [shown.row.dimension.name, *texts, *found(shown.row, names)]
        if arrangement.baseline:
            line.append("\n".join(filter(None, map(against, shown.cells))))
        lines.append(line)
    return lines


def found(row: Row, names: dict[str, str]) -> Line:
    """Return the label and the figure of a row, and its points by who makes them."""
    overlap = row.overlap
    return [
        overlap.label or "",
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


def against(cell: ShownCell) -> str:
    """Return in words how a cell differs from the baseline's, "" for itself."""
    if not cell.against:
        return ""
    if cell.against.verdict:
        return f"{cell.cell.role.name}: {cell.against.verdict}"
    parts = {"adds": cell.against.adds, "lacks": cell.against.lacks}
    said = [f"{verb} {listed(points)}" for verb, points in parts.items() if points]
    return f"{cell.cell.role.name} {', and '.join(said)}"


def figures(arrangement: Arrangement) -> list[list[Line]]:
    """Return the tables of how alike the roles are, each with its header first."""
    return [
        [
            [table.corner, *(head.text for head in table.heads)],
            *([head.text, *map(number, line)] for head, line in table.lines),
        ]
        for table in picture(arrangement)
    ]


def number(figure: Figure | None) -> str | int:
    return "" if figure is None or figure.percent is None else figure.percent


def origin(arrangement: Arrangement, today: date) -> list[tuple[str, str]]:
    """Return where a file came from and when, as pairs of a name and a text."""
    return [
        ("Site", settings.SITE_NAME),
        ("Address", absolute(arrangement.path())),
        ("Date", today.isoformat()),
    ]
