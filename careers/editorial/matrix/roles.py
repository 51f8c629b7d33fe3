"""The roles and dimensions that the filters of the matrix leave."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from careers.editorial.models import Draft
from careers.editorial.workflow.cell_states import states
from careers.editorial.workflow.cells import CellState
from careers.models import Dimension, Role, RoleDimensionEntry
from careers.search.roles import search_roles

from .filters import Filters

ROLES_A_PAGE = 20


def roles_of(filters: Filters) -> QuerySet[Role]:
    """Return the roles that fit all of ``filters`` but the state and the page.

    Archived ones wait for nobody: they are there only where they are named.
    """
    roles = Role.objects.by_family().defer("other_names", "folded_names")
    if filters.role:
        roles = roles.filter(slug__in=filters.role)
    else:
        roles = roles.not_archived()
    if filters.family:
        roles = roles.filter(family__slug__in=filters.family)
    if filters.words:
        drafted = Draft.objects.filter(text__icontains=filters.words)
        found = search_roles(Role.objects.all(), filters.words)
        roles = roles.filter(
            Q(pk__in=found.values("pk")) | Q(pk__in=drafted.values("role"))
        )
    return roles


def in_order(roles: QuerySet[Role], filters: Filters) -> QuerySet[Role] | list[Role]:
    """Put roles that are named into the order of the address, as a comparison does."""
    if not filters.role:
        return roles
    return sorted(roles, key=lambda role: filters.role.index(role.slug))


def dimensions_of(
    filters: Filters, dimensions: Iterable[Dimension] | None = None
) -> list[Dimension]:
    """Return the dimensions asked for, in the editors' order."""
    every = dimensions if dimensions is not None else Dimension.objects.all()
    slugs = filters.dimension
    return [each for each in every if not slugs or each.slug in slugs]


def shown_roles(filters: Filters, dimension: Dimension, also: Role) -> list:
    """Return one page of the matrix' roles, with its ``edited`` text.

    ``also`` is among them, wherever the filters leave it: a text that has just been
    written need not be of the state any more that was asked for.
    """
    roles = with_edited_text(roles_of(filters), dimension)
    if filters.state:
        keys = [role.pk for role in in_state(list(roles_of(filters)), filters)]
        roles = roles.filter(pk__in=keys)
    first = (filters.page - 1) * ROLES_A_PAGE
    shown = list(in_order(roles, filters)[first : first + ROLES_A_PAGE])
    if also not in shown:
        others = Role.objects.select_related("family").filter(pk=also.pk)
        shown = [*with_edited_text(others, dimension), *shown]
    return shown


def in_state(
    roles: list[Role],
    filters: Filters,
    found: dict[tuple[int, int], CellState] | None = None,
    dimensions: Iterable[Dimension] | None = None,
) -> list[Role]:
    """Return the roles that have a cell of the state asked for."""
    if not filters.state:
        return roles
    dimensions = dimensions_of(filters, dimensions)
    found = found if found is not None else states(roles, dimensions)
    return [
        role
        for role in roles
        if any(found[role.pk, each.pk] == filters.state for each in dimensions)
    ]


def with_edited_text(roles, dimension):
    """Add ``edited``: the draft on ``dimension``, else the live text, or ""."""
    texts = [
        Subquery(
            model.objects.filter(role=OuterRef("pk"), dimension=dimension)
            .order_by()
            .values("text")[:1]
        )
        for model in (Draft, RoleDimensionEntry)
    ]
    return roles.annotate(edited=Coalesce(*texts, Value("", TextField())))
