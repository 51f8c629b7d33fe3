"""What happened: to one text, to everything, and what was deleted."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from careers.editorial.matrix.filters import matrix_path
from careers.editorial.workflow import drafting, recovery
from careers.editorial.workflow.cells import cell_of
from careers.editorial.workflow.errors import EditConflictError, RefusedError, reason
from careers.editorial.workflow.permissions import READ, WRITE, require
from careers.models import Dimension, Role
from careers.models.fields import is_key
from careers.phrases import counted
from careers.site_time import format_datetime

from .changes import LAST_PAGE
from .forms import ChangesForm
from .past_day import past_day_form
from .text_history import events_of, known, pair_to_compare, text_of

EVENTS = 50  # of one page
LIVE = "live"

# What bringing back a role asks for, which is as much as deleting it.
RIGHTS = {
    kind: [f"careers.add_{kind}", f"careers.delete_{kind}"] for kind in recovery.KINDS
}


def page_asked(request, last=LAST_PAGE):
    """Return the number of the page asked for; 1 for what is none."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    return min(max(number, 1), last)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(READ, raise_exception=True)
def text_history(request, role, dimension):
    """Everything that happened to one text; POST restores what it once said."""
    role = known(Role, role)
    dimension = known(Dimension, dimension)
    if role is None or dimension is None:
        raise Http404
    if request.method != "POST":
        return text_page(request, role, dimension)
    require(request, WRITE)
    try:
        return restore(request, role, dimension)
    except EditConflictError as overtaken:
        return text_page(request, role, dimension, error=overtaken, status=409)
    except (RefusedError, ValidationError) as refusal:
        error = reason(refusal)
        return text_page(request, role, dimension, error=error, status=400)


def restore(request, role, dimension):
    """Make what was said at an event the draft of a cell, like any other change."""
    if not (role.live and dimension.live):
        raise RefusedError(
            "Bring back the role or the dimension first. It has been deleted."
        )
    key = request.POST.get("restore", "")
    text = text_of(key, role.pk, dimension.pk)
    if text is None:
        raise RefusedError("That version is not here. Choose another one.")
    event = event_of(key, events_of(role.pk, dimension.pk))
    cell = drafting.save(
        role=role.live,
        dimension=dimension.live,
        text=text,
        version=request.POST.get("version", ""),
        by=request.user,
        why=f"Restored from {format_datetime(event.moment)}" if event else "Restored",
    )
    if cell.draft:
        messages.success(request, "Restored as a draft. Visitors see no change yet.")
    else:
        messages.info(request, "That is what visitors read now: no draft is needed.")
    return redirect("editorial:text_history", role.slug, dimension.slug)


def event_of(key, events):
    return next((each for each in events if each.key == key), None)


def text_page(request, role, dimension, *, error="", status=200):
    events = events_of(role.pk, dimension.pk)
    only_milestones = request.GET.get("show") == "milestones"
    shown = [e for e in events if e.is_milestone] if only_milestones else events
    page = page_asked(request)
    rest = shown[(page - 1) * EVENTS :]
    cell = present_cell(role, dimension)
    context = {
        **admin.site.each_context(request),
        "title": f"History of {role}: {dimension}",
        "role": role,
        "dimension": dimension,
        "cell": cell,
        "events": rest[:EVENTS],
        "only_milestones": only_milestones,
        "compared": compared(request, events, role, dimension),
        "error": error,
        **links_of(request, page, is_more=len(rest) > EVENTS),
        "may_restore": cell and request.user.has_perm(WRITE),
    }
    return render(
        request, "editorial/history/text_history.html", context, status=status
    )


def present_cell(role, dimension):
    if role.live and dimension.live:
        return cell_of(role.live, dimension.live)
    return None


def compared(request, events, role, dimension):
    """Return the two versions to compare, the older one first, and their names."""
    before, after = pair_to_compare(events)
    before = request.GET.get("before") or before
    after = request.GET.get("after") or after
    sides = [side_of(key, events, role, dimension) for key in (before, after)]
    return {
        "before": sides[0],
        "after": sides[1],
        "is_same": sides[0]["text"] == sides[1]["text"],
        "is_missing": bool(request.GET.get("before") or request.GET.get("after"))
        and not all(side["is_found"] for side in sides),
    }


def side_of(key, events, role, dimension):
    if key == LIVE:
        cell = present_cell(role, dimension)
        text, name = cell.live if cell else "", "The live text"
    else:
        text = text_of(key, role.pk, dimension.pk)
        event = event_of(key, events)
        name = f"{event.what}, {format_datetime(event.moment)}" if event else "Nothing"
    return {"key": key, "text": text or "", "name": name, "is_found": text is not None}


def links_of(request, page, *, is_more):
    """Return the queries of the pages before and after this one, "" for none."""
    query = {key: value for key, value in request.GET.items() if key != "page"}
    return {
        "page": page,
        "newer": f"?{urlencode(query | {'page': page - 1})}" if page > 1 else "",
        "older": f"?{urlencode(query | {'page': page + 1})}" if is_more else "",
    }


@require_safe
@permission_required(READ, raise_exception=True)
def changes(request):
    """All changes of the content, or those of a role, a dimension or a person."""
    form, page = ChangesForm(request.GET), page_asked(request)
    found, is_more = form.found(page)
    role = form.cleaned_data.get("role")
    context = {
        **admin.site.each_context(request),
        "title": "All changes",
        "changes": found,
        "by": form.cleaned_data.get("by", ""),
        "role": role,
        "then_form": past_day_form(role and role.live, request.user),
        "dimension": form.cleaned_data.get("dimension"),
        "roles": Role.objects.values_list("slug", "name"),
        "dimensions": Dimension.objects.values_list("slug", "name"),
        **links_of(request, page, is_more=is_more),
    }
    return render(request, "editorial/history/changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(READ, raise_exception=True)
def deleted(request):
    """What was deleted; POST brings one role or dimension back."""
    if request.method != "POST":
        return deleted_page(request)
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    if not request.user.has_perms(RIGHTS.get(kind, RIGHTS["role"])):
        raise PermissionDenied
    if kind not in RIGHTS or not is_key(key):
        return deleted_page(request, error="Choose what to bring back.", status=400)
    try:
        back, count = recovery.bring_back(kind=kind, key=int(key), by=request.user)
    except (RefusedError, ValidationError) as refusal:
        return deleted_page(request, error=reason(refusal), status=409)
    texts = counted(count, "text")
    said = f"“{back}” is back, with {texts} as drafts. Visitors see none of it yet."
    messages.success(request, said)
    return redirect(matrix_path(**{kind: (back.slug,)}))


def deleted_page(request, *, error="", status=200):
    may = {kind: request.user.has_perms(rights) for kind, rights in RIGHTS.items()}
    context = {
        **admin.site.each_context(request),
        "title": "Deleted roles and dimensions",
        "deleted": [(each, may[each.kind]) for each in recovery.deleted()],
        "error": error,
    }
    return render(request, "editorial/history/deleted.html", context, status=status)
