"""The matrix: roles by dimensions as editors see them, live texts and drafts.

It has the layout of the public comparison of the same roles, and takes the same few
queries however many roles there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from careers.editorial.workflow import (
    UNLIMITED,
    CellState,
    Draft,
    EditorCell,
    Scope,
    Tally,
    load_cells,
)
from careers.models import Dimension, Family, Role
from careers.paths import path_to
from careers.phrases import label_of

from .filters import (
    ROLES_A_PAGE,
    Filters,
    StateCount,
    in_address_order,
    matching_dimensions,
    matching_roles,
    matrix_path,
    row_labels_path,
    text_path,
    with_state,
)

# A page of the matrix, and the role of a text that the filters leave out.
MOST_LABELLED = ROLES_A_PAGE + 1

ROLES = ngettext_lazy("%(count)d role", "%(count)d roles", "count")
DIMENSIONS = ngettext_lazy("%(count)d dimension", "%(count)d dimensions", "count")

# The states that an editor looks for next; their counts are shown even at none.
NEXT = {
    CellState.MISSING: gettext_lazy("Next missing text"),
    CellState.IN_REVIEW: gettext_lazy("Next text to review"),
}
PREVIOUS = {
    CellState.MISSING: gettext_lazy("Previous missing text"),
    CellState.IN_REVIEW: gettext_lazy("Previous text to review"),
}

# What to read where no cell has the state in the filters.
NONE_IN_STATE = {
    CellState.MISSING: gettext_lazy("No text is missing."),
    CellState.WRITING: gettext_lazy("There are no drafts."),
    CellState.IN_REVIEW: gettext_lazy("No text is in review."),
    CellState.APPROVED: gettext_lazy("No text is approved."),
    CellState.SCHEDULED: gettext_lazy("No text is scheduled."),
    CellState.LIVE: gettext_lazy("No text is live."),
}


def anchor_of(cell: EditorCell) -> str:
    return f"cell_{cell.role.slug}_{cell.dimension.slug}"


@dataclass(frozen=True)
class MatrixCell:
    """A cell with what the matrix shows around its text."""

    cell: EditorCell
    filters: Filters
    is_read_only: bool = False

    def __getattr__(self, name):
        return getattr(self.cell, name)

    @property
    def anchor(self) -> str:
        return anchor_of(self.cell)

    @property
    def address(self) -> str:
        return text_path(self.cell.role, self.cell.dimension)

    @property
    def path(self) -> str:
        return text_path(self.cell.role, self.cell.dimension, self.filters)

    @property
    def is_dimmed(self) -> bool:
        return self.filters.state not in (None, self.cell.state)


@dataclass(frozen=True)
class MatrixRow:
    dimension: Dimension
    cells: list[MatrixCell]
    label: str


def rows_of(
    roles: Iterable[Role],
    dimensions: Iterable[Dimension],
    filters: Filters,
    scope: Scope = UNLIMITED,
) -> list[MatrixRow]:
    """Read the rows in three queries, or two after a search."""
    roles, wording = list(roles), filters.wording
    by_keys = load_cells(roles, dimensions)
    return [
        MatrixRow(
            dimension,
            cells,
            label_of({cell.role.slug: cell.text for cell in cells}, wording),
        )
        for dimension in dimensions
        for cells in [
            [
                MatrixCell(by_keys[role.pk, dimension.pk], filters, not scope.has(role))
                for role in roles
            ]
        ]
    ]


def labels_of_rows(role: Iterable[str], dimension: Iterable[str]) -> dict[str, str]:
    """Return ``{slug of a dimension: label}`` across the roles of these slugs."""
    roles = Role.objects.filter(slug__in=role)[:MOST_LABELLED]
    dimensions = Dimension.objects.filter(slug__in=dimension)
    rows = rows_of(roles, dimensions, Filters())
    return {row.dimension.slug: row.label for row in rows}


class NextCell(NamedTuple):
    """A link to the next or the previous cell of a state, which is sought when used."""

    state: CellState
    label: str
    path: str


def next_cell(
    state: CellState,
    role: Role,
    dimension: Dimension,
    filters: Filters,
    *,
    first: bool = False,
    back: bool = False,
) -> NextCell:
    """Return the link from a cell on; with ``first``, that cell counts too."""
    query = {"start": f"{role.slug}/{dimension.slug}", "seek": state.value}
    query |= {"first": "1"} if first else {}
    query |= {"back": "1"} if back else {}
    path = f"{path_to('editorial:next_text')}?{filters.query()}&{urlencode(query)}"
    return NextCell(state, str((PREVIOUS if back else NEXT)[state]), path)


class Matrix:
    """One page of the roles that the filters leave, by the dimensions they leave.

    The cells of roles outside ``scope`` are to be read only.
    """

    sought_states = list(NEXT)

    def __init__(self, filters: Filters, scope: Scope = UNLIMITED) -> None:
        self.filters, self.scope = filters, scope
        self.every_dimension = list(Dimension.objects.not_archived())
        self.dimensions = matching_dimensions(filters, self.every_dimension)
        self.matching = matching_roles(filters)
        self.in_state = with_state(self.matching, filters, self.every_dimension)
        roles = in_address_order(self.in_state, filters)
        paginator = Paginator(roles, ROLES_A_PAGE)
        paginator.count = self.listed  # counted along with the cells
        self.page = paginator.get_page(filters.page)
        if filters.q or filters.role:
            self.roles = list(self.page.object_list)  # in an order of their own
        else:
            numbers = self.tally.families if self.in_state is self.matching else {}
            self.roles = Role.objects.of_page(self.page, numbers)

    def with_present_slugs(self) -> Filters | None:
        """Return the filters with the present slugs of dimensions that had others."""
        present = {dimension.slug for dimension in self.every_dimension}
        missing = set(self.filters.dimension) - present
        former = Dimension.objects.by_former_slug(missing)
        if not former:
            return None
        slugs = [former[s].slug if s in former else s for s in self.filters.dimension]
        return replace(self.filters, dimension=tuple(slugs))

    @cached_property
    def tally(self) -> Tally:
        """How many roles and cells the filters leave, but for the state."""
        others = {} if self.in_state is self.matching else {"listed": self.in_state}
        roles = None if self.is_whole else self.matching
        return Tally(self.dimensions, roles, **others)

    @property
    def is_whole(self) -> bool:
        """Whether no filter but the state leaves out any cell."""
        return not replace(self.filters, state=None).is_narrowed

    @property
    def listed(self) -> int:
        """How many roles all filters leave."""
        return self.tally.others.get("listed", self.tally.roles)

    @cached_property
    def rows(self) -> list[MatrixRow]:
        return rows_of(self.roles, self.dimensions, self.filters, self.scope)

    @cached_property
    def read_only_roles(self) -> list[Role]:
        return [role for role in self.roles if not self.scope.has(role)]

    @property
    def has_cells(self) -> bool:
        return bool(self.roles and self.dimensions)

    @property
    def caption(self) -> str:
        values = {
            "roles": ROLES % {"count": self.listed},
            "dimensions": DIMENSIONS % {"count": len(self.dimensions)},
            "first": self.page.start_index(),
            "last": self.page.end_index(),
        }
        if self.page.has_other_pages():
            return (
                _("%(roles)s by %(dimensions)s, roles %(first)d to %(last)d shown")
                % values
            )
        return _("%(roles)s by %(dimensions)s") % values

    @property
    def state_counts(self) -> list[StateCount]:
        return [
            StateCount(state, number, matrix_path(self.filters, state=state, page=1))
            for state, number in self.numbers
        ]

    @property
    def numbers(self) -> list[tuple[CellState, int]]:
        return [(state, self.tally.states[state]) for state in CellState]

    @property
    def none_in_state(self) -> str:
        """A sentence for a matrix that only the state in the filters leaves empty."""
        if not self.filters.state or not self.tally.roles or self.listed:
            return ""
        return str(NONE_IN_STATE[self.filters.state])

    @property
    def next_cells(self) -> list[NextCell]:
        """Links to the first cells from the first of this page on."""
        if not self.has_cells:
            return []
        start = self.roles[0], self.dimensions[0]
        return [
            next_cell(state, *start, self.filters, first=True)
            for state in NEXT
            if self.tally.states[state]
        ]

    @cached_property
    def submittable(self) -> list[MatrixCell]:
        return [
            cell
            for row in self.rows
            for cell in row.cells
            if cell.draft
            and cell.draft.state == Draft.State.WRITING
            and not cell.is_overtaken
            and not cell.is_read_only
            and not cell.is_dimmed
        ]

    @property
    def published_roles(self) -> list[Role]:
        return [role for role in self.roles if role.is_published]

    @property
    def exactly(self) -> Filters:
        """Filters that name the roles and dimensions of this page."""
        return Filters(
            role=tuple(role.slug for role in self.roles),
            dimension=tuple(dimension.slug for dimension in self.dimensions),
        )

    @property
    def paste_path(self) -> str:
        """The page that pastes into the cells of this page, whatever comes between."""
        return f"{reverse('editorial:paste')}?{self.exactly.query()}"

    @property
    def export_path(self) -> str:
        roles = Filters(role=self.exactly.role)
        return f"{reverse('editorial:export')}?{roles.query()}"

    @property
    def row_labels_path(self) -> str:
        return row_labels_path(self.roles)

    @property
    def submit_all_path(self) -> str:
        """The page that submits the drafts of all pages, "" if this is the only one."""
        if not self.page.has_other_pages():
            return ""
        return f"{reverse('editorial:submit_all')}?{self.filters.query(page=1)}"


class FilterOption(NamedTuple):
    slug: str
    name: str
    is_chosen: bool


class FilterMenu(NamedTuple):
    """A list of boxes to tick."""

    name: str
    label: str
    options: list[FilterOption]

    @property
    def heading(self) -> str:
        count = sum(option.is_chosen for option in self.options)
        if not count:
            return self.label
        values = {"label": self.label, "count": count}
        return _("%(label)s (%(count)d chosen)") % values


class ActiveFilter(NamedTuple):
    """A filter in use, and the address without it."""

    name: str
    path: str


class FilterChoices:
    """The filters of one matrix: the families, and the roles that are chosen."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix, self.filters = matrix, matrix.filters

    @cached_property
    def menus(self) -> list[FilterMenu]:
        families = Family.objects.having(Role.objects.all())
        roles = Role.objects.in_order(self.filters.role) if self.filters.role else []
        return [
            self._menu("family", _("Families"), families),
            self._menu("role", _("Roles"), roles),
            self._menu("dimension", _("Dimensions"), self.matrix.every_dimension),
        ]

    @property
    def has_roles(self) -> bool:
        """Whether there is any role, also an archived one."""
        return Role.objects.exists()

    def _menu(
        self,
        name: str,
        label: str,
        objects: Iterable[Family | Role | Dimension],
    ) -> FilterMenu:
        slugs = getattr(self.filters, name)
        options = [
            FilterOption(item.slug, str(item), item.slug in slugs) for item in objects
        ]
        return FilterMenu(name, label, options)

    @property
    def active(self) -> list[ActiveFilter]:
        return list(self._active())

    def _active(self) -> Iterator[ActiveFilter]:
        for menu in self.menus:
            slugs = getattr(self.filters, menu.name)
            names = {option.slug: option.name for option in menu.options}
            for slug in slugs:
                rest = tuple(other for other in slugs if other != slug)
                name = names.get(slug) or _("%(slug)s (deleted)") % {"slug": slug}
                yield self._without(name, **{menu.name: rest})
        if self.filters.state:
            yield self._without(str(self.filters.state.label), state=None)
        if self.filters.q:
            yield self._without(f"“{self.filters.q}”", q="")
        if self.filters.letter:
            letter = self.filters.letter.upper()
            name = _("First letter %(letter)s") % {"letter": letter}
            yield self._without(name, letter="")

    def _without(self, name: str, **changes: Any) -> ActiveFilter:
        return ActiveFilter(name, matrix_path(self.filters, page=1, **changes))
