"""The checks of a cell, with what they compare its text with."""

from collections.abc import Sequence
from typing import NamedTuple

from careers.editorial.workflow import Draft, EditorCell
from careers.models import Role, RoleDimensionEntry

from .text_checks import Check, checks


class CheckContext(NamedTuple):
    """What checks compare texts with.

    ``same`` has the names of roles by their keys, by dimension and text; ``names``
    has (name, other names) of every role.
    """

    same: dict[tuple[int, str], dict[int, str]]
    names: list[tuple[str, str]]

    @classmethod
    def of(cls, cells: Sequence[EditorCell]) -> "CheckContext":
        """Look up, in two queries, what the checks of ``cells`` need."""
        wanted = {
            "dimension__in": {cell.dimension.pk for cell in cells},
            "text__in": {cell.text for cell in cells} - {""},
        }
        live, drafts = (
            model.objects.filter(**wanted)
            .order_by()
            .values_list("dimension_id", "text", "role_id", "role__name")
            for model in (RoleDimensionEntry, Draft)
        )
        same: dict[tuple[int, str], dict[int, str]] = {}
        for dimension, text, role, name in live.union(drafts):
            same.setdefault((dimension, text), {})[role] = name
        names = Role.objects.order_by("name").values_list("name", "other_names")
        return cls(same, list(names))


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
