"""Everything that the page of one text says around it."""

from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.contrib.auth.models import User

from careers.editorial.checks.cell_checks import checks_of
from careers.editorial.checks.text_checks import Check
from careers.editorial.matrix.filters import (
    Filters,
    matrix_path,
    row_labels_path,
    text_path,
)
from careers.editorial.matrix.matrix import SOUGHT, Link, Matrix, anchor_of, length_of
from careers.editorial.matrix.roles import shown_roles
from careers.editorial.models import Comment, Presence
from careers.editorial.workflow.cells import EditorCell
from careers.editorial.workflow.people import display_name
from careers.models import Role
from careers.phrases import counted, join_names, row_label
from careers.text.overlap.rows import Overlap
from careers.text.words import count_sentences

MOST_COMMENTS = 100
MOST_SHARED = 6  # phrases quoted
LONGEST_QUOTE = 80  # characters
MOST_OPEN = 5  # neighbours' texts that are not folded away


class Returned(NamedTuple):
    by: str
    at: datetime
    why: str


class SharedPoint(NamedTuple):
    quote: str
    who: str


class TextRow:
    """One dimension across the roles shown, as it would be with every draft.

    ``cell`` is the cell that somebody writes: its own text counts as it is now.
    """

    def __init__(self, cell: EditorCell, filters: Filters) -> None:
        self.cell = cell
        self.roles: list = shown_roles(filters, cell.dimension, cell.role)
        for role in self.roles:
            if role == cell.role:
                role.edited = cell.text

    @cached_property
    def overlap(self) -> Overlap:
        return Overlap({role.slug: role.edited for role in self.roles})

    @property
    def label(self) -> str:
        return row_label(self.overlap)

    @property
    def labels_path(self) -> str:
        return row_labels_path(self.roles)

    @property
    def shared(self) -> list[SharedPoint]:
        """What the cell shares with others, in the words all of them use."""
        names = {role.slug: role.name for role in self.roles}
        mine = self.cell.role.slug
        return [
            SharedPoint(
                each.point.quote[:LONGEST_QUOTE],
                join_names(
                    names[key] for key in names if key in each.keys and key != mine
                ),
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

    def __init__(self, cell: EditorCell, filters: Filters, user: User) -> None:
        self.cell, self.filters, self.user = cell, filters, user

    @cached_property
    def row(self) -> TextRow:
        return TextRow(self.cell, self.filters)

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
        comments = Comment.objects.filter(
            role=draft.role,
            dimension=draft.dimension,
            made_by=draft.returned_by,
            made_at=draft.returned_at,
        )
        why = comments.values_list("text", flat=True).first() or ""
        return Returned(display_name(draft.returned_by), draft.returned_at, why)

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
