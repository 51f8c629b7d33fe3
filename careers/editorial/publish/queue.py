from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from careers.editorial.workflow import LIVE_TEXT_CHANGED, RefusedError
from careers.models import Dimension, Role
from careers.site_time import format_datetime

ORDER = ["role__name", "dimension__position", "dimension__name"]

ARCHIVED_ROLE = gettext_lazy(
    "This role is archived, and texts of archived roles aren’t published. "
    "Make the role a draft on its own page first."
)


def publish_blocker(draft, cell):
    if cell.scheduled:
        moment = format_datetime(cell.scheduled.publication.due_at)
        return _("Scheduled for %(moment)s.") % {"moment": moment}
    if cell.is_overtaken:
        return LIVE_TEXT_CHANGED
    return ARCHIVED_ROLE if draft.role.is_archived else ""


@dataclass(frozen=True)
class HiddenRole:
    """A role that visitors can't see yet, offered with its texts."""

    role: Role
    is_ticked: bool
    ready: int  # texts live already
    missing: int  # dimensions without a text, even once its drafts are published

    @property
    def notes(self):
        notes = []
        if self.ready:
            note = ngettext(
                "%(count)d more text is ready",
                "%(count)d more texts are ready",
                self.ready,
            )
            notes.append(note % {"count": self.ready})
        if self.missing > 0:
            note = ngettext(
                "%(count)d text will read “Not described yet”",
                "%(count)d texts will read “Not described yet”",
                self.missing,
            )
            notes.append(note % {"count": self.missing})
        return notes


def hidden_roles(items, form):
    keys = {item.draft.role_id for item in items if not item.blocker}
    roles = Role.objects.filter(pk__in=keys, status=Role.Status.DRAFT)
    roles = list(roles.with_completeness().order_by("name"))
    dimensions = Dimension.objects.count() if roles else 0
    new = Counter(item.draft.role_id for item in items if not item.cell.live)
    return [
        HiddenRole(
            role=role,
            is_ticked=not form.is_bound or role.slug in form.data.getlist("show"),
            ready=role.described,
            missing=dimensions - role.described - new[role.pk],
        )
        for role in roles
    ]


def roles_to_show(slugs):
    roles = Role.objects.in_order(slugs)
    if len(roles) < len(slugs):
        raise RefusedError(
            _(
                "A role that you selected has a new address or no longer exists. Check "
                "your selection."
            )
        )
    return roles


def selection_summary(items, shown_roles):
    """Say what is ticked: "3 texts for 2 roles; 1 role becomes visible."."""
    count, roles = len(items), len({item.draft.role_id for item in items})
    selection = ngettext("%(count)d text", "%(count)d texts", count) % {"count": count}
    if roles:
        of_roles = ngettext("%(count)d role", "%(count)d roles", roles)
        names = {"texts": selection, "roles": of_roles % {"count": roles}}
        selection = _("%(texts)s for %(roles)s") % names
    if not shown_roles:
        return _("%(selection)s.") % {"selection": selection}
    visible = ngettext(
        "%(count)d role becomes visible", "%(count)d roles become visible", shown_roles
    )
    names = {"selection": selection, "visible": visible % {"count": shown_roles}}
    return _("%(selection)s; %(visible)s.") % names
