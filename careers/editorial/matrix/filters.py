"""The filters of the matrix, all in its address, and the roles that they leave."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext_lazy, ngettext_lazy

from careers.editorial.workflow import CellState, Draft, EditorCell, with_cell_in
from careers.models import (
    MAX_SLUG,
    Dimension,
    Family,
    Role,
    RoleDimensionEntry,
    Term,
    is_slug,
)
from careers.models.term import replacements, wording_of
from careers.paths import path_to
from careers.search.excerpts import Marker
from careers.search.roles import MOST as MOST_FOUND
from careers.search.roles import Found, find, ranked
from careers.text import fold
from careers.text.overlap import Wording

MAX_PAGE = 100_000
MAX_SLUGS = 100  # of roles, families or dimensions in one address; the rest is ignored

# An empty query would mean that the address asks for no matrix.
EMPTY_QUERY = "page=1"

ROLES_A_PAGE = 20

# The scripts have the same words in _matrix_messages.html.
COUNTS = {
    CellState.MISSING: ngettext_lazy("%(count)d missing", "%(count)d missing", "count"),
    CellState.WRITING: ngettext_lazy("%(count)d draft", "%(count)d drafts", "count"),
    CellState.IN_REVIEW: ngettext_lazy(
        "%(count)d in review", "%(count)d in review", "count"
    ),
    CellState.APPROVED: ngettext_lazy(
        "%(count)d approved", "%(count)d approved", "count"
    ),
    CellState.SCHEDULED: ngettext_lazy(
        "%(count)d scheduled", "%(count)d scheduled", "count"
    ),
    CellState.LIVE: ngettext_lazy("%(count)d live", "%(count)d live", "count"),
}


class SlugField(forms.CharField):
    """A slug, or "" for none."""

    def __init__(self):
        super().__init__(required=False, max_length=MAX_SLUG)


class SlugsField(forms.Field):
    """Slugs, each once, in the order of the address; what can be none is left out."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        slugs = dict.fromkeys(slug for slug in value or () if is_slug(slug))
        return tuple(slugs)[:MAX_SLUGS]


@dataclass(frozen=True)
class StateCount:
    """How many cells have a state, and the matrix of these cells."""

    state: CellState
    number: int
    path: str

    def __str__(self) -> str:
        return COUNTS[self.state] % {"count": self.number}


@dataclass(frozen=True)
class Filters:
    family: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    dimension: tuple[str, ...] = ()
    state: CellState | None = None
    q: str = ""  # words in names or texts
    letter: str = ""  # that names start with
    page: int = 1

    @cached_property
    def as_query(self) -> str:
        return self.query()

    @cached_property
    def found(self) -> Found:
        """What the words find. A page asks for it more than once."""
        return find(narrowed_roles(self), self.q)

    @cached_property
    def keys_found(self) -> list[int]:
        """The roles that the words find, best first, those with drafts at the end."""
        drafts = Draft.objects.with_words(self.q)
        written = narrowed_roles(self).filter(pk__in=drafts.values("role"))
        written = written.exclude(pk__in=self.found.keys)[:MOST_FOUND]
        return [*self.found.keys, *written.values_list("pk", flat=True)]

    @cached_property
    def marker(self) -> Marker | None:
        """What marks the words in names and texts."""
        return Marker(self.q, self.found.query) if self.q else None

    @cached_property
    def wording(self) -> Wording:
        """How texts are compared; a search has read the terms already."""
        terms = self.found.query.terms if self.q else None
        if terms is None:
            return Term.objects.wording()
        return wording_of(replacements(terms))

    @property
    def is_narrowed(self) -> bool:
        return self != Filters(page=self.page)

    def query(self, **changes: Any) -> str:
        """Return the query of an address with these filters, after ``changes``."""
        filters = replace(self, **changes)
        slugs = ("family", "role", "dimension")
        pairs = [(name, slug) for name in slugs for slug in getattr(filters, name)]
        if filters.state:
            pairs.append(("state", filters.state.value))
        if filters.q:
            pairs.append(("q", filters.q))
        if filters.letter:
            pairs.append(("letter", filters.letter))
        if filters.page > 1:
            pairs.append(("page", str(filters.page)))
        return urlencode(pairs) or EMPTY_QUERY


