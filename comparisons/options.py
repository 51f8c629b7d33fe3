"""How a comparison is shown: what a visitor asks for, all of it in the address."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from careers.text.overlap import Label, Overlap

from .selection import closest_slug


class Show(TextChoices):
    """Which rows are shown."""

    EVERYTHING = "", _("Everything")
    DIFFERENCES = "differences", _("Only differences")
    SIMILARITIES = "similarities", _("Only similarities")

    def keeps(self, row: Overlap) -> bool:
        if self is Show.DIFFERENCES:
            return bool(row.answered) and row.label != Label.NEARLY_THE_SAME
        if self is Show.SIMILARITIES:
            return row.label in {Label.NEARLY_THE_SAME, Label.PARTLY_SHARED}
        return True


class Mark(TextChoices):
    """What is marked in the texts."""

    LITTLE = "", _("What all share")
    DIFFERENCES = "differences", _("All differences")
    SIMILARITIES = "similarities", _("All similarities")
    NOTHING = "nothing", _("Nothing")


class Sort(TextChoices):
    """The order of the rows."""

    EDITORS = "", _("As written")
    DISTINCT = "distinct", _("Most different first")


CHOICES = {"show": Show, "mark": Mark, "sort": Sort}
ONE_VALUE = [*CHOICES, "baseline"]


class Unknown(NamedTuple):
    """A value in an address that the option does not have."""

    option: str
    value: str


@dataclass(frozen=True)
class Options:
    """What is asked of a comparison; by default everything, as it is."""

    show: Show = Show.EVERYTHING
    mark: Mark = Mark.LITTLE
    sort: Sort = Sort.EDITORS
    dimension: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    baseline: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> tuple["Options", list[Unknown]]:
        """Return the options in ``query``, and the values that no option has.

        Any slug passes: ``within`` knows which of them exist.
        """
        unknown = []
        options: dict[str, Any] = {}
        for name, kind in CHOICES.items():
            for value in filter(None, query.getlist(name)):
                if value in kind.values:
                    options[name] = kind(value)
                else:
                    unknown.append(Unknown(name, value))
        for name in ("dimension", "column"):
            slugs = map(closest_slug, query.getlist(name))
            options[name] = tuple(dict.fromkeys(filter(None, slugs)))
        if baseline := query.get("baseline"):
            options["baseline"] = closest_slug(baseline)
        return cls(**options), unknown

    def within(
        self, dimensions: Collection[str], roles: Collection[str]
    ) -> tuple["Options", list[Unknown]]:
        """Return the options without slugs that are not among these, and those slugs.

        The dimensions take the order of ``dimensions``; all of them are as good as
        none. The columns keep their order; one alone compares nothing.
        """
        unknown = [
            Unknown(name, slug)
            for name, slugs, known in (
                ("dimension", self.dimension, dimensions),
                ("column", self.column, roles),
            )
            for slug in slugs
            if slug not in known
        ]
        chosen = tuple(slug for slug in dimensions if slug in self.dimension)
        if len(chosen) == len(dimensions):
            chosen = ()
        columns = tuple(slug for slug in self.column if slug in roles)
        if len(columns) == 1:
            unknown.append(Unknown("columns", columns[0]))
            columns = ()
        baseline = self.baseline if self.baseline in roles else ""
        if baseline != self.baseline:
            unknown.append(Unknown("baseline", self.baseline))
        return replace(
            self, dimension=chosen, column=columns, baseline=baseline
        ), unknown

    def replaced(self, slug: str, other: str) -> "Options":
        """Return the options with a role in the place of another."""
        return replace(
            self,
            column=tuple(other if kept == slug else kept for kept in self.column),
            baseline=other if self.baseline == slug else self.baseline,
        )

    def pairs(self, **changes: Any) -> list[tuple[str, str]]:
        """Return the options that are not the default, as the pairs of a query.

        ``changes`` are made first. The order is always the same, so that one page has
        one address.
        """
        options = {**vars(self), **changes}
        return [
            *((name, str(options[name])) for name in ONE_VALUE if options[name]),
            *(("dimension", slug) for slug in options["dimension"]),
            *(("column", slug) for slug in options["column"]),
        ]
