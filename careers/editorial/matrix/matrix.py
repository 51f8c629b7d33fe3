"""The matrix: roles by dimensions as editors see them, live texts and drafts.

Laid out like the public comparison of the same roles. What is in it is all in its
filters; it is built in a handful of queries, however many roles there are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.core.paginator import Paginator
from django.urls import reverse

from careers.editorial.matrix.filters import matrix_path, row_labels_path, text_path
from careers.editorial.models import Draft
from careers.editorial.workflow.cell_states import states
from careers.editorial.workflow.cells import CellState, EditorCell, cells
from careers.models import Dimension, Role
from careers.phrases import counted, row_label
from careers.text.overlap.rows import Overlap
from careers.text.words import count_words

from .filters import Filters
from .roles import ROLES_A_PAGE, dimensions_of, in_order, in_state, roles_of

# What an editor looks for next, and what to call the way there.
SOUGHT = {CellState.MISSING: "missing", CellState.IN_REVIEW: "to review"}


class Link(NamedTuple):
    """A way to the next cell of a state."""

    state: CellState
    words: str
    path: str
    cell: str


class Count(NamedTuple):
    """How many cells are of a state; what nobody waits for is left out at none."""

    state: CellState
    number: int
    path: str

    @property
    def words(self) -> str:
        return self.state.counted(self.number)

    @property
    def one(self) -> str:
        return self.state.counted(1)

    @property
    def many(self) -> str:
        return self.state.counted(2)

    @property
    def is_shown(self) -> bool:
        return bool(self.number) or self.state in SOUGHT


def length_of(text, guide):
    """Say how many words ``text`` has and should have: "38 words, guide 45"."""
    words = count_words(text)
    over = f", {words - guide} over" if words > guide else ""
    return f"{counted(words, 'word')}, guide {guide}{over}"


def anchor_of(cell: EditorCell) -> str:
    return f"cell_{cell.role.slug}_{cell.dimension.slug}"


@dataclass(frozen=True)
class MatrixCell:
    """A cell and what the matrix says around it."""

    edited: EditorCell
    filters: Filters

    def __getattr__(self, name):
        return getattr(self.edited, name)

    @property
    def anchor(self):
        return anchor_of(self.edited)

    @property
    def address(self):
        return text_path(self.edited.role, self.edited.dimension)

    @property
    def path(self):
        return text_path(self.edited.role, self.edited.dimension, self.filters)

    @property
    def count(self):
        return length_of(self.edited.text, self.edited.dimension.length_guide)

    @property
    def is_aside(self):
        """Whether the cell is not of the state that was asked for."""
        return self.filters.state not in (None, self.edited.state)


@dataclass(frozen=True)
class MatrixRow:
    dimension: Dimension
    cells: list[MatrixCell]

    @cached_property
    def overlap(self) -> Overlap:
        return Overlap({cell.role.slug: cell.text for cell in self.cells})

    @property
    def label(self) -> str:
        """What the public row would be called if all its drafts were published."""
        return row_label(self.overlap)


def rows_of(
    roles: Iterable[Role], dimensions: Iterable[Dimension], filters: Filters
) -> list[MatrixRow]:
    """Return a row for each dimension, with a cell for each role; three queries."""
    roles = list(roles)
    by_keys = cells(roles, dimensions)
    return [
        MatrixRow(
            dimension,
            [MatrixCell(by_keys[role.pk, dimension.pk], filters) for role in roles],
        )
        for dimension in dimensions
    ]


class Matrix:
    """One page of roles by the dimensions asked for, with all that is said of it."""

    def __init__(self, filters: Filters) -> None:
        self.filters = filters
        self.every_dimension = list(Dimension.objects.all())
        self.dimensions = dimensions_of(filters, self.every_dimension)
        self.fitting = list(in_order(roles_of(filters), filters))
        self.states = states(self.fitting, self.dimensions)
        self.in_state = in_state(
            self.fitting, filters, self.states, self.every_dimension
        )
        self.page = Paginator(self.in_state, ROLES_A_PAGE).get_page(filters.page)
        self.roles: list[Role] = list(self.page)

    @cached_property
    def rows(self) -> list[MatrixRow]:
        return rows_of(self.roles, self.dimensions, self.filters)

    @property
    def caption(self) -> str:
        roles = counted(len(self.in_state), "role")
        caption = f"{roles} by {counted(len(self.dimensions), 'dimension')}"
        if self.page.paginator.num_pages > 1:
            first, last = self.page.start_index(), self.page.end_index()
            caption += f", roles {first} to {last} shown"
        return caption

    @property
    def counts(self) -> list[Count]:
        """How many cells are of each state, on all pages."""
        held = Counter(self.states.values())
        return [
            Count(state, held[state], matrix_path(self.filters, state=state, page=1))
            for state in CellState
        ]

    @property
    def nothing(self) -> str:
        """What to say where no cell is of the state that was asked for."""
        if not self.fitting or self.in_state or not self.filters.state:
            return ""
        if self.filters.state == CellState.WRITING:
            return "There is no draft."
        return f"Nothing is {self.filters.state.label.lower()}."

    @property
    def next_cells(self) -> list[Link]:
        """The ways to the first cell sought on this page, or after it."""
        first = (self.roles[0], self.dimensions[0]) if self.has_cells else None
        links = [self.way_to(state, first) for state in SOUGHT] if first else []
        return [link for link in links if link]

    @property
    def has_cells(self) -> bool:
        return bool(self.roles and self.dimensions)

    def way_to(
        self,
        state: CellState,
        start: tuple[Role, Dimension],
        *,
        steps: int = 1,
        is_after: bool = False,
    ) -> Link | None:
        """Return the way to the next cell of ``state`` from ``start`` on, if any.

        Role by role, as a new role is filled, and round to the first again; with
        ``steps`` of -1 backwards. ``is_after`` leaves ``start`` itself to the end.
        """
        order = list(self._in_reading_order())[::steps]
        places = [(role.pk, dimension.pk) for _, role, dimension in order]
        at = (start[0].pk, start[1].pk)
        place = places.index(at) + is_after if at in places else 0
        for page, role, dimension in [*order[place:], *order[:place]]:
            if self.states[role.pk, dimension.pk] == state:
                path = text_path(role, dimension, self.filters, page=page)
                words = f"{'Next' if steps > 0 else 'Previous'} {SOUGHT[state]}"
                return Link(state, words, path, f"{role}: {dimension}")
        return None

    def _in_reading_order(self) -> Iterator[tuple[int, Role, Dimension]]:
        for place, role in enumerate(self.in_state):
            for dimension in self.dimensions:
                yield place // ROLES_A_PAGE + 1, role, dimension

    @cached_property
    def writable(self) -> list[MatrixCell]:
        """The drafts shown that can be submitted: written, and not overtaken."""
        return [
            cell
            for row in self.rows
            for cell in row.cells
            if cell.draft
            and cell.draft.state == Draft.State.WRITING
            and not cell.is_overtaken
        ]

    @property
    def published_roles(self) -> list[Role]:
        return [role for role in self.roles if role.is_published]

    @property
    def paste_path(self) -> str:
        """Where a table is pasted into exactly the roles and dimensions shown."""
        return f"{reverse('editorial:paste')}?{self.exactly.query()}"

    @property
    def row_labels_path(self) -> str:
        return row_labels_path(self.roles)

    @property
    def exactly(self) -> Filters:
        """The filters that name the roles and dimensions shown, and no more."""
        return Filters(
            role=tuple(role.slug for role in self.roles),
            dimension=tuple(each.slug for each in self.dimensions),
        )
