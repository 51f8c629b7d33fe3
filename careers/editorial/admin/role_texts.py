"""A role's texts on its own page in the admin."""

from django.contrib import messages
from django.utils.html import format_html
from django.utils.translation import gettext as _

from careers.editorial.matrix import matrix_path
from careers.editorial.workflow import load_cells


def texts_context(role):
    return {
        "texts": [text_row(cell) for cell in load_cells([role]).values()],
        "side_by_side": side_by_side_path(role),
    }


def text_row(cell):
    written = cell.draft.written_at if cell.draft else None
    words = _("%(words)d of %(guide)d")
    return {
        "cell": cell,
        "words": words
        % {"words": cell.word_count, "guide": cell.dimension.length_guide},
        "changed_at": written or (cell.entry and cell.entry.updated_at),
    }


def side_by_side_path(role):
    """Return the address of the matrix of ``role`` and the roles most like it."""
    roles = [role, *role.similar()]
    return matrix_path(role=tuple(role.slug for role in roles))


def link_to_texts(request, role):
    message = _(
        "{role} is a draft, so visitors can’t see it. "
        '<a href="{address}">Write its texts side by side</a>'
    )
    messages.info(
        request, format_html(message, role=role, address=side_by_side_path(role))
    )
