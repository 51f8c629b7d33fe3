"""What the admin's buttons do: move, publish, and tell what a deletion takes."""

from django.contrib import messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.db.models.functions import Left
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from careers.editorial.models import Comment, Draft
from careers.editorial.workflow.publishing import change_status
from careers.models import Publication, Role, RoleDimensionEntry
from careers.phrases import counted, join_names

STEPS = {"up": -1, "down": 1}
BACK = {"up": "down", "down": "up"}
ACTION = f"{ActionLocation.CHANGE_FORM.value}-action"
SAVES = ["_save", "_continue", "_addanother"]

# A role of each status, and several.
STATES = {
    Role.Status.PUBLISHED: ("published", "published"),
    Role.Status.ARCHIVED: ("archived", "archived"),
    Role.Status.DRAFT: ("a draft", "drafts"),
}

# How many comparisons the page that asks before a deletion names.
EXAMPLES = 10


class OrderedChangeList(ChangeList):
    """A list whose objects know their place, whatever the list is sorted by."""

    def get_results(self, request):
        super().get_results(request)
        order = self.model.objects.order_by(*self.opts.ordering)
        places = {pk: n for n, pk in enumerate(order.values_list("pk", flat=True), 1)}
        self.result_list = list(self.result_list)
        for each in self.result_list:
            # 0 when somebody has deleted it since.
            each.place, each.places = places.get(each.pk, 0), len(places)
            each.list_query = request.GET.urlencode()


@require_POST
def move(request, object_id, *, model_admin):
    """Move one object a place up or down, and return to the list as it was."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    direction = request.POST.get("move")
    if direction not in STEPS:
        raise BadRequest("A move is up or down.")
    opts = model_admin.opts
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    url = f"{url}?{request.GET.urlencode()}" if request.GET else url
    moved = model_admin.get_object(request, unquote(object_id))
    if moved is None:
        message = f"That {opts.verbose_name} is not here any more. Somebody deleted it."
        messages.warning(request, message)
        return redirect(url)
    place = moved.move(STEPS[direction], by=request.user)
    model_admin.log_change(request, moved, f"Moved {direction}, to place {place}.")
    messages.success(request, f"{moved} now has place {place}.")
    # The browser puts the focus back on the button, ready to be pressed again. The
    # first has none that leads up, the last none that leads down.
    last = model_admin.model.objects.count()
    is_at_the_end = place == {"up": 1, "down": last}[direction]
    button = BACK[direction] if is_at_the_end else direction
    return redirect(f"{url}#move-{moved.pk}-{button}")


def set_status(request, roles, status):
    """Change the status of the ticked roles, and say what became of each."""
    roles = list(roles)
    visible = [role for role in roles if role.is_published]
    changed = change_status(roles=roles, status=status, by=request.user)
    if changed:
        told = f"{roles_are(changed, ('is', 'are'), status)} now."
        if visible and not status.is_public:
            told += " Comparisons with what was published answer “not found”."
        messages.success(request, told)
    if already := len(roles) - changed:
        told = f"{roles_are(already, ('was', 'were'), status)} already."
        messages.info(request, told)
    if status.is_public:
        warn_of_empty_roles(request, roles)


def roles_are(count, verbs, status):
    """ "1 role is a draft", "2 roles are drafts"."""
    several = count != 1
    return f"{counted(count, 'role')} {verbs[several]} {STATES[status][several]}"


def warn_of_empty_roles(request, roles):
    """Say which of these published roles have nothing to read."""
    described = RoleDimensionEntry.objects.filter(role__in=roles)
    described = set(described.values_list("role", flat=True))
    empty = [f"“{role}”" for role in roles if role.pk not in described]
    if empty:
        messages.warning(
            request,
            f"Nothing is written yet for {join_names(empty)}. "
            "Visitors read “Not described yet” in every row.",
        )


def tell_new_address(request, *slugs):
    old, new = (reverse("careers:role", args=[slug]) for slug in slugs)
    messages.success(request, f"Links to {old} now lead to {new}.")


@transaction.atomic
def save_and_act(request, *, has_edits, view):
    """Run the action of a change form, after saving what was typed there.

    Django runs it alone and drops the edits; and as the action's button is the
    form's first, a press on Enter in any field counts as running one.
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
    """Whether the request is a change form's, sent by the button of its actions."""
    posted = request.POST
    return ACTION in posted and not any(name in posted for name in SAVES)


def has_edits(model_admin, request, object_id):
    """Whether the posted change form differs from what is saved."""
    obj = model_admin.get_object(request, unquote(object_id))
    if obj is None or not model_admin.has_change_permission(request, obj):
        return False
    form = model_admin.get_form(request, obj, change=True)(request.POST, instance=obj)
    formsets, _ = model_admin._create_formsets(request, obj, change=True)
    return any(each.has_changed() for each in [form, *formsets])


def deletion(end, objs, *, other, quotes):
    """What Django's delete page is told: the texts and comments that go with objects.

    Its own answer asks the database for the names of each text's role and dimension.
    Each text is told by the name of its ``other`` end and, for those who may read
    what is not public (``quotes``), by its first words.
    """
    texts = []
    for model, remark in ((RoleDimensionEntry, ""), (Draft, " (draft)")):
        starts = (
            model.objects.filter(**{f"{end}__in": objs})
            .order_by("role__name", "dimension__position", "dimension__name")
            .annotate(start=Left("text", 240))
            .values_list(f"{other}__name", "start")
        )
        texts += [
            f"{name}{remark}: {Truncator(start).words(10)}"
            if quotes
            else f"{name}{remark}"
            for name, start in starts
        ]
    comments = Comment.objects.filter(**{f"{end}__in": objs}).count()
    return texts, {"texts": len(texts), "comments": comments}, set(), []


def is_to_change(role):
    """Whether a scheduled publication shows ``role`` to visitors, or hides it."""
    return Publication.objects.scheduled().filter(statuses__role=role).exists()


def compared_with(role):
    """Some roles whose comparisons with ``role`` end when it is deleted."""
    if not role.is_published:
        return []
    others = Role.objects.published().filter(family=role.family_id)
    return others.exclude(pk=role.pk).order_by("name")[:EXAMPLES]
