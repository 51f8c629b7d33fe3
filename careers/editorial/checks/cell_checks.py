"""The checks of a cell, with what they compare its text with."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import batched
from operator import or_
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from careers.editorial.workflow import Draft, EditorCell
from careers.models import Role, RoleDimensionEntry, Status
from careers.text import fold

from .text_checks import Check, checks

MOST_TEXTS = 500  # at once; SQLite nests no condition deeper than 1,000


class CheckContext(NamedTuple):
    """What checks compare texts with.

    ``same`` has the names of roles by their keys, by dimension and text; ``names``
    has (name, other names) of every role that has some, and the names that other names
    in the texts may be part of.
    """

    same: dict[tuple[int, str], dict[int, str]]
    names: list[tuple[str, str]]

    @classmethod
    def of(cls, cells: Sequence[EditorCell]) -> "CheckContext":
        """Look up, in two queries or three, what the checks of ``cells`` need."""
        texts = {(cell.dimension.pk, cell.text) for cell in cells}
        same: dict[tuple[int, str], dict[int, str]] = {}
        for wanted in batched(sorted(texts), MOST_TEXTS):
            for dimension, text, role, name in roles_with(wanted):
                same.setdefault((dimension, text), {})[role] = name
        # Without the deleted ones, SQLite would read the roles in an index's order.
        with_names = Role.everything.exclude(other_names="").order_by()
        rows = with_names.values_list("name", "other_names", "status")
        named = sorted(row[:2] for row in rows if row[2] != Status.DELETED)
        return cls(same, named + longer_names({text for _, text in texts}, named))


def roles_with(texts: Iterable[tuple[int, str]]) -> QuerySet:
    """Return (dimension, text, role, its name) of live texts and drafts like these."""
    # By an index: the database reads no text of another length. As one of two, as
    # SQLite would look for the length of the one text, which no index has.
    wanted = [
        Q(dimension=key, length=len(text), text__in=[text, ""]) for key, text in texts
    ]
    live, drafts = (
        model.objects.alias(length=Length("text"))
        .filter(reduce(or_, wanted))
        .order_by()
        .values_list("dimension_id", "text", "role_id", "role__name")
        for model in (RoleDimensionEntry, Draft)
    )
    return live.union(drafts)


def longer_names(
    texts: set[str], named: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the names that may have another name in ``texts`` as a part of them."""
    folded_texts = [f" {fold(text)} " for text in texts]
    parts = {
        folded
        for _name, others in named
        for folded in map(fold, others.split("\n"))
        if folded and any(f" {folded} " in text for text in folded_texts)
    }
    if not parts:
        return []
    has_part = reduce(or_, (Q(folded_names__contains=part) for part in parts))
    names = Role.objects.filter(has_part).values_list("name", flat=True)
    return [(name, "") for name in names]


def checks_of(cell: EditorCell, context: CheckContext | None = None) -> list[Check]:
    context = context or CheckContext.of([cell])
    roles = context.same.get((cell.dimension.pk, cell.text), {})
    return checks(
        cell.text,
        guide=cell.dimension.length_guide,
        is_summary=cell.dimension.is_summary,
        is_live=bool(cell.live),
        same_as=sorted(name for key, name in roles.items() if key != cell.role.pk),
        names=context.names,
    )
