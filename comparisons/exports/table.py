"""A comparison as rows of cells: the table, and how alike the roles are."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from careers.addresses import absolute_url
from careers.phrases import NOT_DESCRIBED, quote_all, quote_shared
from comparisons.presentation import (
    ComparisonPresenter,
    DisplayCell,
    DisplayRow,
    name_roles,
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
        *(role.title for _place, role in presenter.columns),
        _("Label"),
        _("In both") if is_pair else _("In all"),
        _("In some"),
        _("Only in one"),
    ]
    if presenter.baseline:
        names = {"role": presenter.baseline.title}
        head.append(_("Compared with %(role)s") % names)
    return head


def _points(row: DisplayRow, names: dict[str, str]) -> Line:
    overlap = row.row.overlap
    return [
        row.label,
        "; ".join(map(quote_shared, overlap.in_all)),
        "\n".join(
            f"{name_roles(shared.quotes, names)}: {quote_shared(shared)}"
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
        "role": cell.name,
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


def pair_lines(presenter: ComparisonPresenter) -> list[Line]:
    names = presenter.comparison.names
    head: Line = [_("Roles"), _("The same"), _("The same but for a word or two")]
    lines: list[Line] = [
        [name_roles(pair, names), counts.same, counts.same_but_for]
        for pair, counts in presenter.summary.counts.items()
    ]
    return [head, *lines]


def canonical_url(presenter: ComparisonPresenter) -> str:
    return absolute_url(presenter.comparison.selection.canonical.path())


def url(presenter: ComparisonPresenter) -> str:
    return absolute_url(presenter.path())


def origin(presenter: ComparisonPresenter, today: date) -> list[tuple[str, str]]:
    return [
        (_("Site"), settings.SITE_NAME),
        (_("Address"), url(presenter)),
        (_("Date"), today.isoformat()),
    ]
