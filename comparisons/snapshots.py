"""Roles as they were read on an earlier day, beside roles as they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from careers.models import Family, Role
from careers.role_history import PastText, RoleHistory

from .selection import Selection, parted

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class RoleNotPublicError(Exception):
    """There is nothing to read of a role on a day; ``why`` says it in words."""

    def __init__(self, slug: str, why: str, advice: str) -> None:
        super().__init__(why)
        self.slug, self.why, self.advice = slug, why, advice


@dataclass(frozen=True, eq=False)
class RoleSnapshot:
    """A role as it was read at the end of a day: a comparison's role like any other.

    It has today's name and today's page; ``texts`` are by the key of their dimension.
    """

    role: Role
    day: date
    texts: Mapping[int, PastText]

    @property
    def slug(self) -> str:
        return f"{self.role.slug}@{self.day.isoformat()}"

    @property
    def name(self) -> str:
        return f"{self.role.name}, {told(self.day)}"

    @property
    def family(self) -> Family | None:
        return self.role.family

    @property
    def family_id(self) -> int | None:
        return self.role.family_id

    @property
    def also_known_as(self) -> list[str]:
        return self.role.also_known_as

    def get_absolute_url(self) -> str:
        return self.role.get_absolute_url()


def told(day: date) -> str:
    return date_format(day, "j F Y")


def columns(
    selection: Selection, roles: Mapping[str, Role], today: date
) -> list[Role | RoleSnapshot]:
    """Return what ``selection`` names, in its order; ``roles`` are by their slugs.

    Two queries more when days are named, however many. Raises NotThen.
    """
    named = [(roles[slug], day) for slug, day in map(parted, selection.slugs)]
    asked = [(role, _day(role, day, today)) for role, day in named if day is not None]
    if not asked:
        return [role for role, _ in named]
    past = RoleHistory(role.pk for role, _ in asked)
    for role, day in asked:
        if not past.timelines[role.pk].is_public_on(day):
            why = f"“{role.name}” was not public on {told(day)}"
            raise RoleNotPublicError(
                role.slug, why, "Name another day, or read it as it is now."
            )
    then = past.on((role.pk, day) for role, day in asked)
    dated = iter(asked)
    return [
        role if day is None else _as_it_was(*next(dated), then) for role, day in named
    ]


def _as_it_was(role, day, then):
    return RoleSnapshot(role, day, then[role.pk, day])


def _day(role: Role, written: str, today: date) -> date:
    """Return the day that an address names: one that exists and is over."""
    try:
        day = date.fromisoformat(written if DAY.fullmatch(written) else "")
    except ValueError:
        seen = "".join(c if c.isprintable() else "\ufffd" for c in written[:20])
        why = f"“{seen}” is no day"
        advice = "Write a day as year, month and day: 2026-01-31."
        raise RoleNotPublicError(role.slug, why, advice) from None
    if day >= today:
        advice = "A role can be read as it was at the end of any day that is over."
        raise RoleNotPublicError(role.slug, f"{told(day)} is not over yet", advice)
    return day
