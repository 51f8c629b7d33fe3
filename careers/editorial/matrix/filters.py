"""Which roles and dimensions the matrix shows: all of it in the address."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from careers.editorial.workflow import CellState
from careers.models import Dimension, Role, is_slug

MAX_PAGE = 100_000
MAX_SLUGS = 100  # of roles, families or dimensions in one address; the rest is ignored

# An empty query would mean that the address asks for no matrix.
EMPTY_QUERY = "page=1"


class SlugsField(forms.Field):
    """Slugs, each once, in the order of the address; what can be none is left out."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        slugs = dict.fromkeys(slug for slug in value or () if is_slug(slug))
        return tuple(slugs)[:MAX_SLUGS]


@dataclass(frozen=True)
class Filters:
    family: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    dimension: tuple[str, ...] = ()
    state: CellState | None = None
    q: str = ""  # words in names or texts
    page: int = 1

    @cached_property
    def as_query(self) -> str:
        return self.query()

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
    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False)

    def clean_page(self):
        return self.cleaned_data["page"] or 1


def filters_of(query: QueryDict) -> Filters:
    """Return the filters in a query; what is invalid is ignored."""
    form = MatrixForm(query)
    form.is_valid()
    return Filters(**form.cleaned_data)


@cache
def matrix_address() -> str:
    return reverse("editorial:matrix")


def matrix_path(filters: Filters | None = None, **changes: Any) -> str:
    query = (filters or Filters()).query(**changes)
    path = matrix_address()
    return path if query == EMPTY_QUERY else f"{path}?{query}"


def row_labels_path(roles: Iterable[Role]) -> str:
    """Return where scripts ask for the labels of rows; they add the dimensions."""
    query = Filters(role=tuple(role.slug for role in roles)).query()
    return f"{reverse('editorial:row_labels')}?{query}"


def text_path(
    role: Role, dimension: Dimension, filters: Filters | None = None, **changes: Any
) -> str:
    path = reverse("editorial:text", args=[role.slug, dimension.slug])
    if filters is None:
        return path
    return f"{path}?{filters.query(**changes) if changes else filters.as_query}"
