"""The pages on which approved texts are published, and publications are kept."""

from collections import Counter

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from careers.editorial.models import Draft
from careers.editorial.review import queue
from careers.editorial.workflow import publishing
from careers.editorial.workflow.cells import cells
from careers.editorial.workflow.errors import RefusedError
from careers.editorial.workflow.permissions import PUBLISH, READ_PUBLICATIONS, require
from careers.models import Dimension, Publication, Role
from careers.phrases import counted, join_names
from careers.site_time import format_datetime

from .forms import PublishForm, UndoForm

PAGE = 50  # publications, or texts of one
MOST_NAMED = 5  # texts in a message


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PUBLISH, raise_exception=True)
def publish(request):
    """Choose approved texts, and make them public now or at a time."""
    if request.method != "POST":
        return _choice(request, PublishForm(initial={"when": "now"}))
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _choice(request, form, status=400)
    if not form.is_counted:
        return _choice(request, form)
    try:
        publication = _publish(form.cleaned_data, by=request.user)
    except RefusedError as refusal:
        form.refuse(refusal)
        return _choice(request, form, status=409)
    messages.success(request, _done(publication))
    return redirect("editorial:publication", publication.pk)


def _publish(data, *, by):
    roles = Role.objects.in_order(data["show"])
    if len(roles) < len(data["show"]):
        raise RefusedError(
            "A role that you ticked has another address now, or is gone. Look at it "
            "again."
        )
    return publishing.publish(
        versions=data["version"],
        roles=roles,
        why=data["why"],
        by=by,
        due_at=data["due_at"],
    )


def _done(publication):
    hidden = publication.texts.of_hidden_roles().count()
    count = publication.texts.count() - hidden
    what = counted(count, "text") if count else "The change"
    if publication.is_scheduled:
        when = f"will be public on {format_datetime(publication.due_at)}"
    else:
        when = f"{'are' if count > 1 else 'is'} public now"
    if not hidden:
        return f"{what} {when}."
    rest = f"{counted(hidden, 'text')} {'wait' if hidden > 1 else 'waits'} until"
    rest += " visitors are shown the role."
    return f"{what} {when}. {rest}" if count else rest


def _choice(request, form, *, status=200):
    shown = queue.shown(request, form, Draft.State.APPROVED)
    context = {
        **shown,
        **_offered(shown["role"], request.GET.get("page"), form),
        "title": "Publish",
        "now": timezone.now(),
        "time_zone": settings.TIME_ZONE,
    }
    template = "editorial/publish/publish.html"
    return TemplateResponse(request, template, context, status=status)


def _offered(role, number, form):
    """What a page of the choice shows: drafts, hidden roles, and what is ticked."""
    drafts = (role.drafts if role else Draft.objects).in_state(Draft.State.APPROVED)
    drafts = drafts.order_by("role__name", "dimension__position", "dimension__name")
    page = queue.page_of(drafts, number)
    items = queue.to_publish(page.object_list)
    queue.tick(items, form, every=True)
    hidden = _hidden_roles(items, form)
    ticked = [each for each in items if each.is_ticked]
    return {
        "page": page,
        "groups": queue.by_role(items),
        "has_choice": any(not each.blocker for each in items),
        "hidden_roles": hidden,
        "ticked": ticked,
        "ticked_roles": len({each.draft.role_id for each in ticked}),
        "shown": [each for each in hidden if each.is_ticked],
    }


def _hidden_roles(items, form):
    """The drafts among the roles whose texts can be published; ticked to be shown."""
    keys = {each.draft.role_id for each in items if not each.blocker}
    roles = Role.objects.filter(pk__in=keys, status=Role.Status.DRAFT)
    roles = list(roles.with_completeness().order_by("name"))
    every = Dimension.objects.count() if roles else 0
    new = Counter(each.draft.role_id for each in items if not each.cell.live)
    for role in roles:
        role.is_ticked = not form.is_bound or role.slug in form.data.getlist("show")
        role.missing = every - role.described - new[role.pk]
    return roles


