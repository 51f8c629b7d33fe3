"""What the admin's home page shows above Django's list of models."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from careers.editorial.matrix import StateCount, matrix_path
from careers.editorial.own_account import own_account_context
from careers.editorial.tasks import task_lists
from careers.editorial.waiting_tasks import waiting_tasks
from careers.editorial.workflow import (
    MANAGE_ACCOUNTS,
    READ,
    READ_PUBLICATIONS,
    REDACT,
    STATE_OF_DRAFT,
    CellState,
    Tally,
    contents_of,
    live_version,
    scope_of,
    state_of,
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
    if user.has_perm(MANAGE_ACCOUNTS):
        context["waiting_tasks"] = waiting_tasks()
    if not user.has_perm(READ):
        return context
    scope = scope_of(request)
    context |= {
        "task_lists": task_lists(user, scope),
        "coverage": Coverage.of_page(request.GET.get("page")),
        "oldest": oldest_reviewed(scope),
    }
    if user.has_perm(READ_PUBLICATIONS):
        context |= next_and_latest_publications()
    if user.has_perm(REDACT):
        context["redactions"] = Redaction.objects.asked().select_related("asked_by")
    return context


def next_and_latest_publications():
    """Return both lists, read in one query."""
    publications = Publication.objects.all()
    past = publications.exclude(state=Publication.State.SCHEDULED)
    keys = Q(pk__in=publications.scheduled()[:SCHEDULED_PUBLICATIONS].values("pk"))
    keys |= Q(pk__in=past[:LATEST_PUBLICATIONS].values("pk"))
    latest_first = list(publications.with_counts().filter(keys))
    scheduled = [item for item in reversed(latest_first) if item.is_scheduled]
    past = [item for item in latest_first if not item.is_scheduled]
    return {"scheduled": scheduled, "publications": past}


def oldest_reviewed(scope):
    """Return the live texts reviewed longest ago, those never reviewed first.

    Only those of ``scope``: the others are not for this person to review. Each has
    the ``version`` that marks it as reviewed.
    """
    entries = scope.within(RoleDimensionEntry.objects.longest_unreviewed())
    # Each part is read from an index: databases disagree on where NULL sorts.
    first = entries.order_by("reviewed_at", "updated_at", "pk").values("pk")
    never, reviewed = (
        RoleDimensionEntry.objects.filter(pk__in=part[:OLDEST_TEXTS]).values("pk")
        for part in (
            first.filter(reviewed_at=None),
            first.filter(reviewed_at__isnull=False),
        )
    )
    # Not as two conditions, for which PostgreSQL would read all texts.
    oldest = RoleDimensionEntry.objects.longest_unreviewed()
    oldest = oldest.filter(pk__in=never.union(reviewed, all=True))
    entries = list(oldest.defer("folded_text")[:OLDEST_TEXTS])
    for entry in entries:
        entry.version = live_version(entry.text)
    return entries


@dataclass(frozen=True)
class CoverageCell:
    role: Role
    dimension: Dimension
    content: set[CellState]

    def __str__(self):
        return f"{self.role}: {self.dimension}"

    @property
    def state(self):
        return state_of(self.content)

    @property
    def path(self):
        return matrix_path(role=(self.role.slug,), dimension=(self.dimension.slug,))

    @property
    def label(self):
        has_draft = bool(self.content & set(STATE_OF_DRAFT.values()))
        if CellState.LIVE in self.content and has_draft:
            return CHANGED_LABELS[self.state]
        return self.state.label


@dataclass(frozen=True)
class Coverage:
    """The states of the whole site, and a map of a page of roles, none archived."""

    tally: Tally
    page: Page
    dimensions: list[Dimension]
    cells: dict[tuple[int, int], CoverageCell]

    @classmethod
    def of_page(cls, number):
        """Return the map of one page of roles, by family. Four queries."""
        dimensions = list(Dimension.objects.not_archived())
        tally = Tally(dimensions)
        paginator = Paginator(Role.objects.not_archived().by_family(), ROLES_PER_PAGE)
        paginator.count = tally.roles
        page = paginator.get_page(number)
        roles = page.object_list = Role.objects.of_page(page, tally.families)
        contents = contents_of(roles, dimensions)
        cells = {
            (role.pk, dimension.pk): CoverageCell(
                role, dimension, contents[role.pk, dimension.pk]
            )
            for role in roles
            for dimension in dimensions
        }
        return cls(tally, page, dimensions, cells)

    @property
    def totals(self):
        return state_counts(self.tally.states)

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
        return role, row, count_states(row, role=(role.slug,))

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
    return state_counts(Counter(cell.state for cell in counted_cells), **query)


def state_counts(numbers, **query):
    return [
        StateCount(state, numbers[state], matrix_path(**query, state=state))
        for state in CellState
        if numbers[state]
    ]
