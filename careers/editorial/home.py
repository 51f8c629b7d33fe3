"""What the admin's home says: what waits for me, what changed, what is missing."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from careers.editorial.matrix.filters import matrix_path
from careers.editorial.workflow.cells import CellState, EditorCell, cells, live_version
from careers.editorial.workflow.permissions import (
    APPROVE,
    PUBLISH,
    READ,
    READ_PUBLICATIONS,
)
from careers.models import Dimension, Publication, Role, RoleDimensionEntry

from .models import Draft

NAMED = 5  # drafts named in each list of what waits
LATEST = 10  # publications
TO_COME = 5  # publications
OLDEST = 10  # texts
ROLES = 40  # of the map, a page


def home_context(request):
    user = request.user
    if not user.has_perm(READ):
        return {}
    context = {
        "waiting": waiting_for(user),
        "coverage": Coverage.of_page(request.GET.get("page")),
        "oldest": oldest_reviewed(),
    }
    if user.has_perm(READ_PUBLICATIONS):
        every = Publication.objects.with_counts()
        context["to_come"] = every.scheduled()[:TO_COME]
        past = every.exclude(state=Publication.State.SCHEDULED)
        context["publications"] = past[:LATEST]
    return context


@dataclass(frozen=True)
class TaskList:
    """Drafts that wait for one thing: how many, the first, and where all are."""

    title: str
    count: int
    drafts: list[Draft]
    address: str
    link: str


def waiting_for(user):
    """Return the heaps of drafts that wait for ``user``, without empty ones.

    At most five queries.
    """
    heaps = [*_own(user), *_of_others(user)]
    return [heap for heap in heaps if heap.count]


def _own(user):
    mine = Draft.objects.in_state(Draft.State.WRITING).filter(written_by=user)
    mine = mine.with_last_comments(user).defer("text", "base")
    returned = [each for each in mine if each.returned_at]
    others = [each for each in mine if not each.returned_at]
    address = matrix_path(state=CellState.WRITING)
    yield TaskList(
        "Returned to you", len(returned), returned[:NAMED], address, "All drafts"
    )
    yield TaskList("Your drafts", len(others), others[:NAMED], address, "All drafts")


def _of_others(user):
    if user.has_perm(APPROVE):
        drafts = Draft.objects.in_state(Draft.State.IN_REVIEW)
        drafts = drafts.may_be_approved_by(user)
        yield _heap("To review", drafts, reverse("editorial:review"), "Review them")
    if user.has_perm(PUBLISH):
        drafts = Draft.objects.in_state(Draft.State.APPROVED).not_scheduled()
        yield _heap("To publish", drafts, reverse("editorial:publish"), "Publish them")


def _heap(title, drafts, address, link):
    first = list(drafts[: NAMED + 1])
    count = drafts.count() if len(first) > NAMED else len(first)
    return TaskList(title, count, first[:NAMED], address, link)


def oldest_reviewed():
    """Return the live texts that nobody has looked at for longest, first the never.

    Each has the ``version`` with which it is marked as reviewed.
    """
    entries = RoleDimensionEntry.objects.longest_unreviewed().defer("folded_text")
    entries = list(entries[:OLDEST])
    for entry in entries:
        entry.version = live_version(entry.text)
    return entries


@dataclass(frozen=True)
class Number:
    """How many cells have one state, and where they are shown."""

    state: CellState
    count: int
    address: str

    @property
    def label(self):
        return self.state.counted(self.count)


@dataclass(frozen=True)
class CoverageCell:
    """One cell on the map."""

    cell: EditorCell
    address: str

    @property
    def label(self):
        """The state in a word or two; that there is a live text beside a draft."""
        short = self.cell.state.label
        is_change = self.cell.live and self.cell.draft
        return f"Live, {short.lower()}" if is_change else short


@dataclass(frozen=True)
class Coverage:
    """How far the texts of some roles have come: a map of roles and dimensions.

    Archived roles are left out.
    """

    page: Page
    dimensions: list[Dimension]
    cells: dict[tuple[int, int], EditorCell]

    @classmethod
    def of_page(cls, number):
        """Return the map of one page of roles, by family. Six queries."""
        roles = Role.objects.not_archived().by_family()
        page = Paginator(roles, ROLES).get_page(number)
        dimensions = list(Dimension.objects.all())
        roles = page.object_list = list(page.object_list)
        return cls(page, dimensions, cells(roles, dimensions))

    @property
    def rows(self):
        """``[(role, squares, numbers)]``."""
        return [
            (role, self._squares(role), numbers(self._of(role=role), role=(role.slug,)))
            for role in self.page.object_list
        ]

    @property
    def columns(self):
        """``[(dimension, numbers)]`` over the roles of the page."""
        # The matrix counts the same cells: with more than a page, of these roles only.
        of_page = {}
        if self.page.has_other_pages():
            of_page = {"role": tuple(role.slug for role in self.page.object_list)}
        return [
            (each, numbers(self._of(dimension=each), dimension=(each.slug,), **of_page))
            for each in self.dimensions
        ]

    def _squares(self, role):
        return [
            CoverageCell(
                cell, matrix_path(role=(role.slug,), dimension=(cell.dimension.slug,))
            )
            for cell in self._of(role=role)
        ]

    def _of(self, *, role=None, dimension=None):
        roles = [role] if role else self.page.object_list
        dimensions = [dimension] if dimension else self.dimensions
        return [self.cells[one.pk, other.pk] for one in roles for other in dimensions]


def numbers(some_cells, **query):
    """Return how many of the cells have each state that occurs, with addresses."""
    counts = Counter(cell.state for cell in some_cells)
    return [
        Number(state, counts[state], matrix_path(**query, state=state))
        for state in CellState
        if counts[state]
    ]