class MatrixForm(forms.Form):
    """The filters in the query of an address."""

    family = SlugsField(required=False)
    role = SlugsField(required=False)
    dimension = SlugsField(required=False)
    state = forms.TypedChoiceField(
        choices=CellState.choices, coerce=CellState, empty_value=None, required=False
    )
    q = forms.CharField(label=gettext_lazy("Words"), max_length=100, required=False)
    letter = forms.CharField(max_length=1, required=False)
    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False)

    def clean_letter(self):
        return fold(self.cleaned_data["letter"])[:1]

    def clean_page(self):
        return self.cleaned_data["page"] or 1


def read_filters(query: QueryDict) -> Filters:
    """Return the filters in a query; what is invalid is ignored."""
    form = MatrixForm(query)
    form.is_valid()
    return Filters(**form.cleaned_data)


def filters_of(query: QueryDict) -> Filters:
    return with_present_roles(read_filters(query))


def with_present_roles(filters: Filters) -> Filters:
    """Return the filters with the present slugs of roles that had others.

    So a page that was open when the slug changed still means the same columns.
    """
    former = Role.objects.by_former_slug(filters.role) if filters.role else {}
    if not former:
        return filters
    slugs = [former[slug].slug if slug in former else slug for slug in filters.role]
    return replace(filters, role=tuple(dict.fromkeys(slugs)))


def matrix_path(filters: Filters | None = None, **changes: Any) -> str:
    query = (filters or Filters()).query(**changes)
    path = path_to("editorial:matrix")
    return path if query == EMPTY_QUERY else f"{path}?{query}"


def row_labels_path(roles: Iterable[Role]) -> str:
    """Return where scripts ask for the labels of rows; they add the dimensions."""
    query = Filters(role=tuple(role.slug for role in roles)).query()
    return f"{path_to('editorial:row_labels')}?{query}"


def text_path(
    role: Role, dimension: Dimension, filters: Filters | None = None, **changes: Any
) -> str:
    path = path_to("editorial:text", role.slug, dimension.slug)
    if filters is None:
        return path
    return f"{path}?{filters.query(**changes) if changes else filters.as_query}"


def narrowed_roles(filters: Filters) -> QuerySet[Role]:
    """Return the roles that all filters but the words, state and page leave.

    Archived roles are left out unless they are named.
    """
    roles = Role.objects.by_family().defer("other_names", "folded_names")
    if filters.role:
        roles = roles.filter(slug__in=filters.role)
    else:
        roles = roles.not_archived()
    if filters.family:
        families = Family.objects.filter(slug__in=filters.family)
        roles = roles.filter(family__in=families.values("pk"))
    return roles.starting_with(filters.letter) if filters.letter else roles


def matching_roles(filters: Filters) -> QuerySet[Role]:
    """Return the roles that all filters but the state and page leave.

    Those that words find come in the order of the search.
    """
    roles = narrowed_roles(filters)
    return ranked(roles, filters.keys_found) if filters.q else roles


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
    roles: QuerySet[Role],
    filters: Filters,
    dimensions: Iterable[Dimension] | None = None,
) -> QuerySet[Role]:
    """Return those of ``roles`` with a cell of the state in the filters, if any."""
    if not filters.state:
        return roles
    if dimensions is None:
        dimensions = Dimension.objects.not_archived()
    shown = matching_dimensions(filters, dimensions)
    are_all = not filters.dimension
    return with_cell_in(filters.state, roles, shown, are_all=are_all)


def roles_beside(cell: EditorCell, filters: Filters) -> list:
    """Return the role of ``cell`` and those on its page of the matrix, with ``edited``.

    That is their text on its dimension. Its role is among them even where the filters
    leave it out: a text that was just written may have left the state they ask for.
    """
    roles = with_state(matching_roles(filters), filters)
    roles = with_edited_text(roles, cell.dimension)
    start = (filters.page - 1) * ROLES_A_PAGE
    page: list[Any] = [*in_address_order(roles, filters)[start : start + ROLES_A_PAGE]]
    if cell.role not in page:
        page.insert(0, cell.role)
        page[0].edited = cell.text
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
