"""Publishing, archiving and hiding roles from their list or from a role's page."""

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from careers.editorial.workflow import change_status, quote_names
from careers.models import Role, RoleDimensionEntry

ACTION = f"{ActionLocation.CHANGE_FORM.value}-action"
SAVE_BUTTONS = ["_save", "_continue", "_addanother"]

CHANGED = {
    Role.Status.PUBLISHED: ngettext_lazy(
        "%(count)d role is now published.",
        "%(count)d roles are now published.",
        "count",
    ),
    Role.Status.ARCHIVED: ngettext_lazy(
        "%(count)d role is now archived.", "%(count)d roles are now archived.", "count"
    ),
    Role.Status.DRAFT: ngettext_lazy(
        "%(count)d role is now a draft.", "%(count)d roles are now drafts.", "count"
    ),
}
UNCHANGED = {
    Role.Status.PUBLISHED: ngettext_lazy(
        "%(count)d role was already published.",
        "%(count)d roles were already published.",
        "count",
    ),
    Role.Status.ARCHIVED: ngettext_lazy(
        "%(count)d role was already archived.",
        "%(count)d roles were already archived.",
        "count",
    ),
    Role.Status.DRAFT: ngettext_lazy(
        "%(count)d role was already a draft.",
        "%(count)d roles were already drafts.",
        "count",
    ),
}


def status_action(status, for_one, for_many):
    @admin.action(
        permissions=["publish"],
        description=for_one,
        description_plural=for_many,
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def action(model_admin, request, queryset):
        set_status(request, list(queryset), status)

    return action


def set_status(request, roles, status):
    were_public = any(role.is_published for role in roles)
    changed = change_status(roles=roles, status=status, by=request.user)
    if changed:
        messages.success(request, CHANGED[status] % {"count": changed})
        if were_public and not status.is_public:
            warning = _("Comparisons that include these roles now show “not found”.")
            messages.warning(request, warning)
    if unchanged := len(roles) - changed:
        messages.info(request, UNCHANGED[status] % {"count": unchanged})
    if status.is_public:
        warn_of_empty_roles(request, roles)


def warn_of_empty_roles(request, roles):
    entries = RoleDimensionEntry.objects.filter(role__in=roles)
    described = set(entries.values_list("role", flat=True))
    empty = [role for role in roles if role.pk not in described]
    if empty:
        warning = _(
            "No texts have been written for %(names)s yet. Visitors read “Not "
            "described yet” in every row."
        )
        messages.warning(request, warning % {"names": quote_names(empty)})


@transaction.atomic
def save_and_act(request, *, has_edits, view):
    """Save the edits of a change form, then run its action.

    Django runs the action alone and drops the edits. The action's button is the first
    of the form, so Enter in any field presses it.
    """
    posted = request.POST
    if has_edits():
        request.POST = posted.copy()
        request.POST.pop(ACTION)
        request.POST["_continue"] = "1"
        saved = view()
        request.POST = posted
        if saved.status_code != 302 or not posted[ACTION]:
            return saved
    return view()


def runs_action(request):
    """Whether the button of the actions sent this change form."""
    posted = request.POST
    return ACTION in posted and not any(name in posted for name in SAVE_BUTTONS)


def has_edits(model_admin, request, object_id):
    obj = model_admin.get_object(request, unquote(object_id))
    if obj is None or not model_admin.has_change_permission(request, obj):
        return False
    form = model_admin.get_form(request, obj, change=True)(request.POST, instance=obj)
    formsets, _inlines = model_admin._create_formsets(request, obj, change=True)
    return any(part.has_changed() for part in [form, *formsets])
