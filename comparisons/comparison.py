"""The comparison: roles side by side, dimension by dimension.

The page and every kind of file are renderings of it.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from careers.content_source import PublishedContent, TextDates, text_dates
from careers.models import Dimension, Role
from careers.phrases import join_names
from careers.text import one_line
from careers.text.overlap import Overlap, Wording, compare_texts

from .selection import Selection
from .snapshots import ComparedRole, RoleSnapshot

# With more roles, the title and the lede name the first few and count the others.
MOST_IN_TITLE = 8
FIRST_IN_TITLE = 3


@dataclass(frozen=True)
class Cell:
    """The text of one role on one dimension, "" where it has none."""

    role: ComparedRole
    text: str = ""
    updated_at: datetime | None = None
    reviewed_at: datetime | None = None

    @property
    def line(self) -> str:
        return one_line(self.text)


@dataclass(frozen=True)
class Row:
    """One dimension and its cells, in the order of the roles."""

    dimension: Dimension
    cells: list[Cell]
    wording: Wording

    @property
    def has_texts(self) -> bool:
        return any(cell.text for cell in self.cells)

    @cached_property
    def overlap(self) -> Overlap:
        texts = {cell.role.slug: cell.text for cell in self.cells}
        return compare_texts(texts, self.wording)


class Comparison:
    """A pure function of published content and of the roles' order."""

    def __init__(self, roles: list[ComparedRole], rows: list[Row]) -> None:
        self.roles = roles
        self.rows = rows
        self.names = {role.slug: role.title for role in roles}
        self.title = _(" vs ").join(self.names.values())
        self.is_long = len(roles) > MOST_IN_TITLE
        self.first_roles = roles[:FIRST_IN_TITLE] if self.is_long else roles
        self.more_roles = len(roles) - len(self.first_roles)
        self.selection = Selection(tuple(self.names))

    @classmethod
    def of(
        cls, roles: list[ComparedRole], content: PublishedContent | None = None
    ) -> "Comparison":
        """Compare ``roles``, in as many queries for many of them as for two."""
        content = content or PublishedContent()
        wording, dimensions = content.wording(), content.dimensions()
        texts = {
            (role.slug, dimension): text
            for role in roles
            if isinstance(role, RoleSnapshot)
            for dimension, text in role.texts.items()
        }
        present = {role.pk: role for role in roles if isinstance(role, Role)}
        for entry in content.entries(list(present.values())):
            texts[present[entry.role_id].slug, entry.dimension_id] = entry
        rows = [
            Row(
                dimension,
                [
                    Cell(role, text.text, text.updated_at, text.reviewed_at)
                    if (text := texts.get((role.slug, dimension.pk)))
                    else Cell(role)
                    for role in roles
                ],
                wording,
            )
            for dimension in dimensions
        ]
        return cls(roles, rows)

    def summary_of(self, place: int) -> str:
        """Return the summary of a role in one line, or its first text, or ""."""
        rows = sorted(self.rows, key=lambda row: not row.dimension.is_summary)
        return next(
            (row.cells[place].line for row in rows if row.cells[place].text), ""
        )

    @property
    def lede(self) -> str:
        themes = dict.fromkeys(
            row.dimension.theme.name
            for row in self.rows
            if row.dimension.theme and row.overlap.answered
        )
        limit = FIRST_IN_TITLE if self.is_long else None
        phrases = {"roles": join_names(self.names.values(), limit=limit)}
        if not themes:
            return _("Compare %(roles)s side by side.") % phrases
        phrases["themes"] = join_names(themes)
        return _("Compare %(roles)s across %(themes)s.") % phrases

    @property
    def description(self) -> str:
        texts = (cell.text for row in self.rows for cell in row.cells if cell.text)
        return f"{self.lede} {next(texts, '')}"

    @property
    def dates(self) -> TextDates:
        return text_dates(
            [cell for row in self.rows for cell in row.cells if cell.text]
        )

    @property
    def is_worth_indexing(self) -> bool:
        """Whether search engines are asked to keep this set.

        Two or three roles of one family that answer every dimension: the sets of a
        whole site are too many, and people look for few of them. Past days are for
        people.
        """
        families = {role.family_id for role in self.roles}
        return (
            len(self.roles) <= 3
            and len(families) == 1
            and None not in families
            and all(cell.text for row in self.rows for cell in row.cells)
            and not any(isinstance(role, RoleSnapshot) for role in self.roles)
        )