@require_safe
@permission_required(READ_PUBLICATIONS, raise_exception=True)
def publications(request):
    """What was published, by whom and why; first what is still to come."""
    state = request.GET.get("state", "")
    state = state if state in Publication.State.values else ""
    found = Publication.objects.with_counts()
    to_come = found.scheduled()
    past = found.exclude(state=Publication.State.SCHEDULED)
    past = past.filter(state=state) if state else past
    page = Paginator(past, PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": "Publications",
        "to_come": to_come[:PAGE] if state in {"", "scheduled"} else [],
        "page": page,
        "state": state,
        "states": Publication.State.choices,
    }
    return TemplateResponse(request, "editorial/publish/publications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(READ_PUBLICATIONS, raise_exception=True)
def publication(request, pk):
    """One publication: what it changed; undo it, or cancel it."""
    found = get_object_or_404(
        Publication.objects.select_related(
            "made_by", "cancelled_by", "undoes", "undoing"
        ),
        pk=pk,
    )
    if request.method != "POST":
        is_asked = "undo" in request.GET and found.can_be_undone
        is_asked = is_asked and request.user.has_perm(PUBLISH)
        return _shown(request, found, UndoForm() if is_asked else None)
    require(request, PUBLISH)
    act = {"cancel": _cancel, "undo": _undo}.get(request.POST.get("act"))
    if act is None:
        raise BadRequest("Choose what to do with this publication.")
    return act(request, found)


def _cancel(request, found):
    try:
        publishing.cancel(publication=found, by=request.user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _cancelled(found))
    return redirect("editorial:publication", found.pk)


def _cancelled(publication):
    """Say what became of the texts of a publication that was cancelled."""
    texts = list(publication.texts.all())
    approved = set(
        Draft.objects.filter(
            state=Draft.State.APPROVED, role__in={each.role_id for each in texts}
        ).values_list("role", "dimension", "text")
    )
    changed = [
        f"“{each}”"
        for each in texts
        if (each.role_id, each.dimension_id, each.after) not in approved
    ]
    told = "Cancelled."
    if count := len(texts) - len(changed):
        told += (
            f" {counted(count, 'text')} {'stay' if count > 1 else 'stays'} approved."
        )
    if changed:
        names = join_names(changed, limit=MOST_NAMED)
        told += f" Changed since, and not approved: {names}."
    return told


def _undo(request, found):
    form = UndoForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, status=400)
    try:
        reverse_one = publishing.undo(
            publication=found, by=request.user, why=form.cleaned_data["why"]
        )
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, found, form, status=409)
    messages.success(request, "Undone: visitors read what they read before.")
    return redirect("editorial:publication", reverse_one.pk)


def _shown(request, found, undo_form, *, status=200):
    """The page of a publication; with a form, what undoing it would change."""
    context = {
        **admin.site.each_context(request),
        **_changes_of(found, request.GET.get("page")),
        "title": f"Undo “{found}”?" if undo_form else str(found),
        "publication": found,
        "form": undo_form,
        "may_publish": request.user.has_perm(PUBLISH),
    }
    template = "editorial/publish/publication.html"
    return TemplateResponse(request, template, context, status=status)


def _changes_of(found, number):
    """A page of what a publication changed, and where visitors read it."""
    texts = found.texts.select_related("role", "dimension", "written_by", "approved_by")
    page = Paginator(texts, PAGE).get_page(number)
    changes = page.object_list = list(page.object_list)
    _look_at_live(changes)
    statuses = list(found.statuses.select_related("role"))
    roles = {each.role for each in [*changes, *statuses] if each.role}
    roles = sorted(roles, key=lambda role: role.name)
    visible = [each for each in roles if each.is_published]
    hidden = [each for each in roles if not each.is_published]
    shown = {each.role for each in statuses if Role.Status(each.after).is_public}
    coming = [each for each in hidden if found.is_scheduled and each in shown]
    return {
        "page": page,
        "changes": changes,
        "statuses": statuses,
        "visible": visible,
        "coming": coming,
        "hidden": [each for each in hidden if each not in coming],
    }


def _look_at_live(changes):
    """Set on each change whether visitors still read what it made public."""
    known = [each for each in changes if each.role and each.dimension]
    live = cells({each.role for each in known}, {each.dimension for each in known})
    for each in changes:
        cell = live.get((each.role_id, each.dimension_id))
        each.is_gone = cell is None
        each.has_changed = cell is not None and cell.live != each.after
