"""The roles and dimensions that the filters of the matrix leave."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from careers.editorial.workflow import CellState, Draft, states
from careers.models import Dimension, Role, RoleDimensionEntry
from careers.search.roles import search_roles

from .filters import Filters

ROLES_A_PAGE = 20


def matching_roles(filters: Filters) -> QuerySet[Role]:
    """Return the roles that all filters but the state and the page leave.

    Archived roles are left out unless they are named.
    """
    roles = Role.objects.by_family().defer("other_names", "folded_names")
    if filters.role:
        roles = roles.filter(slug__in=filters.role)
    else:
        roles = roles.not_archived()
    if filters.family:
        roles = roles.filter(family__slug__in=filters.family)
    if filters.q:
        drafts = Draft.objects.filter(text__icontains=filters.q)
        results = search_roles(Role.objects.all(), filters.q)
        roles = roles.filter(
            Q(pk__in=results.values("pk")) | Q(pk__in=drafts.values("role"))
        )
    return roles


def in_address_order(
    roles: QuerySet[Role], filters: Filters
) -> QuerySet[Role] | list[Role]:
    if not filters.role:
        return roles
    return sorted(roles, key=lambda role: filters.role.index(role.slug))


def matching_dimensions(
    filters: Filters, dimensions: Iterable[Dimension]
) -> list[Dimension]:
    slugs = filters.dimension
    return [
        dimension for dimension in dimensions if not slugs or dimension.slug in slugs
    ]


def with_state(
    roles: list[Role],
    filters: Filters,
    cell_states: dict[tuple[int, int], CellState] | None = None,
    dimensions: Iterable[Dimension] | None = None,
) -> list[Role]:
    if not filters.state:
        return roles
    if dimensions is None:
        dimensions = Dimension.objects.all()
    dimensions = matching_dimensions(filters, dimensions)
    if cell_states is None:
        cell_states = states(roles, dimensions)
    return [
        role
        for role in roles
        if any(
            cell_states[role.pk, dimension.pk] == filters.state
            for dimension in dimensions
        )
    ]


def roles_beside(role: Role, dimension: Dimension, filters: Filters) -> list:
    """Return ``role`` and the others on its page of the matrix, with ``edited`` text.

    ``role`` is among them even where the filters leave it out: a text that was just
    written may have left the state that the filters ask for.
    """
    roles = with_edited_text(matching_roles(filters), dimension)
    if filters.state:
        keys = [role.pk for role in with_state(list(matching_roles(filters)), filters)]
        roles = roles.filter(pk__in=keys)
    start = (filters.page - 1) * ROLES_A_PAGE
    page = list(in_address_order(roles, filters)[start : start + ROLES_A_PAGE])
    if role not in page:
        itself = Role.objects.select_related("family").filter(pk=role.pk)
        page = [*with_edited_text(itself, dimension), *page]
    return page


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
