"""How a comparison is shown: what a visitor asks of it, all in the address."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.http import QueryDict

from careers.text.overlap.rows import Label, Overlap

from .selection import closest_slug


class Show(TextChoices):
    """Which rows are shown."""

    EVERYTHING = "", "Everything"
    DIFFERENCES = "differences", "Only differences"
    SIMILARITIES = "similarities", "Only what is shared"

    def keeps(self, row: Overlap) -> bool:
        """Whether ``row`` is shown; one that nobody answers is neither."""
        if self is Show.DIFFERENCES:
            return bool(row.answered) and row.label != Label.NEARLY_THE_SAME
        if self is Show.SIMILARITIES:
            return row.label in {Label.NEARLY_THE_SAME, Label.PARTLY_SHARED}
        return True


class Mark(TextChoices):
    """What is marked in the texts."""

    NOTHING = "", "Nothing"
    DIFFERENCES = "differences", "What is different"
    SIMILARITIES = "similarities", "What is shared"


class Sort(TextChoices):
    """The order of the rows."""

    EDITORS = "", "As written"
    DISTINCT = "distinct", "Most different first"


CHOICES = {"show": Show, "mark": Mark, "sort": Sort}


class Unknown(NamedTuple):
    """Something an address asks for that there is not."""

    option: str
    value: str


@dataclass(frozen=True)
class Options:
    """What is asked of a comparison; without any of it, everything as it is."""

    show: Show = Show.EVERYTHING
    mark: Mark = Mark.NOTHING
    sort: Sort = Sort.EDITORS
    dimension: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    baseline: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> tuple["Options", list[Unknown]]:
        """Return the options in ``query``, and what no option can be.

        Any slug is taken: ``within`` tells which of them there are.
        """
        unknown = []
        found: dict[str, Any] = {}
        for name, kind in CHOICES.items():
            for value in filter(None, query.getlist(name)):
                if value in kind.values:
                    found[name] = kind(value)
                else:
                    unknown.append(Unknown(name, value))
        for name in ("dimension", "column"):
            slugs = map(closest_slug, query.getlist(name))
            found[name] = tuple(dict.fromkeys(filter(None, slugs)))
        found["baseline"] = closest_slug(query.get("baseline", ""))
        return cls(**found), unknown

    def within(
        self, dimensions: Collection[str], roles: Collection[str]
    ) -> tuple["Options", list[Unknown]]:
        """Return the options that these slugs leave, and what names none of them.

        The dimensions come in the order given; all of them are as good as none. The
        columns keep the order they are asked for in; one alone compares nothing.
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

    def pairs(self, **changes: Any) -> list[tuple[str, str]]:
        """Return the options that differ from none, as a query has them.

        ``changes`` are made first. Always in the same order, so that what is the same
        has one address.
        """
        changed = replace(self, **changes)
        one = {name: getattr(changed, name) for name in [*CHOICES, "baseline"]}
        return [
            *((name, str(value)) for name, value in one.items() if value),
            *(("dimension", slug) for slug in changed.dimension),
            *(("column", slug) for slug in changed.column),
        ]
