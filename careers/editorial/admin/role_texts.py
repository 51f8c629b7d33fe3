"""The texts of a role on its own page of the admin, and the way to write them."""

from dataclasses import dataclass

from django.contrib import messages
from django.utils.html import format_html

from careers.editorial.matrix.filters import matrix_path
from careers.editorial.workflow.cells import EditorCell, cells
from careers.models import Dimension, Role
from careers.text.words import count_words


@dataclass(frozen=True)
class Text:
    """One line of a role's table of texts."""

    cell: EditorCell

    @property
    def words(self):
        return count_words(self.cell.text)

    @property
    def changed_at(self):
        """When the draft was last written, or without one the live text; or None."""
        if self.cell.draft:
            return self.cell.draft.written_at
        return self.cell.entry.updated_at if self.cell.entry else None


def texts_of(role):
    """Return the context of the table of a role's texts, one line a dimension."""
    found = cells([role], Dimension.objects.all())
    return {
        "texts": [Text(cell) for cell in found.values()],
        "side_by_side": side_by_side(role),
    }


def side_by_side(role):
    """The address of the matrix of ``role`` and the roles that are most like it."""
    return matrix_path(role=tuple(each.slug for each in [role, *nearest(role)]))


def nearest(role, count=2):
    """Return up to ``count`` roles of the same family, the likest by name first.

    Where names tell nothing, those of which most is written.
    """
    if role.family_id is None:
        return []
    family = Role.objects.not_archived().filter(family=role.family_id)
    family = family.exclude(pk=role.pk).with_completeness()
    own = set(role.folded_names.split())

    def distance(other):
        shared = own & set(other.folded_names.split())
        return -len(shared), -other.described, other.name

    return sorted(family, key=distance)[:count]


def lead_to_texts(request, role):
    """Say of a new role where its texts are written."""
    messages.info(
        request,
        format_html(
            '{} is a draft: visitors do not see it. <a href="{}">{}</a>',
            role,
            side_by_side(role),
            "Write its texts side by side",
        ),
    )
