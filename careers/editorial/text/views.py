"""The page of one text, and what comes of what was sent from it."""

import re

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from careers.editorial.access import editors_only
from careers.editorial.matrix.filters import Filters, MatrixForm, text_path
from careers.editorial.matrix.presence import note
from careers.editorial.models import Draft
from careers.editorial.responses import json_error, wants_fragment, wants_json
from careers.editorial.workflow.cells import cell_of
from careers.editorial.workflow.errors import EditConflictError, RefusedError, reason
from careers.editorial.workflow.permissions import APPROVE, WRITE, require
from careers.models import Dimension, Role
from careers.text.cleaning import visible

from . import responses
from .actions import ACTIONS, WITHOUT_DRAFT, NotSubmittedError, Place
from .conflict import Conflict
from .forms import TextForm
from .page import TextPage

GONE = (
    "This text is not here any more: its role or its dimension has been deleted. "
    "Nothing was saved. Copy your text before you leave this page."
)
UNKNOWN_VERSION = (
    "It cannot be told which text yours started from, so nothing is saved yet. "
    "Compare it with what stands there now."
)
NO_ACT = "This page saves, submits, discards, comments, approves and returns texts."


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def text(request, role, dimension):
    """Show one cell as a form of its own; POST does what ``act`` says.

    Who only looks at how it stands, as a script does, has nothing open.
    """
    place = find(role, dimension)
    if place is None:
        return gone(request)
    if request.method == "POST":
        return act_on(request, place)
    if wants_fragment(request):
        return beside(request, place)
    if wants_json(request):
        cell = cell_of(*place)
        return JsonResponse(responses.plain(cell) | {"text": cell.text})
    if place.role.slug != role:
        return redirect(text_path(*place, filters_of(request, place.role)))
    note(*place, request.user)
    return shown(request, place)


def find(role, dimension):
    """Return the place of these slugs, None without it; a former slug will do."""
    dimension = Dimension.objects.filter(slug=dimension).first()
    found = Role.objects.select_related("family").filter(slug=role).first()
    found = found or Role.objects.by_former_slug([role]).get(role)
    return Place(found, dimension) if found and dimension else None


def filters_of(request, role):
    """Return the filters of the matrix that the text is a part of.

    One that is opened by itself stands among the roles of its family. The matrix has
    archived roles by their names alone.
    """
    is_matrix = wants_json(request) or wants_fragment(request)
    if request.GET or is_matrix:
        return MatrixForm(request.GET).filters
    if role.status == Role.Status.ARCHIVED:
        return Filters(role=(role.slug,))
    return Filters(family=(role.family.slug,)) if role.family_id else Filters()


def page_of(request, place):
    filters = filters_of(request, place.role)
    return TextPage(cell_of(*place), filters, request.user)


def shown(request, place, *, status=200, problem="", sent=None):
    """Show the whole page: with ``sent``, what was typed is there again."""
    page = page_of(request, place)
    draft = page.cell.draft
    may_approve = request.user.has_perm(APPROVE)
    is_typed = sent is not None and sent.typed is not None
    context = {
        **admin.site.each_context(request),
        "title": f"{place.role}: {place.dimension}",
        "page": page,
        "cell": page.cell,
        "may_write": request.user.has_perm(WRITE),
        "is_review": may_approve and draft and draft.state != Draft.State.WRITING,
        "is_own": draft and not draft.may_be_approved_by(request.user),
        "text": visible(sent.typed) if is_typed else page.cell.text,
        "version": sent.version if is_typed else page.cell.version,
        "base": visible(sent.base) if is_typed else page.cell.text,
        "comment": visible(sent.comment) if sent else "",
        "problem": problem,
    }
    return render(request, "editorial/text/text.html", context, status=status)


def beside(request, place):
    page = page_of(request, place)
    context = {
        "page": page,
        "cell": page.cell,
        "is_fragment": True,
        "may_write": request.user.has_perm(WRITE),
    }
    return render(request, "editorial/text/_beside.html", context)


def gone(request):
    """Answer for a text that was deleted: what was typed is there to be copied."""
    if wants_json(request):
        return json_error(GONE, 404)
    sent = TextForm(request.POST)
    context = {
        **admin.site.each_context(request),
        "title": "This text is not here any more",
        "typed": visible(sent.typed or sent.mine or sent.comment),
    }
    return render(request, "editorial/text/text_gone.html", context, status=404)


def act_on(request, place):
    """Do what was asked, or say why not with everything that was typed."""
    sent, name = TextForm(request.POST), request.POST.get("act", "")
    if name == "compare":
        conflict = Conflict(cell_of(*place), sent.base, sent.mine or sent.typed or "")
        return compared(request, place, conflict)
    if name not in ACTIONS:
        return refused(request, place, sent, NO_ACT, 400)
    act = ACTIONS[name]
    require(request, act.permission)
    try:
        cell = act.run(place, sent, request.user)
    except ValidationError as error:
        return refused(request, place, sent, reason(error), 422)
    except (RefusedError, IntegrityError) as error:
        return too_late(request, place, sent, error)
    what = WITHOUT_DRAFT if cell and not cell.draft else act.done
    return done(request, place, cell or cell_of(*place), what)


def done(request, place, cell, what):
    if wants_json(request):
        return JsonResponse(responses.saved(cell))
    messages.success(request, what)
    return redirect(text_path(*place, filters_of(request, place.role)))


def refused(request, place, sent, problem, status):
    if wants_json(request):
        return json_error(problem, status)
    return shown(request, place, status=status, problem=problem, sent=sent)


def too_late(request, place, sent, error):
    """Answer for an act that somebody else's came before."""
    if find(place.role.slug, place.dimension.slug) is None:
        return gone(request)
    if isinstance(error, IntegrityError):
        raise error
    cell = cell_of(*place)
    is_stale = isinstance(error, EditConflictError) and cell.version != sent.version
    is_unknown = is_stale and not is_known(sent.version, cell)
    message = UNKNOWN_VERSION if is_unknown else str(error)
    if wants_json(request):
        return responses.overtaken(cell, message, request.user)
    if is_stale and sent.typed is not None:
        conflict = Conflict(cell, sent.base, sent.typed)
        return compared(request, place, conflict, message, status=409)
    # What is saved needs no showing again.
    sent = None if isinstance(error, NotSubmittedError) else sent
    return shown(request, place, status=409, problem=message, sent=sent)


def is_known(version, cell):
    """Whether there can have been a text of this version."""
    if re.fullmatch(r"live\.[0-9a-f]{16}", version):
        return True
    found = re.fullmatch(r"([0-9]{1,18})\.([0-9]{1,18})", version)
    is_present = found and cell.draft and int(found[1]) == cell.draft.pk
    return bool(found) and (not is_present or int(found[2]) <= cell.draft.number)


def compared(request, place, conflict, message="", *, status=200):
    """Show two people's changes of one text, as a page or as a part of one."""
    context = {
        "conflict": conflict,
        "cell": conflict.cell,
        "is_mine": conflict.last.is_(request.user),
        "message": message,
        "path": page_of(request, place).path,
    }
    name = "editorial/text/_conflict.html"
    if not wants_fragment(request):
        name = "editorial/text/conflict.html"
        context |= admin.site.each_context(request)
        context["title"] = f"Two changes of {place.role}: {place.dimension}"
    return render(request, name, context, status=status)
