"""The comparison: roles side by side, dimension by dimension.

Everything that shows one (the page and each kind of file) reads it from here.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from careers.content_source import PublishedContent, latest_change, oldest_review
from careers.models import Dimension, Role
from careers.phrases import join_names
from careers.text.overlap.rows import Overlap
from careers.text.words import truncate

from .selection import Selection
from .snapshots import RoleSnapshot


@dataclass(frozen=True)
class Cell:
    """What one role says on one dimension; ``text`` is "" where it says nothing."""

    role: Role | RoleSnapshot
    text: str = ""
    updated_at: datetime | None = None
    reviewed_at: datetime | None = None


@dataclass(frozen=True)
class Row:
    """One dimension and its cells, in the order of the roles."""

    dimension: Dimension
    cells: list[Cell]

    @cached_property
    def overlap(self) -> Overlap:
        """What the cells have in common, by the slugs of their roles."""
        return Overlap({cell.role.slug: cell.text for cell in self.cells})


@dataclass(frozen=True)
class Comparison:
    """A pure function of published content and of the roles' order."""

    roles: list[Role | RoleSnapshot]
    rows: list[Row]

    @classmethod
    def of(
        cls, roles: list[Role | RoleSnapshot], content: PublishedContent | None = None
    ) -> "Comparison":
        """Compare ``roles``: two queries, however many roles there are."""
        content = content or PublishedContent()
        dimensions = list(Dimension.objects.select_related("theme"))
        texts = {
            role.slug: dict(role.texts) if isinstance(role, RoleSnapshot) else {}
            for role in roles
        }
        present = {role.pk: role for role in roles if isinstance(role, Role)}
        for entry in content.entries(list(present.values())):
            texts[present[entry.role_id].slug][entry.dimension_id] = entry
        return cls(
            roles,
            [
                Row(dimension, [_cell(role, texts, dimension) for role in roles])
                for dimension in dimensions
            ],
        )

    @property
    def names(self) -> list[str]:
        return [role.name for role in self.roles]

    @property
    def names_by_slug(self) -> dict[str, str]:
        return {role.slug: role.name for role in self.roles}

    @property
    def title(self) -> str:
        return " vs ".join(self.names)

    @cached_property
    def selection(self) -> Selection:
        return Selection(tuple(role.slug for role in self.roles))

    @property
    def canonical_path(self) -> str:
        return self.selection.canonical.path()

    @property
    def lede(self) -> str:
        """One sentence: who is compared, across which themes."""
        themes = dict.fromkeys(
            row.dimension.theme.name for row in self.rows if row.dimension.theme
        )
        across = f"across {join_names(list(themes))}" if themes else "side by side"
        return f"Compare {join_names(self.names)} {across}."

    @property
    def description(self) -> str:
        """What search engines show of the page: the truncate of its own words."""
        said = next(
            (cell.text for row in self.rows for cell in row.cells if cell.text), ""
        )
        return truncate(f"{self.lede} {said}", 200)

    def summary_of(self, place: int) -> str:
        """Return what the role at this place says of itself in one sentence."""
        summaries = next((r.cells for r in self.rows if r.dimension.is_summary), None)
        return summaries[place].text if summaries else ""

    @property
    def latest_change(self) -> datetime | None:
        """When the newest of the texts shown was last changed."""
        return latest_change(self._said)

    @property
    def oldest_review(self) -> datetime | None:
        """When the oldest review was, if all texts shown have been reviewed."""
        return oldest_review(self._said)

    @property
    def _said(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells if cell.text]

    @property
    def is_worth_indexing(self) -> bool:
        """Whether search engines are asked to keep this set.

        Two or three roles of one family that answer every dimension: the sets of
        whole sites are too many, and most of them nobody would look for. What is
        past is for people.
        """
        families = {role.family_id for role in self.roles}
        return (
            len(self.roles) <= 3
            and not self.selection.is_dated
            and len(families) == 1
            and None not in families
            and all(cell.text for row in self.rows for cell in row.cells)
        )


def _cell(
    role: Role | RoleSnapshot, texts: dict[str, dict], dimension: Dimension
) -> Cell:
    said = texts[role.slug].get(dimension.pk)
    if said is None:
        return Cell(role)
    return Cell(role, said.text, said.updated_at, said.reviewed_at)
