"""What the matrix can be narrowed to, and what it is narrowed to now."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from careers.models import Role

from .filters import matrix_path
from .matrix import Matrix

MOST_OFFERED = 200  # roles to tick


class Option(NamedTuple):
    slug: str
    name: str
    is_chosen: bool


class Choice(NamedTuple):
    """A filter that is a list of boxes to tick; ``more`` are left out of it."""

    name: str
    label: str
    options: list[Option]
    more: int = 0

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.is_chosen]


class Chip(NamedTuple):
    """A filter in use, and the address without it."""

    name: str
    path: str


class FilterChoices:
    """The choices of a matrix. One query: all families and roles."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix, self.filters = matrix, matrix.filters
        roles = Role.objects.by_family().only("slug", "name", "family")
        self.roles = list(roles)

    @cached_property
    def choices(self) -> list[Choice]:
        families = {role.family.slug: role.family for role in self.roles if role.family}
        asked = self.filters.family
        fitting = [
            role
            for role in self.roles
            if role.slug in self.filters.role
            or not asked
            or (role.family and role.family.slug in asked)
        ]
        fitting.sort(key=lambda role: role.slug not in self.filters.role)
        more = max(len(fitting) - MOST_OFFERED, 0)
        return [
            self._choice("family", "Families", families.values()),
            self._choice("role", "Roles", fitting[:MOST_OFFERED], more),
            self._choice("dimension", "Dimensions", self.matrix.every_dimension),
        ]

    def _choice(self, name, label, objects, more=0):
        asked = getattr(self.filters, name)
        options = [Option(each.slug, each.name, each.slug in asked) for each in objects]
        return Choice(name, label, options, more)

    @property
    def chips(self) -> list[Chip]:
        return list(self._chips())

    def _chips(self) -> Iterator[Chip]:
        for choice in self.choices:
            asked = getattr(self.filters, choice.name)
            names = {option.slug: option.name for option in choice.options}
            for slug in asked:
                rest = tuple(each for each in asked if each != slug)
                path = matrix_path(self.filters, page=1, **{choice.name: rest})
                yield Chip(names.get(slug, f"{slug} (not here any more)"), path)
        if self.filters.state:
            path = matrix_path(self.filters, page=1, state=None)
            yield Chip(self.filters.state.label, path)
        if self.filters.words:
            path = matrix_path(self.filters, page=1, words="")
            yield Chip(f"“{self.filters.words}”", path)
