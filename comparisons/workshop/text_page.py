"""Everything that the page of one text says around it."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from careers.models import Comment, Draft, Presence, Role, RoleDimensionEntry
from careers.site_time import clock
from careers.words import counted, tidy
from careers.workshop.cells import EditedCell
from careers.workshop.merging import merge
from careers.workshop.people import called
from careers.workshop.text_checks import Check, checks, count_sentences
from comparisons.overlap.rows import Label, Overlap
from comparisons.wording import LONGEST_QUOTE, named

from .filtered import shown_roles
from .forms import Filters, visible
from .matrix import (
    SOUGHT,
    Link,
    Matrix,
    anchor_of,
    length_of,
    matrix_path,
    text_path,
)

MOST_COMMENTS = 100
MOST_SHARED = 6  # phrases quoted
MOST_OPEN = 5  # neighbours' texts that are not folded away


class Returned(NamedTuple):
    by: str
    at: datetime
    why: str


class SharedPoint(NamedTuple):
    quote: str
    who: str


def same_texts(cells: Sequence[EditedCell]) -> dict[tuple[int, str], dict[int, str]]:
    """Return who says exactly the texts of ``cells``, in one query.

    By dimension and text, the names of roles by their keys; the cells' own among them.
    """
    texts = {cell.text for cell in cells if cell.text}
    wanted = {"dimension__in": {cell.dimension.pk for cell in cells}, "text__in": texts}
    columns = ("dimension_id", "text", "role_id", "role__name")
    live, drafts = (
        model.objects.filter(**wanted).order_by().values_list(*columns)
        for model in (RoleDimensionEntry, Draft)
    )
    found: dict[tuple[int, str], dict[int, str]] = {}
    for dimension, text, role, name in live.union(drafts) if texts else ():
        found.setdefault((dimension, text), {})[role] = name
    return found


class Elsewhere(NamedTuple):
    """What checks compare a text with: who says the same, and how roles are called."""

    same: dict[tuple[int, str], dict[int, str]]
    names: list[tuple[str, str]]

    @classmethod
    def of(cls, cells: Sequence[EditedCell]) -> "Elsewhere":
        """Look up, in two queries, what the checks of ``cells`` need."""
        names = Role.objects.order_by("name").values_list("name", "other_names")
        return cls(same_texts(cells), list(names))


def checks_of(cell: EditedCell, elsewhere: Elsewhere | None = None) -> list[Check]:
    """Return what is to be said of a cell's text."""
    elsewhere = elsewhere or Elsewhere.of([cell])
    others = elsewhere.same.get((cell.dimension.pk, cell.text), {})
    return checks(
        cell.text,
        guide=cell.dimension.length_guide,
        is_summary=cell.dimension.is_summary,
        is_live=bool(cell.live),
        same_as=sorted(name for key, name in others.items() if key != cell.role.pk),
        names=elsewhere.names,
    )


class LastWriter(NamedTuple):
    """Who last did something to a draft, and when; "" for nobody."""

    by: str
    at: str
    key: int | None

    def is_(self, user) -> bool:
        return self.key is not None and self.key == user.pk


def last_writer(cell: EditedCell) -> LastWriter:
    records = Draft.history.filter(role_id=cell.role.pk, dimension_id=cell.dimension.pk)
    last = records.select_related("history_user").first()
    if last is None:
        return LastWriter("", "", None)
    by = last.history_user
    return LastWriter(called(by), clock(last.history_date), by.pk if by else None)


