"""What one publication changes, as its page shows it."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from careers.editorial.workflow import EditorCell, display_name, load_cells
from careers.models import Role, TextChange
from careers.site_time import format_datetime

TEXTS_PER_PAGE = 50


@dataclass(frozen=True)
class ChangeItem:
    """A change of a text, or its reverse on the page that asks before undoing."""

    change: TextChange
    cell: EditorCell | None  # None when the role or the dimension is deleted
    is_published: bool
    is_reverse: bool

    def __str__(self):
        return str(self.change)

    @property
    def before(self):
        return self.change.after if self.is_reverse else self.change.before

    @property
    def after(self):
        return self.change.before if self.is_reverse else self.change.after

    @property
    def credits(self):
        change = self.change
        names = {"writer": display_name(change.written_by)}
        if change.approved_by:
            names["approver"] = display_name(change.approved_by)
            names["moment"] = format_datetime(change.approved_at)
            message = _("Written by %(writer)s, approved by %(approver)s on %(moment)s")
        elif change.after:
            message = _("Restored by %(writer)s")
        else:
            message = _("Removed by %(writer)s")
        return message % names

    @property
    def effect(self):
        if not self.change.before:
            return _("removes the text") if self.is_reverse else _("a new text")
        if not self.change.after:
            return _("restores the text") if self.is_reverse else _("removes the text")
        return ""

    @property
    def warning(self):
        if not self.is_published:
            return ""
        if self.cell is None:
            return _("The role or the dimension has since been deleted.")
        if self.cell.live == self.change.after:
            return ""
        if self.is_reverse:
            return _(
                "The live text has since changed, so this publication can’t be undone. "
                "Open the text and edit it instead."
            )
        return _("The live text has since changed.")


def publication_changes(publication, page_number, *, is_reverse):
    texts = publication.texts.select_related(
        "role", "dimension", "written_by", "approved_by"
    )
    page = Paginator(texts, TEXTS_PER_PAGE).get_page(page_number)
    statuses = list(publication.statuses.select_related("role"))
    roles = {change.role for change in [*page, *statuses] if change.role}
    return {
        "page": page,
        "changes": change_items(publication, page, is_reverse=is_reverse),
        "statuses": statuses,
        **roles_by_visibility(publication, roles, statuses),
    }


def change_items(publication, changes, *, is_reverse):
    complete = [change for change in changes if change.role and change.dimension]
    present = load_cells(
        {change.role for change in complete}, {change.dimension for change in complete}
    )
    return [
        ChangeItem(
            change=change,
            cell=present.get((change.role_id, change.dimension_id)),
            is_published=publication.is_published,
            is_reverse=is_reverse,
        )
        for change in changes
    ]


def roles_by_visibility(publication, roles, statuses):
    roles = sorted(roles, key=lambda role: role.name)
    shown_keys = {
        status.role_id for status in statuses if Role.Status(status.after).is_public
    }
    coming_keys = shown_keys if publication.is_scheduled else set()
    hidden = [role for role in roles if not role.is_published]
    return {
        "visible": [role for role in roles if role.is_published],
        "coming": [role for role in hidden if role.pk in coming_keys],
        "hidden": [role for role in hidden if role.pk not in coming_keys],
    }
