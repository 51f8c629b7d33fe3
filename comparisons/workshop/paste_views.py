"""Pasting a table into the matrix: looked at first, then taken whole or not at all."""

from django.contrib import admin, messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from careers.words import counted
from careers.workshop import drafting
from careers.workshop.refusals import Overtaken, Refused
from careers.workshop.rights import WRITE, require

from . import answers
from .clipboard import Misfit
from .forms import MatrixForm, PasteForm, visible
from .matrix import Matrix, matrix_path
from .pasting import Paste
from .rights import workshop
from .text_page import Elsewhere

CHANGED = (
    "The texts below it changed after the preview was made. Nothing was pasted. "
    "Look at it once more."
)
UNREADABLE = "This is no table of texts: it has a character that no text can have."


@require_http_methods(["GET", "HEAD", "POST"])
@workshop
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
    except Misfit as misfit:
        return refused(request, matrix, str(misfit), is_confirmed)
    if is_confirmed:
        return confirm(request, matrix, paste, form.cleaned_data["cells"])
    return shown(request, matrix, paste=paste)


def paste_of(matrix, form):
    if not form.is_valid():
        raise Misfit(UNREADABLE)
    sent = form.cleaned_data
    return Paste(matrix, sent["role"], sent["dimension"], sent["pasted"])


def confirm(request, matrix, paste, previewed):
    """Save every text of the table, if the cells are what the preview showed."""
    try:
        if previewed != paste.identity:
            raise Overtaken(CHANGED, [])
        saved = drafting.save_all(proposals=paste.proposals, by=request.user)
    except Refused as refusal:
        if is_scripted(request):
            return answers.refusal(refusal, 409)
        return shown(request, matrix, paste=paste, problem=str(refusal), status=409)
    if is_scripted(request):
        return JsonResponse({"cells": as_saved(saved, matrix.filters)})
    messages.success(request, f"{counted(len(saved), 'text')} pasted as drafts.")
    return redirect(matrix_path(matrix.filters))


def as_saved(saved, filters):
    """Return the saved cells as plain data, with the labels of their rows."""
    rows = {row.dimension: row for row in Matrix(filters).rows}
    elsewhere = Elsewhere.of(saved)
    return [answers.saved(cell, rows[cell.dimension], elsewhere) for cell in saved]


def is_scripted(request):
    return answers.wants_json(request) or answers.wants_fragment(request)


def refused(request, matrix, problem, is_confirmed):
    if is_confirmed and is_scripted(request):
        return answers.refusal(problem, 400)
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
    if answers.wants_fragment(request):
        name = "admin/comparisons/_paste_preview.html"
        return render(request, name, context, status=status)
    context |= admin.site.each_context(request)
    context["title"] = "Paste a table"
    return render(request, "admin/comparisons/paste.html", context, status=status)
