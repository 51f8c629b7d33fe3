"""Which roles and dimensions the matrix shows: all of it in the address."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from careers.editorial.workflow.cells import CellState
from careers.models import Dimension, Role
from careers.models.fields import is_slug

MAX_PAGE = 100_000
MAX_NAMED = 100  # roles, families or dimensions in one address; more are not looked for

# A query without anything in it would mean that none was asked for.
NOTHING_ASKED = "page=1"


class SlugsField(forms.Field):
    """Slugs, each once, in the order of the address; what can be none is left out."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        slugs = dict.fromkeys(each for each in value or () if is_slug(each))
        return tuple(slugs)[:MAX_NAMED]


@dataclass(frozen=True)
class Filters:
    """Which roles and dimensions the matrix is about. All of it is in the address."""

    family: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    dimension: tuple[str, ...] = ()
    state: CellState | None = None
    words: str = ""
    page: int = 1

    @cached_property
    def as_query(self) -> str:
        """The query of an address that asks for exactly this."""
        return self.query()

    @property
    def is_narrowed(self):
        return self != Filters(page=self.page)

    def query(self, **changes: Any) -> str:
        """Return the query of an address that asks for this, with ``changes``."""
        asked = replace(self, **changes)
        query = QueryDict(mutable=True)
        query.setlist("family", asked.family)
        query.setlist("role", asked.role)
        query.setlist("dimension", asked.dimension)
        query.setlist("state", [asked.state.value] if asked.state else [])
        query.setlist("q", [asked.words] if asked.words else [])
        query.setlist("page", [str(asked.page)] if asked.page > 1 else [])
        return query.urlencode() or NOTHING_ASKED


class MatrixForm(forms.Form):
    """The filters of an address. What cannot be is as good as not asked for."""

    family = SlugsField(required=False)
    role = SlugsField(required=False)
    dimension = SlugsField(required=False)
    state = forms.ChoiceField(choices=CellState.choices, required=False)
    q = forms.CharField(label="Words", max_length=100, required=False)
    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False)

    @property
    def filters(self) -> Filters:
        self.is_valid()
        asked = self.cleaned_data
        state = asked.get("state")
        return Filters(
            family=asked["family"],
            role=asked["role"],
            dimension=asked["dimension"],
            state=CellState(state) if state else None,
            words=asked.get("q", ""),
            page=asked.get("page") or 1,
        )


def matrix_path(filters: Filters | None = None, **changes: Any) -> str:
    query = (filters or Filters()).query(**changes)
    path = reverse("editorial:matrix")
    return path if query == Filters().query() else f"{path}?{query}"


def row_labels_path(roles: Iterable[Role]) -> str:
    """Where scripts ask what rows of ``roles`` are called; they add the dimensions."""
    query = Filters(role=tuple(role.slug for role in roles)).query()
    return f"{reverse('editorial:row_labels')}?{query}"


def text_path(
    role: Role, dimension: Dimension, filters: Filters | None = None, **changes: Any
) -> str:
    path = reverse("editorial:text", args=[role.slug, dimension.slug])
    if filters is None:
        return path
    return f"{path}?{filters.query(**changes) if changes else filters.as_query}"
