"""Showing, hiding and archiving from a list, which asks first."""

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from careers.editorial.workflow import PUBLISH, RefusedError, publishing, seen
from careers.models import Role, Status

ENDED_COMPARISONS = 10

CONFIRMED = "confirmed"
SEEN = "seen"

QUESTIONS = {
    Status.PUBLISHED: _("Publish"),
    Status.ARCHIVED: _("Archive"),
    Status.DRAFT: _("Back to draft"),
}


def status_action(status, for_one, for_many):
    @admin.action(
        permissions=["publish"],
        description=for_one,
        description_plural=for_many,
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def action(model_admin, request, queryset):
        return set_status(model_admin, request, list(queryset), status)

    return action


class StatusActionsMixin:
    publish = status_action(
        Status.PUBLISHED, _("Publish"), _("Publish the selected items")
    )
    archive = status_action(
        Status.ARCHIVED, _("Archive"), _("Archive the selected items")
    )
    back_to_draft = status_action(
        Status.DRAFT, _("Back to draft"), _("Turn the selected items into drafts")
    )

    def has_publish_permission(self, request):
        return request.user.has_perm(PUBLISH)


def set_status(model_admin, request, items, status):
    """Ask, or once the question is answered, change the statuses."""
    changed = [item for item in items if item.status != status]
    if not changed:
        messages.info(request, gettext("Nothing to change: they have this status."))
        return None
    mark = seen.mark_of(*sorted(changed, key=lambda item: item.pk))
    if CONFIRMED not in request.POST:
        return ask(model_admin, request, changed, status, mark)
    try:
        seen.refuse_unseen([(changed[0], request.POST.get(SEEN, "none"), mark)])
        publishing.change_status(items=changed, status=status, by=request.user)
    except RefusedError as refusal:
        error = str(refusal)
        return ask(model_admin, request, changed, status, mark, error=error, code=409)
    messages.success(request, changed_message(changed, status))
    return None


def changed_message(items, status):
    label = status.label.lower()
    message = ngettext(
        "“%(name)s” is now “%(status)s”.",
        "%(count)d items are now “%(status)s”.",
        len(items),
    )
    return message % {"count": len(items), "name": items[0], "status": label}


def ask(model_admin, request, items, status, mark, *, error="", code=200):
    is_hiding = not status.is_public and any(item.is_published for item in items)
    roles = [item for item in items if isinstance(item, Role)]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": QUESTIONS[status],
        "opts": model_admin.opts,
        "items": items,
        "status": status,
        "error": error,
        "is_hiding": is_hiding,
        "ended": ended_comparisons(roles) if is_hiding else 0,
        "compared_with": compared_with(roles) if is_hiding else [],
        "posted": carried_on(request, items, mark),
    }
    template = "editorial/admin/confirm_status.html"
    return TemplateResponse(request, template, context, status=code)


def carried_on(request, items, mark):
    """Return the (name, value) pairs that the answer has to send again."""
    names = [name for name in request.POST if name.endswith("action")]
    pairs = [(name, request.POST[name]) for name in names]
    pairs += [(ACTION_CHECKBOX_NAME, item.pk) for item in items]
    return [*pairs, ("index", "0"), (CONFIRMED, "yes"), (SEEN, mark)]


def ended_comparisons(roles):
    """Return how many comparisons of two end when ``roles`` are hidden."""
    hidden = sum(role.is_published for role in roles)
    public = Role.objects.published().count()
    rest = public - hidden
    return (public * (public - 1) - rest * (rest - 1)) // 2


def compared_with(roles):
    """Return ``[(role, other)]``: some public comparisons that end with ``roles``."""
    pairs = []
    for role in roles[:ENDED_COMPARISONS]:
        if role.is_published:
            others = Role.objects.published().filter(family=role.family_id)
            others = others.exclude(pk=role.pk).order_by("name")
            pairs += [(role, other) for other in others[:ENDED_COMPARISONS]]
    return pairs[:ENDED_COMPARISONS]
