"""A comparison on one sheet: three lines a role, and what most roles share."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.phrases import (
    NOT_DESCRIBED,
    common_words,
    in_words,
    join_names,
    quote_shared,
)
from comparisons.comparison import ComparedRole, Row
from comparisons.presentation import (
    ComparisonPresenter,
    sharing_roles,
)

from .qr_code import qr_code
from .table import url

# A sheet holds so many roles with three lines each, of this many characters.
MOST_ON_A_SHEET = 8
MOST_WITH_WIDE_LINES = 4
WIDE_LINE, LINE = 180, 110
SHORTEST = 30  # beside a long name
# Two sheets hold so many roles with three lines each, or with one.
MOST_IN_FULL, MOST = 20, 60
MOST_SHARED = 5
MOST_NAMES = 6  # in the title


class Line(NamedTuple):
    """One line on a role, or on what roles share; ``label`` stands before it."""

    label: str
    text: str

    @classmethod
    def of(cls, label: str, texts: Sequence[str], length: int) -> "Line":
        """Return as many of ``texts`` as fit, each in full, or the start of one."""
        room = length - len(label)
        fitting: list[str] = []
        for text in texts:
            if len("; ".join([*fitting, text])) <= room:
                fitting.append(text)
        return cls(label, "; ".join(fitting) or shorten(texts[0], room))


class RoleInBrief(NamedTuple):
    role: ComparedRole
    place: int
    lines: list[Line]


class Brief:
    """What a sheet says about the dimensions that were chosen."""

    def __init__(self, presenter: ComparisonPresenter) -> None:
        self.presenter = presenter
        self.comparison = presenter.comparison
        self.count = len(self.comparison.roles)
        self.url = url(presenter)
        self.has_wide_lines = self.count <= MOST_WITH_WIDE_LINES
        self.longest = WIDE_LINE if self.has_wide_lines else LINE

    @property
    def qr_code(self) -> str:
        return qr_code(self.url)

    @property
    def is_on_one_sheet(self) -> bool:
        return self.count <= MOST_ON_A_SHEET

    @property
    def is_in_full(self) -> bool:
        return self.count <= MOST_IN_FULL

    @property
    def title(self) -> str:
        names = self.comparison.names.values()
        if self.is_on_one_sheet:
            return self.comparison.title
        return join_names(names, limit=MOST_NAMES)

    @property
    def roles(self) -> list[RoleInBrief]:
        roles = self.comparison.roles[:MOST]
        return [
            RoleInBrief(role, place, self._lines(role, place))
            for place, role in enumerate(roles)
        ]

    def _lines(self, role: ComparedRole, place: int) -> list[Line]:
        if not self.is_in_full:
            room = self.longest - len(role.title)
            return [Line("", shorten(self._summary(place), room))]
        lines = [Line("", shorten(self._summary(place), self.longest))]
        if alone := self._alone(role):
            lines.append(Line.of(_("Only here"), alone, self.longest))
        if row := self.telling_row:
            text = row.cells[place].line or str(NOT_DESCRIBED)
            lines.append(Line.of(row.dimension.name, [text], self.longest))
        return lines

    def _summary(self, place: int) -> str:
        return self.comparison.summary_of(place) or str(NOT_DESCRIBED)

    def _alone(self, role: ComparedRole) -> list[str]:
        chosen = self.presenter.chosen
        points = [
            in_words(quote)
            for place, quote in self.presenter.summary.apart(role.slug)
            if chosen[place] is not self.telling_row
        ]
        is_counted = all(row.overlap.is_counted for row in chosen)
        return points or ([_("no unique points")] if is_counted else [])

    @cached_property
    def telling_row(self) -> Row | None:
        """The row to read beside the summaries: most answers, the shortest, not alike.

        Its texts are the likeliest to fit a line as they are.
        """
        rows = [
            row
            for row in self.presenter.chosen
            if not row.dimension.is_summary
            and len({cell.text for cell in row.cells}) > 1
        ]
        return max(
            rows,
            key=lambda row: (
                len(row.overlap.answered),
                -max(len(cell.text) for cell in row.cells),
            ),
            default=None,
        )

    @cached_property
    def _shared(self) -> list[Line]:
        names, chosen = self.comparison.names, self.presenter.chosen
        lines = []
        for place, shared in self.presenter.summary.shared:
            if 2 * len(shared.quotes) > self.count:
                roles, _names = sharing_roles(shared.quotes, names)
                dimension = chosen[place].dimension.name
                room = self.longest - len(roles) - len(dimension)
                words = quote_shared(shared)
                if len(words) > room:
                    words = common_words(shared)
                words = shorten(words, room)
                lines.append(Line(roles, f"{words} ({dimension})"))
        return lines

    @property
    def shared(self) -> list[Line]:
        return self._shared[:MOST_SHARED]

    @property
    def left_out(self) -> str:
        """What the sheet leaves out, as a sentence."""
        return _("Left out here: %(parts)s.") % {"parts": join_names(self._omissions())}

    def _omissions(self) -> Iterator[str]:
        yield _("the full texts")
        if (count := self.count - MOST) > 0:
            roles = ngettext("%(count)d role", "%(count)d roles", count)
            yield roles % {"count": count}
        if not self.is_in_full:
            yield _("what only one role has")
        if (count := len(self._shared) - MOST_SHARED) > 0:
            points = ngettext(
                "%(count)d more shared point", "%(count)d more shared points", count
            )
            yield points % {"count": count}


def shorten(text: str, length: int) -> str:
    """Return a text, or its first words and "…" if it has more than ``length``."""
    length = max(length, SHORTEST)
    if len(text) <= length:
        return text
    start = text[: length - 1]
    words = start.rpartition(" ")[0]
    return f"{(words if len(words) > length / 2 else start).rstrip(' ,;:–—-')}…"
