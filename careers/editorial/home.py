"""What the admin's home page shows above Django's list of models."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from careers.editorial.matrix import StateCount, matrix_path
from careers.editorial.own_account import own_account_context
from careers.editorial.tasks import task_lists
from careers.editorial.workflow import (
    READ,
    READ_PUBLICATIONS,
    REDACT,
    CellState,
    EditorCell,
    live_version,
    load_cells,
    scope_of,
)
from careers.models import (
    Dimension,
    Publication,
    Redaction,
    Role,
    RoleDimensionEntry,
)

LATEST_PUBLICATIONS = 10
SCHEDULED_PUBLICATIONS = 5
OLDEST_TEXTS = 10

ROLES_PER_PAGE = 40

CHANGED_LABELS = {
    CellState.WRITING: gettext_lazy("Live, draft"),
    CellState.IN_REVIEW: gettext_lazy("Live, in review"),
    CellState.APPROVED: gettext_lazy("Live, approved"),
    CellState.SCHEDULED: gettext_lazy("Live, scheduled"),
}


def home_context(request):
    user = request.user
    context = own_account_context(request)
    if not user.has_perm(READ):
        return context
    scope = scope_of(request)
    context |= {
        "task_lists": task_lists(user, scope),
        "coverage": Coverage.of_page(request.GET.get("page")),
        "oldest": oldest_reviewed(scope),
    }
    if user.has_perm(READ_PUBLICATIONS):
        publications = Publication.objects.with_counts()
        context["scheduled"] = publications.scheduled()[:SCHEDULED_PUBLICATIONS]
        past = publications.exclude(state=Publication.State.SCHEDULED)
        context["publications"] = past[:LATEST_PUBLICATIONS]
    if user.has_perm(REDACT):
        context["redactions"] = Redaction.objects.asked().select_related("asked_by")
    return context


def oldest_reviewed(scope):
    """Return the live texts reviewed longest ago, those never reviewed first.

    Only those of ``scope``: the others are not for this person to review. Each has
    the ``version`` that marks it as reviewed.
    """
    entries = RoleDimensionEntry.objects.longest_unreviewed().defer("folded_text")
    entries = list(scope.within(entries)[:OLDEST_TEXTS])
    for entry in entries:
        entry.version = live_version(entry.text)
    return entries


@dataclass(frozen=True)
class CoverageCell:
    cell: EditorCell
    path: str

    @property
    def label(self):
        if self.cell.live and self.cell.draft:
            return CHANGED_LABELS[self.cell.state]
        return self.cell.state.label


@dataclass(frozen=True)
class Coverage:
    """A map of the states of all cells of a page of roles, without archived ones."""

    page: Page
    dimensions: list[Dimension]
    cells: dict[tuple[int, int], EditorCell]

    @classmethod
    def of_page(cls, number):
        """Return the map of one page of roles, by family. Six queries."""
        roles = Role.objects.not_archived().by_family()
        page = Paginator(roles, ROLES_PER_PAGE).get_page(number)
        dimensions = list(Dimension.objects.not_archived())
        roles = page.object_list = list(page.object_list)
        return cls(page, dimensions, load_cells(roles, dimensions))

    @property
    def caption(self):
        count = self.page.paginator.count
        if self.page.has_other_pages():
            return _("Roles %(first)d to %(last)d of %(count)d, by family.") % {
                "first": self.page.start_index(),
                "last": self.page.end_index(),
                "count": count,
            }
        caption = ngettext(
            "%(count)d role that isn’t archived, by family.",
            "%(count)d roles that aren’t archived, by family.",
            count,
        )
        return caption % {"count": count}

    @property
    def rows(self):
        """``[(role, cells, counts)]``."""
        return [self._row(role) for role in self.page.object_list]

    def _row(self, role):
        row = [self.cells[role.pk, dimension.pk] for dimension in self.dimensions]
        slugs = (role.slug,)
        coverage_cells = [
            CoverageCell(
                cell, matrix_path(role=slugs, dimension=(cell.dimension.slug,))
            )
            for cell in row
        ]
        return role, coverage_cells, count_states(row, role=slugs)

    @property
    def columns(self):
        """``[counts]`` of each dimension, over the roles of the page."""
        # The matrix counts the same cells: with other pages, only those of this one.
        query = {}
        if self.page.has_other_pages():
            query["role"] = tuple(role.slug for role in self.page.object_list)
        return [
            count_states(
                [self.cells[role.pk, dimension.pk] for role in self.page.object_list],
                dimension=(dimension.slug,),
                **query,
            )
            for dimension in self.dimensions
        ]


def count_states(counted_cells, **query):
    numbers = Counter(cell.state for cell in counted_cells)
    return [
        StateCount(state, numbers[state], matrix_path(**query, state=state))
        for state in CellState
        if numbers[state]
    ]
