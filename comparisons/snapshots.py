"""Roles as visitors read them on an earlier day, beside roles as they are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from careers.models import Role
from careers.role_history import PastText, RoleHistory

from .selection import DAY_MARK, Selection, split_day

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class RoleNotPublicError(Exception):
    """A role has no text to read on a day; ``why`` and ``advice`` are sentences."""

    def __init__(self, slug: str, why: str, advice: str) -> None:
        super().__init__(why)
        self.slug, self.why, self.advice = slug, why, advice


@dataclass(frozen=True, eq=False)
class RoleSnapshot:
    """A role as it was at the end of a day: a comparison's role like any other.

    Everything but its slug, name and texts (by dimension's key) is the role's today.
    """

    role: Role
    day: date
    texts: Mapping[int, PastText]

    @property
    def slug(self) -> str:
        return f"{self.role.slug}{DAY_MARK}{self.day.isoformat()}"

    @property
    def title(self) -> str:
        names = {"role": self.role.title, "day": date_format(self.day)}
        return _("%(role)s, %(day)s") % names

    @property
    def characters(self) -> int:
        return sum(len(text.text) for text in self.texts.values())

    def __getattr__(self, name: str) -> Any:
        return getattr(self.role, name)


ComparedRole = Role | RoleSnapshot


def selected_roles(
    selection: Selection, roles: Mapping[str, Role], today: date
) -> list[ComparedRole]:
    """Return what ``selection`` names, in its order; ``roles`` are by their slugs.

    Two queries more when it names days, however many. Raises RoleNotPublicError.
    """
    columns = [(roles[slug], day) for slug, day in map(split_day, selection.slugs)]
    dated = [
        (role, _parse_day(role, day, today)) for role, day in columns if day is not None
    ]
    if not dated:
        return [role for role, _day in columns]
    snapshots = _snapshots(dated)
    return [role if day is None else next(snapshots) for role, day in columns]


def _snapshots(dated: list[tuple[Role, date]]) -> Iterator[RoleSnapshot]:
    history = RoleHistory(role.pk for role, _day in dated)
    for role, day in dated:
        if not history.timelines[role.pk].is_public_on(day):
            names = {"role": role.title, "day": date_format(day)}
            raise RoleNotPublicError(
                role.slug,
                _("“%(role)s” wasn’t public on %(day)s") % names,
                _("Choose another day, or read the role as it is now."),
            )
    texts = history.texts_on((role.pk, day) for role, day in dated)
    return iter([RoleSnapshot(role, day, texts[role.pk, day]) for role, day in dated])


def _parse_day(role: Role, text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text if DAY.fullmatch(text) else "")
    except ValueError:
        printable = "".join(c if c.isprintable() else "\ufffd" for c in text[:20])
        why = _("“%(text)s” isn’t a date") % {"text": printable}
        advice = _("Enter the date as year-month-day, such as 2026-01-31.")
        raise RoleNotPublicError(role.slug, why, advice) from None
    if day >= today:
        why = _("%(day)s isn’t over yet") % {"day": date_format(day)}
        advice = _(
            "Choose an earlier day: a role is shown as it was at the end of a day."
        )
        raise RoleNotPublicError(role.slug, why, advice)
    return day
