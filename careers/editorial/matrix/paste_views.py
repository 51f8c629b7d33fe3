"""Pasting a table into the matrix: previewed first, then saved whole or not at all."""

from django.contrib import admin, messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from careers.editorial import workflow
from careers.editorial.access import editors_only
from careers.editorial.checks.cell_checks import CheckContext
from careers.editorial.files.tables import InvalidTableError
from careers.editorial.responses import (
    json_error,
    saved_data,
    wants_fragment,
    wants_json,
)
from careers.text.cleaning import visible

from .filters import filters_of, matrix_path
from .forms import PasteForm
from .matrix import Matrix
from .pasting import Paste

CHANGED = gettext_lazy(
    "Some of these texts changed after the preview, so nothing was pasted. Check the "
    "new preview, then paste again."
)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def paste(request):
    """Preview what a table would change; with ``act=confirm``, save it."""
    workflow.require(request, workflow.WRITE)
    matrix = Matrix(filters_of(request.GET))
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
    return Paste(matrix, sent["role"], sent["dimension"], sent["pasted"])


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
        context = CheckContext.of(cells)
        return JsonResponse({"cells": [saved_data(cell, context) for cell in cells]})
    message = ngettext(
        "Pasted %(count)d text as a draft.",
        "Pasted %(count)d texts as drafts.",
        len(cells),
    )
    messages.success(request, message % {"count": len(cells)})
    return redirect(matrix_path(matrix.filters))


def is_from_script(request):
    return wants_json(request) or wants_fragment(request)


def paste_page(request, matrix, *, paste=None, problem="", status=200):
    """Render the page, or for a script the preview alone, with what was pasted."""
    context = {
        "matrix": matrix,
        "paste": paste,
        "sent": {name: visible(value) for name, value in request.POST.items()},
        "problem": problem,
        "back": matrix_path(matrix.exactly),
    }
    if wants_fragment(request):
        name = "editorial/matrix/_paste_preview.html"
        return render(request, name, context, status=status)
    context |= admin.site.each_context(request)
    context["title"] = _("Paste a table")
    return render(request, "editorial/matrix/paste.html", context, status=status)
