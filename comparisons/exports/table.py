"""A comparison as rows of cells: the table, and how alike the roles are."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from careers.addresses import absolute_url
from careers.phrases import NOT_DESCRIBED
from comparisons import presentation
from comparisons.presentation import (
    ComparisonPresenter,
    DisplayCell,
    DisplayRow,
    Figure,
    figure,
    name_roles,
    quote_all,
)

Line = list[str | int]


def table(presenter: ComparisonPresenter) -> list[Line]:
    names, baseline = presenter.comparison.names, presenter.baseline
    lines = [_head(presenter)]
    for row in presenter.display_rows:
        texts = [cell.text or no_text() for cell in row.cells]
        line: Line = [row.row.dimension.name, *texts, *_points(row, names)]
        if baseline:
            line.append("\n".join(filter(None, map(_difference, row.cells))))
        lines.append(line)
    return lines


def no_text() -> str:
    return str(NOT_DESCRIBED)


def _head(presenter: ComparisonPresenter) -> Line:
    is_pair = len(presenter.comparison.roles) == 2
    head: Line = [
        _("Dimension"),
        *(role.name for _place, role in presenter.columns),
        _("Label"),
        _("Similarity, 0 to 100"),
        _("In both") if is_pair else _("In all"),
        _("In some"),
        _("Only in one"),
    ]
    if presenter.baseline:
        names = {"role": presenter.baseline.name}
        head.append(_("Compared with %(role)s") % names)
    return head


def _points(row: DisplayRow, names: dict[str, str]) -> Line:
    overlap = row.row.overlap
    return [
        row.label,
        number(figure(overlap.similarity)),
        quote_all(shared.point for shared in overlap.in_all),
        "\n".join(
            f"{name_roles(shared.keys, names)}: {quote_all([shared.point])}"
            for shared in overlap.in_some
        ),
        "\n".join(
            f"{name}: {quote_all(overlap.alone(slug))}"
            for slug, name in names.items()
            if overlap.only[slug]
        ),
    ]


def _difference(cell: DisplayCell) -> str:
    difference = cell.difference
    if not difference:
        return ""
    phrases = {
        "role": cell.role.name,
        "verdict": difference.verdict,
        "adds": quote_all(difference.adds),
        "lacks": quote_all(difference.lacks),
    }
    if difference.verdict:
        sentence = _("%(role)s: %(verdict)s")
    elif difference.adds and difference.lacks:
        sentence = _("%(role)s adds %(adds)s, and lacks %(lacks)s")
    elif difference.adds:
        sentence = _("%(role)s adds %(adds)s")
    else:
        sentence = _("%(role)s lacks %(lacks)s")
    return sentence % phrases


def similarity_lines(presenter: ComparisonPresenter) -> list[list[Line]]:
    return [
        [
            [table.corner, *(head.text for head in table.heads)],
            *([head.text, *map(number, line)] for head, line in table.lines),
        ]
        for table in presentation.similarity_tables(presenter)
    ]


def number(figure: Figure | None) -> str | int:
    return "" if figure is None or figure.percent is None else figure.percent


def canonical_url(presenter: ComparisonPresenter) -> str:
    return absolute_url(presenter.comparison.canonical_path)


def url(presenter: ComparisonPresenter) -> str:
    return absolute_url(presenter.path())


def origin(presenter: ComparisonPresenter, today: date) -> list[tuple[str, str]]:
    return [
        (_("Site"), settings.SITE_NAME),
        (_("Address"), url(presenter)),
        (_("Date"), today.isoformat()),
    ]
