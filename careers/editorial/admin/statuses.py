"""Showing, hiding and archiving from a list or a form, which asks first."""

from collections import Counter
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from careers.editorial.kept_forms import answers_a_save
from careers.editorial.workflow import (
    PUBLISH,
    EditConflictError,
    RefusedError,
    publishing,
    seen,
)
from careers.models import Dimension, Role, RoleDimensionEntry, Status

ENDED_COMPARISONS = 10
MOST_AT_ONCE = 1_000  # items of one publication, which are locked until it is made
MOST_NAMED = 100  # items that the question lists

ACTION = f"{ActionLocation.CHANGE_FORM.value}-action"
SAVE_BUTTONS = ["_save", "_continue", "_addanother", "_saveasnew"]

CONFIRMED = "confirmed"
SEEN = "seen"
ALL = "select_across"  # Django's name

OTHERS_SELECTED = _(
    "What the list has, or a name, address or family in it, changed after you opened "
    "this page. Check it again."
)

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
        items = list(queryset[: MOST_AT_ONCE + 1])
        if len(items) > MOST_AT_ONCE:
            message = gettext("Select at most %(count)d items. Filter the list first.")
            messages.warning(request, message % {"count": MOST_AT_ONCE})
            return None
        return set_status(model_admin, request, items, status)

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

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return (
            fieldsets if obj else [without_status(*fieldset) for fieldset in fieldsets]
        )

    def has_publish_permission(self, request):
        return request.user.has_perm(PUBLISH)

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        view = partial(super().changeform_view, request, object_id, *args, **kwargs)
        is_answer = CONFIRMED in request.POST
        if not object_id or is_answer or not runs_action(request):
            return view()
        edits = partial(has_edits, self, request, object_id)
        return save_and_act(request, has_edits=edits, view=view)


def without_status(name, options):
    """What is new gets its status when it is saved: nothing is public before."""
    fields = [field for field in options["fields"] if field != "status"]
    return name, {**options, "fields": fields}


def set_status(model_admin, request, items, status):
    """Ask, or once the question is answered, change the statuses."""
    changed = [item for item in items if item.status != status]
    if not changed:
        messages.info(request, gettext("Nothing to change: they have this status."))
        return None
    mark = seen.mark_of(*sorted(changed, key=lambda item: item.pk))
    if CONFIRMED not in request.POST:
        try:
            refuse_impossible(changed, status)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return None
        return ask(model_admin, request, changed, status, mark)
    try:
        if selects_all(request) and request.POST.get(SEEN) != mark:
            raise EditConflictError(OTHERS_SELECTED, [])
        seen.refuse_unseen([(changed[0], request.POST.get(SEEN, "none"), mark)])
        publishing.change_status(items=changed, status=status, by=request.user)
    except RefusedError as refusal:
        error = str(refusal)
        return ask(model_admin, request, changed, status, mark, error=error, code=409)
    messages.success(request, changed_message(changed, status))
    return None


def refuse_impossible(items, status):
    """Refuse before the question what no answer could do."""
    if status.is_public:
        publishing.refuse_new(items)


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
        "named": items[:MOST_NAMED],
        "unnamed": len(items[MOST_NAMED:]),
        "status": status,
        "error": error,
        "is_hiding": is_hiding,
        "ended": ended_comparisons(roles) if is_hiding else 0,
        "compared_with": compared_with(roles) if is_hiding else [],
        "notes": notes_on_dimensions(items, status),
        "posted": carried_on(request, items, mark),
    }
    template = "editorial/admin/confirm_status.html"
    return TemplateResponse(request, template, context, status=code)


def carried_on(request, items, mark):
    """Return the (name, value) pairs that the answer has to send again."""
    names = ["action", ACTION]
    pairs = [(name, request.POST[name]) for name in names if name in request.POST]
    if selects_all(request):
        # Not each: a form has a limited number of fields. The mark stands for them,
        # and Django wants one.
        pairs.append((ALL, "1"))
        items = items[:1]
    pairs += [(ACTION_CHECKBOX_NAME, item.pk) for item in items]
    return [*pairs, ("index", "0"), (CONFIRMED, "yes"), (SEEN, mark)]


def notes_on_dimensions(items, status):
    """Return what public roles gain or lose, a sentence a dimension."""
    dimensions = [item for item in items if isinstance(item, Dimension)]
    roles = Role.objects.published()
    entries = RoleDimensionEntry.objects.filter(
        dimension__in=dimensions, role__in=roles
    )
    written = Counter(entries.values_list("dimension", flat=True))
    count = roles.count() if dimensions else 0
    notes = []
    for dimension in dimensions:
        texts = written[dimension.pk]
        if status.is_public and texts < count:
            note = ngettext(
                "%(texts)d of %(roles)d public roles has a text for “%(name)s”. The "
                "others will read “Not described yet”.",
                "%(texts)d of %(roles)d public roles have a text for “%(name)s”. The "
                "others will read “Not described yet”.",
                texts,
            )
        elif dimension.is_published and texts:
            note = ngettext(
                "%(texts)d public role loses its text for “%(name)s”.",
                "%(texts)d public roles lose their text for “%(name)s”.",
                texts,
            )
        else:
            continue
        notes.append(note % {"texts": texts, "roles": count, "name": dimension})
    return notes


def selects_all(request):
    """Whether all that the list has are selected, on its other pages too."""
    return request.POST.get(ALL) == "1"


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
        return answers_a_save(view())
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
