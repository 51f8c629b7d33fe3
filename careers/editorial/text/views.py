"""The page of one text, and the actions on it."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careers.editorial.matrix import Filters, filters_of, record_presence, text_path
from careers.editorial.responses import (
    cell_data,
    editors_only,
    json_error,
    saved_data,
    wants_fragment,
    wants_json,
)
from careers.editorial.workflow import (
    DELETED,
    EditConflictError,
    RefusedError,
    find_pair,
    load_cell,
    reason,
    require,
)

from .actions import ACTIONS, COMPARE, NO_DRAFT_LEFT, NotSubmittedError
from .conflict import Conflict, conflict_data, is_possible_version
from .forms import TextForm
from .page import TextPage


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def text(request, role, dimension):
    """Show one text as a form of its own; a POST acts on it.

    A script that only reads the text leaves no presence.
    """
    slug, (role, dimension) = role, find_pair(role, dimension)
    if None in (role, dimension):
        return deleted(request)
    if request.method == "POST":
        return act(request, role, dimension)
    if wants_fragment(request):
        return side_panel(request, role, dimension)
    if wants_json(request):
        cell = load_cell(role, dimension)
        return JsonResponse(cell_data(cell) | {"text": cell.text})
    if role.slug != slug:
        return redirect(text_path(role, dimension, text_filters(request, role)))
    record_presence(role, dimension, request.user)
    return text_page(request, role, dimension)


def text_filters(request, role):
    """Return the filters of the matrix that the text is shown in.

    Opened by itself, a text is shown with the role's family. The matrix has archived
    roles only where they are named.
    """
    if request.GET or wants_json(request) or wants_fragment(request):
        return filters_of(request.GET)
    if role.is_archived:
        return Filters(role=(role.slug,))
    return Filters(family=(role.family.slug,)) if role.family_id else Filters()


def page_of(request, role, dimension, sent=None):
    filters = text_filters(request, role)
    return TextPage(load_cell(role, dimension), filters, request.user, sent)


def text_page(request, role, dimension, *, status=200, problem="", sent=None):
    page = page_of(request, role, dimension, sent)
    context = {
        **admin.site.each_context(request),
        "title": str(page.cell),
        "page": page,
        "cell": page.cell,
        "problem": problem,
    }
    return render(request, "editorial/text/text.html", context, status=status)


def side_panel(request, role, dimension):
    page = page_of(request, role, dimension)
    context = {"page": page, "cell": page.cell, "is_fragment": True}
    return render(request, "editorial/text/_side_panel.html", context)


def deleted(request):
    if wants_json(request):
        return json_error(DELETED, 404)
    boxes = map(request.POST.get, ["text", "merged", "mine", "comment"])
    context = {
        **admin.site.each_context(request),
        "title": _("This text has been deleted"),
        "typed": next(filter(None, boxes), ""),
    }
    return render(request, "editorial/text/text_gone.html", context, status=404)


def act(request, role, dimension):
    form = TextForm(request.POST)
    is_known, sent = form.is_valid(), form.cleaned_data
    if not is_known:
        message = _("Unknown action. Reload the page and try again.")
        return refused(request, role, dimension, sent, message, 400)
    if sent["act"] == COMPARE:
        return conflict_page(request, role, dimension, sent)
    action = ACTIONS[sent["act"]]
    require(request, action.permission)
    try:
        cell = action.run(role, dimension, sent, request.user)
    except ValidationError as error:
        return refused(request, role, dimension, sent, reason(error), 422)
    except (RefusedError, IntegrityError) as error:
        return too_late(request, role, dimension, sent, error)
    if wants_json(request):
        return JsonResponse(saved_data(cell or load_cell(role, dimension)))
    has_no_draft = cell and not cell.draft
    messages.success(request, NO_DRAFT_LEFT if has_no_draft else action.done)
    return redirect(text_path(role, dimension, text_filters(request, role)))


def refused(request, role, dimension, sent, problem, status):
    if wants_json(request):
        return json_error(problem, status)
    return text_page(
        request, role, dimension, status=status, problem=problem, sent=sent
    )


def too_late(request, role, dimension, sent, error):
    if None in find_pair(role.slug, dimension.slug):
        return deleted(request)
    if isinstance(error, IntegrityError):
        raise error
    cell, message = load_cell(role, dimension), str(error)
    is_conflict = (
        isinstance(error, EditConflictError) and cell.version != sent["version"]
    )
    if is_conflict and not is_possible_version(sent["version"], cell):
        message = _(
            "We can’t tell which version you edited, so nothing was saved. Compare "
            "your text with the current one."
        )
    if wants_json(request):
        return JsonResponse(conflict_data(cell, message, request.user), status=409)
    if is_conflict and sent["text"] is not None:
        return conflict_page(
            request, role, dimension, sent, message=message, status=409
        )
    # A text that is saved need not be put back.
    sent = None if isinstance(error, NotSubmittedError) else sent
    return text_page(request, role, dimension, status=409, problem=message, sent=sent)


def conflict_page(request, role, dimension, sent, *, message="", status=200):
    page = page_of(request, role, dimension)
    mine = sent["mine"] or sent["text"] or ""
    context = {
        "conflict": Conflict(page.cell, sent["base"], mine, request.user),
        "cell": page.cell,
        "message": message,
        "path": page.path,
    }
    name = "editorial/text/_conflict.html"
    if not wants_fragment(request):
        name = "editorial/text/conflict.html"
        context |= admin.site.each_context(request)
        context["title"] = _("Two changes to %(text)s") % {"text": page.cell}
    return render(request, name, context, status=status)
