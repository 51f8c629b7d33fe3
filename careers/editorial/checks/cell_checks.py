"""The checks of a cell, with what they compare its text with."""

from collections.abc import Sequence
from typing import NamedTuple

from careers.editorial.models import Draft
from careers.editorial.workflow.cells import EditorCell
from careers.models import Role, RoleDimensionEntry

from .text_checks import Check, checks


def same_texts(cells: Sequence[EditorCell]) -> dict[tuple[int, str], dict[int, str]]:
    """Return who says exactly the texts of ``cells``, in one query.

    By dimension and text, the names of roles by their keys; the cells' own among them.
    """
    texts = {cell.text for cell in cells if cell.text}
    wanted = {"dimension__in": {cell.dimension.pk for cell in cells}, "text__in": texts}
    columns = ("dimension_id", "text", "role_id", "role__name")
    live, drafts = (
        model.objects.filter(**wanted).order_by().values_list(*columns)
        for model in (RoleDimensionEntry, Draft)
    )
    found: dict[tuple[int, str], dict[int, str]] = {}
    for dimension, text, role, name in live.union(drafts) if texts else ():
        found.setdefault((dimension, text), {})[role] = name
    return found


class CheckContext(NamedTuple):
    """What checks compare a text with: who says the same, and how roles are called."""

    same: dict[tuple[int, str], dict[int, str]]
    names: list[tuple[str, str]]

    @classmethod
    def of(cls, cells: Sequence[EditorCell]) -> "CheckContext":
        """Look up, in two queries, what the checks of ``cells`` need."""
        names = Role.objects.order_by("name").values_list("name", "other_names")
        return cls(same_texts(cells), list(names))


def checks_of(cell: EditorCell, context: CheckContext | None = None) -> list[Check]:
    """Return what is to be said of a cell's text."""
    context = context or CheckContext.of([cell])
    others = context.same.get((cell.dimension.pk, cell.text), {})
    return checks(
        cell.text,
        guide=cell.dimension.length_guide,
        is_summary=cell.dimension.is_summary,
        is_live=bool(cell.live),
        same_as=sorted(name for key, name in others.items() if key != cell.role.pk),
        names=context.names,
    )
