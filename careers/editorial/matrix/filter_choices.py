"""The filters that the matrix offers, and those in use."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from careers.models import Dimension, Family, Role

from .filters import matrix_path
from .matrix import Matrix

MOST_OFFERED = 200  # roles to tick


class FilterOption(NamedTuple):
    slug: str
    name: str
    is_chosen: bool


class FilterMenu(NamedTuple):
    """A list of boxes to tick; ``omitted`` is how many it leaves out."""

    name: str
    label: str
    options: list[FilterOption]
    omitted: int = 0

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
    """The filters of one matrix. One query: all families and roles."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix, self.filters = matrix, matrix.filters
        self.roles = list(Role.objects.by_family().only("slug", "name", "family"))

    @cached_property
    def menus(self) -> list[FilterMenu]:
        families = {role.family.slug: role.family for role in self.roles if role.family}
        roles = self._roles_to_offer()
        return [
            self._menu("family", _("Families"), families.values()),
            self._menu("role", _("Roles"), roles[:MOST_OFFERED], len(roles)),
            self._menu("dimension", _("Dimensions"), self.matrix.every_dimension),
        ]

    def _roles_to_offer(self) -> list[Role]:
        """Return the roles of the families in use, after those already chosen."""
        families = self.filters.family
        chosen = [role for role in self.roles if role.slug in self.filters.role]
        others = [
            role
            for role in self.roles
            if role not in chosen
            and (not families or (role.family and role.family.slug in families))
        ]
        return [*chosen, *others]

    def _menu(
        self,
        name: str,
        label: str,
        objects: Iterable[Family | Role | Dimension],
        total: int | None = None,
    ) -> FilterMenu:
        slugs = getattr(self.filters, name)
        options = [
            FilterOption(item.slug, item.name, item.slug in slugs) for item in objects
        ]
        omitted = 0 if total is None else total - len(options)
        return FilterMenu(name, label, options, omitted)

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

    def _without(self, name: str, **changes: Any) -> ActiveFilter:
        return ActiveFilter(name, matrix_path(self.filters, page=1, **changes))
