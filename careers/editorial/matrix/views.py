"""The matrix: its page, what its scripts ask for, and pasting into it."""

from dataclasses import replace

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from careers.editorial import workflow
from careers.editorial.files.tables import InvalidTableError
from careers.editorial.go_to import go_to
from careers.editorial.kept_forms import kept_fields
from careers.editorial.responses import (
    cell_data,
    editors_only,
    json_error,
    saved_cells,
    wants_fragment,
    wants_json,
)
from careers.editorial.role_choice import named_role, offers_of

from .filters import (
    MatrixForm,
    filters_of,
    matrix_path,
    narrowed_roles,
    read_filters,
    with_present_roles,
)
from .forms import PasteForm, PresenceForm, RowLabelsForm, TextsForm
from .matrix import FilterChoices, Matrix, labels_of_rows
from .pasting import Paste
from .presence import changed_cells, others_by_role, record_presence
from .submitting import submit_note, submitted_message

CHANGED = gettext_lazy(
    "Some of these texts changed after the preview, so nothing was pasted. Check the "
    "new preview, then paste again."
)

UNREADABLE = gettext_lazy("These texts can’t be read. Reload the page.")

CELL_MISSING = gettext_lazy("The role or dimension is missing. Reload the page.")


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def matrix(request):
    if request.method == "POST":
        return submit_drafts(request)
    filters, scope = read_filters(request.GET), workflow.scope_of(request)
    words = request.GET.get("find", "").strip()
    if role := named_role(words):
        slugs = dict.fromkeys([*filters.role, role.slug])
        return redirect(matrix_path(filters, role=tuple(slugs), page=1))
    matrix = Matrix(filters, scope)
    if matrix.tally.roles < len(filters.role):
        matrix = Matrix(with_present_roles(filters), scope)
    if present := matrix.with_present_slugs():
        return redirect(matrix_path(present))
    may_write = request.user.has_perm(workflow.WRITE)
    context = {
        **admin.site.each_context(request),
        "title": _("The matrix"),
        "matrix": matrix,
        "matrix_form": MatrixForm(request.GET),
        "filters": FilterChoices(matrix),
        "offers": offers_of(request, "find", "role") if words else None,
        "go_to": matrix_go_to(request, matrix),
        "may_write": may_write,
        "submit_note": note_of(matrix, request.user) if may_write else {},
        "now": timezone.now(),
    }
    return render(request, "editorial/matrix/matrix.html", context)


def matrix_go_to(request, matrix):
    """The letters are those of the roles before a search, which ranks what it finds."""
    filters, letters = matrix.filters, []
    if not filters.q and (matrix.page.has_other_pages() or filters.letter):
        roles = narrowed_roles(replace(filters, letter=""))
        letters = matrix.tally.letters or roles.letter_counts()
    return go_to(request, matrix.page, letters, letter=filters.letter)


def note_of(matrix, user):
    return submit_note([cell.draft for cell in matrix.submittable], user)


def submit_drafts(request):
    versions = list(dict.fromkeys(request.POST.getlist("version")))
    try:
        if not versions:
            raise workflow.RefusedError(_("There is no draft to submit."))
        count = len(workflow.drafting.submit(versions=versions, by=request.user))
    except workflow.RefusedError as refusal:
        problem = _("%(reason)s No draft was submitted.") % {"reason": refusal}
        messages.error(request, problem)
    else:
        messages.success(request, submitted_message(count))
    return redirect(request.get_full_path())


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def paste(request):
    """Preview what a table would change; with ``act=confirm``, save it."""
    workflow.require(request, workflow.WRITE)
    matrix = Matrix(filters_of(request.GET), workflow.scope_of(request))
    if request.method != "POST":
        return paste_page(request, matrix)
    form = PasteForm(request.POST)
    is_confirmed = request.POST.get("act") == "confirm"
    try:
        paste = paste_of(matrix, form)
    except InvalidTableError as error:
        if is_confirmed and is_from_script(request):
            return json_error(error, 400)
        return paste_page(request, matrix, problem=str(error), status=400)
    if is_confirmed:
        return confirm(request, matrix, paste, form.cleaned_data["cells"])
    return paste_page(request, matrix, paste=paste)


def paste_of(matrix, form):
    if not form.is_valid():
        raise InvalidTableError(
            _(
                "The table has a character that texts can’t contain. Remove it, then "
                "paste again."
            )
        )
    sent = form.cleaned_data
    return Paste(
        matrix, sent["role"], sent["dimension"], sent["pasted"], sent["as_lists"]
    )


def confirm(request, matrix, paste, previewed):
    try:
        if previewed != paste.identity:
            raise workflow.EditConflictError(CHANGED, [])
        cells = workflow.drafting.save_all(edits=paste.edits, by=request.user)
    except workflow.RefusedError as refusal:
        if is_from_script(request):
            return json_error(refusal, 409)
        return paste_page(
            request, matrix, paste=paste, problem=str(refusal), status=409
        )
    if is_from_script(request):
        return JsonResponse({"cells": saved_cells(cells)})
    message = ngettext(
        "Pasted %(count)d text as a draft.",
        "Pasted %(count)d texts as drafts.",
        len(cells),
    )
    messages.success(request, message % {"count": len(cells)})
    return redirect(matrix_path(matrix.filters))


@require_POST
@editors_only
def save_texts(request):
    """Save the texts of several cells, all of them or none, for a script."""
    form = TextsForm(request.POST)
    if not form.is_valid():
        return json_error(UNREADABLE, 400)
    try:
        edits = form.edits()
        cells = workflow.drafting.save_all(edits=edits, by=request.user)
    except ValidationError as error:
        return json_error(workflow.reason(error), 422)
    except workflow.RefusedError as refusal:
        present = [
            cell_data(cell) | {"text": cell.text}
            for cell in getattr(refusal, "cells", ())
        ]
        return JsonResponse({"message": str(refusal), "cells": present}, status=409)
    return JsonResponse({"cells": saved_cells(cells)})


def is_from_script(request):
    return wants_json(request) or wants_fragment(request)


def paste_page(request, matrix, *, paste=None, problem="", status=200):
    """Render the page, or for a script the preview alone, with what was pasted."""
    context = {
        "matrix": matrix,
        "paste": paste,
        "sent": kept_fields(request) or request.POST,
        "problem": problem,
        "back": matrix_path(matrix.exactly),
    }
    if wants_fragment(request):
        name = "editorial/matrix/_paste_preview.html"
        return render(request, name, context, status=status)
    context |= admin.site.each_context(request)
    context["title"] = _("Paste a table")
    return render(request, "editorial/matrix/paste.html", context, status=status)


@require_POST
@editors_only
def presence(request):
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return json_error(CELL_MISSING, 400)
    sent, now = form.cleaned_data, timezone.now()
    role, dimension = workflow.find_pair(sent["role"], sent["dimension"])
    is_open = role and record_presence(role, dimension, request.user)
    if sent["role"] and not is_open:
        return json_error(_("This role has been deleted."), 404)
    since, user = sent["since"], request.user
    return JsonResponse(
        {
            "others": others_by_role(user),
            "cells": changed_cells(since, sent["roles"], user) if since else [],
            "now": now.isoformat(),
        }
    )


@require_safe
@editors_only
def row_labels(request):
    form = RowLabelsForm(request.GET)
    if not form.is_valid():
        return json_error(CELL_MISSING, 400)
    return JsonResponse({"labels": labels_of_rows(**form.cleaned_data)})
