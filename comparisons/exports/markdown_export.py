"""A comparison as Markdown."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from careers.phrases import quote_all
from careers.text.markdown import escape, table_cell
from comparisons.presentation import (
    Citation,
    ComparisonPresenter,
    DisplayCell,
    DisplayRow,
    Highlights,
    Version,
)

from .table import Line, no_text, origin, pair_lines


def comparison_markdown(presenter: ComparisonPresenter, today: date) -> str:
    comparison, highlights = presenter.comparison, Highlights(presenter)
    blocks = [
        f"# {escape(comparison.title)}",
        escape(comparison.lede),
        f"## {_('At a glance')}",
        f"### {_('What they share')}",
        "\n".join(_shared(highlights)),
        *_parallels(highlights),
        f"### {_('What sets each apart')}",
        "\n".join(_unique(highlights)),
        f"### {_('Where they differ most')}",
        *_differing(highlights),
        f"## {_('Side by side')}",
        "\n".join(_side_by_side(presenter)),
        f"## {_('What each pair shares')}",
        "\n".join(_figures(pair_lines(presenter))),
        "\n".join(f"- {n}: {escape(text)}" for n, text in origin(presenter, today)),
    ]
    return "\n\n".join(blocks) + "\n"


def _shared(highlights: Highlights) -> Iterator[str]:
    if not highlights.shared:
        yield _("No points in common.")
    for line in highlights.shared:
        where = escape(line.citation.row.dimension.name)
        if line.names:
            where = f"{where}: {escape(line.names)}"
        words = _versions(line.versions) or _quoted(line.citation)
        yield f"- {escape(line.roles)}: {words} ({where})"
    if highlights.shared_more:
        more = _("… and %(count)d more") % {"count": highlights.shared_more}
        yield f"- {more}"


def _parallels(highlights: Highlights) -> Iterator[str]:
    if highlights.parallels:
        yield f"### {_('Parallels')}"
        yield "\n".join(
            f"- {escape(line.roles)}: "
            + (f"{escape(line.opener)} … " if line.opener else "")
            + f"{_versions(line.versions)} ({escape(line.row.dimension.name)})"
            for line in highlights.parallels
        )


def _versions(versions: list[Version]) -> str:
    return "; ".join(
        f"{escape(version.names)}: {_marked(version)}" for version in versions
    )


def _marked(version: Version) -> str:
    words = " ".join(
        f"**{escape(text)}**" if is_different else escape(text)
        for text, is_different in version.parts
        if text.strip()
    )
    return f"{escape(version.opening)} {words}".lstrip()


def _unique(highlights: Highlights) -> Iterator[str]:
    for unique in highlights.unique:
        phrases = {
            "role": escape(unique.role.title),
            "points": "; ".join(map(_quoted, unique.citations)),
        }
        if unique.citations:
            sentence = _("%(role)s alone: %(points)s")
        elif unique.has_unique_points:
            sentence = _("%(role)s has no unique points beyond its summary.")
        else:
            sentence = _("%(role)s has no unique points.")
        yield f"- {sentence % phrases}"


def _quoted(citation: Citation) -> str:
    quote = citation.quote
    return f"{escape(quote.opening)} {escape(quote.quote)}".lstrip()


def _differing(highlights: Highlights) -> Iterator[str]:
    lines = [
        f"{place}. {escape(line.row.dimension.name)}"
        + (f" ({_versions(line.versions)})" if line.versions else "")
        for place, line in enumerate(highlights.differ_most, start=1)
    ]
    yield "\n".join(lines) or highlights.no_difference
    if highlights.closest:
        yield _("Closest: %(roles)s") % {"roles": escape(highlights.closest)}


def _side_by_side(presenter: ComparisonPresenter) -> Iterator[str]:
    names = [escape(role.title) for _place, role in presenter.columns]
    yield _line([_("Dimension"), *names])
    yield _line(["---"] * (len(names) + 1))
    for row in presenter.display_rows:
        yield _line([_head(row), *map(_cell, row.cells)])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _head(row: DisplayRow) -> str:
    parts = [f"**{escape(row.row.dimension.name)}**", row.label]
    return "<br>".join(filter(None, [*parts, *map(escape, row.notes)]))


def _cell(cell: DisplayCell) -> str:
    parts = [table_cell(cell.text) or no_text()]
    if cell.difference and cell.difference.verdict:
        parts.append(f"*{cell.difference.verdict}*")
    elif cell.difference:
        lists = {_("Adds:"): cell.difference.adds, _("Lacks:"): cell.difference.lacks}
        parts += [
            f"*{verb}* {escape(quote_all(points))}"
            for verb, points in lists.items()
            if points
        ]
    return "<br>".join(parts)


def _figures(lines: list[Line]) -> Iterator[str]:
    head, *rest = [[escape(str(value)) for value in line] for line in lines]
    yield _line(head)
    yield _line(["---", *["---:"] * (len(head) - 1)])
    yield from map(_line, rest)