class Row:
    """One dimension across the roles shown, as it would be with every draft.

    ``cell`` is the cell that somebody writes: its own text counts as it is now.
    """

    def __init__(self, cell: EditedCell, filters: Filters) -> None:
        self.cell = cell
        self.roles = shown_roles(filters, cell.dimension, cell.role)
        for role in self.roles:
            if role == cell.role:
                role.edited = cell.text

    @cached_property
    def overlap(self) -> Overlap:
        return Overlap({role.slug: role.edited for role in self.roles})

    @property
    def label(self) -> Label | str:
        return self.overlap.label or ""

    @property
    def shared(self) -> list[SharedPoint]:
        """What the cell shares with others, in the words all of them use."""
        names = {role.slug: role.name for role in self.roles}
        mine = self.cell.role.slug
        return [
            SharedPoint(
                each.point.quote[:LONGEST_QUOTE],
                named([key for key in each.keys if key != mine], names),
            )
            for each in self.overlap.shared
            if mine in each.keys
        ][:MOST_SHARED]

    @cached_property
    def neighbours(self) -> list[Role]:
        """The other roles that say something here, the nearest first."""
        mine = self.cell.role
        alike = self.overlap.pairs

        def distance(role):
            pair = tuple(sorted([role.slug, mine.slug]))
            return role.family_id != mine.family_id, -(alike.get(pair) or 0)

        others = [role for role in self.roles if role != mine and role.edited]
        return sorted(others, key=distance)

    @property
    def nearest(self) -> list[Role]:
        return self.neighbours[:MOST_OPEN]

    @property
    def further(self) -> list[Role]:
        return self.neighbours[MOST_OPEN:]

    @property
    def silent(self) -> int:
        """How many of the other roles say nothing here."""
        return len(self.roles) - 1 - len(self.neighbours)


class TextPage:
    """One cell, and what helps to write it."""

    def __init__(self, cell: EditedCell, filters: Filters, user) -> None:
        self.cell, self.filters, self.user = cell, filters, user

    @cached_property
    def row(self) -> Row:
        return Row(self.cell, self.filters)

    @property
    def count(self) -> str:
        sentences = counted(count_sentences(self.cell.text), "sentence")
        words = length_of(self.cell.text, self.cell.dimension.length_guide)
        return f"{words}, {sentences}"

    @cached_property
    def checks(self) -> list[Check]:
        return checks_of(self.cell)

    @cached_property
    def comments(self) -> list[Comment]:
        """The latest comments, the oldest of them first."""
        said = Comment.objects.filter(
            role=self.cell.role, dimension=self.cell.dimension
        )
        latest = said.select_related("made_by").order_by("-made_at", "-pk")
        return list(latest[:MOST_COMMENTS])[::-1]

    @cached_property
    def returned(self) -> Returned | None:
        """Who returned the draft and why, until it is submitted again."""
        draft = self.cell.draft
        if not draft or not draft.returned_at:
            return None
        why = Comment.objects.filter(
            role=draft.role,
            dimension=draft.dimension,
            made_by=draft.returned_by,
            made_at=draft.returned_at,
        )
        why = why.values_list("text", flat=True).first() or ""
        return Returned(called(draft.returned_by), draft.returned_at, why)

    @cached_property
    def others(self) -> list[Presence]:
        """Who else has this role open."""
        return list(Presence.objects.of_others(self.user).filter(role=self.cell.role))

    @property
    def path(self) -> str:
        return text_path(self.cell.role, self.cell.dimension, self.filters)

    @property
    def matrix_path(self) -> str:
        return f"{matrix_path(self.filters)}#{anchor_of(self.cell)}"

    @cached_property
    def ways(self) -> list[Link]:
        """The ways to the next and the previous cells that wait for somebody."""
        matrix = Matrix(self.filters)
        here = (self.cell.role, self.cell.dimension)
        if not matrix.has_cells:
            return []
        found = [
            matrix.way_to(state, here, steps=steps, is_after=True)
            for state in SOUGHT
            for steps in (1, -1)
        ]
        return [link for link in found if link and link.cell != str(self.cell)]


class Conflict:
    """A text that two people changed: what it was, theirs, mine, and both together."""

    def __init__(self, cell: EditedCell, base: str | None, mine: str) -> None:
        self.cell, self.mine = cell, visible(tidy(mine))
        self.base = cell.live if base is None else visible(tidy(base))
        self.is_base_known = base is not None
        self.theirs = cell.text

    @cached_property
    def merge(self) -> str | None:
        return merge(self.base, self.theirs, self.mine) if self.is_base_known else None

    @property
    def merged(self) -> str:
        """Both changes where they do not collide, else mine."""
        return self.mine if self.merge is None else self.merge

    @cached_property
    def last(self) -> LastWriter:
        return last_writer(self.cell)
