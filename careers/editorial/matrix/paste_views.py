"""Pasting a table into the matrix: looked at first, then taken whole or not at all."""

from django.contrib import admin, messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from careers.editorial.access import editors_only
from careers.editorial.checks.cell_checks import CheckContext
from careers.editorial.files.tables import InvalidTableError
from careers.editorial.responses import json_error, wants_fragment, wants_json
from careers.editorial.text import responses
from careers.editorial.workflow import drafting
from careers.editorial.workflow.errors import EditConflictError, RefusedError
from careers.editorial.workflow.permissions import WRITE, require
from careers.phrases import counted
from careers.text.cleaning import visible

from .filters import MatrixForm, matrix_path
from .forms import PasteForm
from .matrix import Matrix
from .pasting import Paste

CHANGED = (
    "The texts below it changed after the preview was made. Nothing was pasted. "
    "Look at it once more."
)
UNREADABLE = "This is no table of texts: it has a character that no text can have."


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def paste(request):
    """Show what a table would change; with ``act=confirm``, change it."""
    require(request, WRITE)
    matrix = Matrix(MatrixForm(request.GET).filters)
    if request.method != "POST":
        return shown(request, matrix)
    form = PasteForm(request.POST)
    is_confirmed = request.POST.get("act") == "confirm"
    try:
        paste = paste_of(matrix, form)
    except InvalidTableError as misfit:
        return refused(request, matrix, str(misfit), is_confirmed)
    if is_confirmed:
        return confirm(request, matrix, paste, form.cleaned_data["cells"])
    return shown(request, matrix, paste=paste)


def paste_of(matrix, form):
    if not form.is_valid():
        raise InvalidTableError(UNREADABLE)
    sent = form.cleaned_data
    return Paste(matrix, sent["role"], sent["dimension"], sent["pasted"])


def confirm(request, matrix, paste, previewed):
    """Save every text of the table, if the cells are what the preview showed."""
    try:
        if previewed != paste.identity:
            raise EditConflictError(CHANGED, [])
        saved = drafting.save_all(edits=paste.edits, by=request.user)
    except RefusedError as refusal:
        if is_scripted(request):
            return json_error(refusal, 409)
        return shown(request, matrix, paste=paste, problem=str(refusal), status=409)
    if is_scripted(request):
        context = CheckContext.of(saved)
        answers = [responses.saved(cell, context) for cell in saved]
        return JsonResponse({"cells": answers})
    messages.success(request, f"{counted(len(saved), 'text')} pasted as drafts.")
    return redirect(matrix_path(matrix.filters))


def is_scripted(request):
    return wants_json(request) or wants_fragment(request)


def refused(request, matrix, problem, is_confirmed):
    if is_confirmed and is_scripted(request):
        return json_error(problem, 400)
    return shown(request, matrix, problem=problem, status=400)


def shown(request, matrix, *, paste=None, problem="", status=200):
    """Show the page, or the preview alone, with what was pasted."""
    context = {
        "matrix": matrix,
        "paste": paste,
        "sent": {name: visible(sent) for name, sent in request.POST.items()},
        "problem": problem,
        "back": matrix_path(matrix.exactly),
    }
    if wants_fragment(request):
        name = "editorial/matrix/_paste_preview.html"
        return render(request, name, context, status=status)
    context |= admin.site.each_context(request)
    context["title"] = "Paste a table"
    return render(request, "editorial/matrix/paste.html", context, status=status)
