"""The matrix, and who else is at work in it."""

from django.contrib import admin, messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from careers.editorial.access import editors_only
from careers.editorial.responses import json_error
from careers.editorial.workflow import drafting, notifications
from careers.editorial.workflow.cells import CellState
from careers.editorial.workflow.errors import RefusedError
from careers.editorial.workflow.people import display_name
from careers.editorial.workflow.permissions import WRITE
from careers.models import Dimension, Role
from careers.phrases import counted, join_names

from .filter_choices import FilterChoices
from .filters import Filters, MatrixForm
from .forms import PresenceForm, RowLabelsForm
from .matrix import Matrix, rows_of
from .presence import changed_since, note, others
from .roles import ROLES_A_PAGE

MOST_NAMED = 3
# A page of the matrix, and the role of a text that the filters leave out.
MOST_ROLES = ROLES_A_PAGE + 1

NO_CELL = gettext_lazy("Role or dimension missing.")


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def matrix(request):
    if request.method == "POST":
        return submit_shown(request)
    form = MatrixForm(request.GET)
    matrix = Matrix(form.filters)
    may_write = request.user.has_perm(WRITE)
    context = {
        **admin.site.each_context(request),
        "title": "The matrix",
        "matrix": matrix,
        "matrix_form": form,
        "filters": FilterChoices(matrix),
        "states": CellState.choices,
        "may_write": may_write,
        "told": told(matrix, by=request.user) if may_write else "",
        "now": timezone.now(),
    }
    return render(request, "editorial/matrix/matrix.html", context)


def submit_shown(request):
    """Submit the drafts that the page's button counted."""
    versions = list(dict.fromkeys(request.POST.getlist("version")))
    try:
        if not versions:
            raise RefusedError("There was no draft to submit.")
        drafts = drafting.submit(versions=versions, by=request.user)
    except RefusedError as refusal:
        messages.error(request, f"{refusal} No draft was submitted.")
    else:
        count = counted(len(drafts), "draft")
        messages.success(request, f"{count} submitted for review.")
    return redirect(request.get_full_path())


def told(matrix, *, by):
    """Say who gets a notice when ``by`` submits the drafts shown."""
    drafts = [cell.draft for cell in matrix.writable]
    return f"{of_others(drafts, by)}{asked(drafts, by)}"


def of_others(drafts, by):
    """Say which of ``drafts`` somebody else has written, "" for none."""
    writers = [each.written_by for each in drafts if each.written_by != by]
    if not writers:
        return ""
    names = join_names(list(dict.fromkeys(map(display_name, writers))))
    return f"By others: {counted(len(writers), 'draft')} ({names}). "


def asked(drafts, by):
    """Say who gets a notice that ``drafts`` wait for a review."""
    names = [
        display_name(person) for person in notifications.asked_to_review(drafts, by=by)
    ]
    if not names:
        return "No reviewer of these has an e-mail address: nobody is told."
    return f"An e-mail tells {join_names(names, limit=MOST_NAMED)}."


@require_safe
@editors_only
def row_labels(request):
    """Answer scripts with the labels of rows, as they are with the drafts of now."""
    form = RowLabelsForm(request.GET)
    if not form.is_valid():
        return json_error(NO_CELL, 400)
    roles = Role.objects.filter(slug__in=form.cleaned_data["role"])
    dimensions = Dimension.objects.filter(slug__in=form.cleaned_data["dimension"])
    rows = rows_of(roles[:MOST_ROLES], dimensions, Filters())
    labels = {row.dimension.slug: row.label for row in rows}
    return JsonResponse({"labels": labels})


@require_POST
@editors_only
def presence(request):
    """Note what somebody has open, and tell who else is there and what they did."""
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return json_error(NO_CELL, 400)
    sent, now = form.cleaned_data, timezone.now()
    role = Role.objects.filter(slug=sent["role"]).first()
    dimension = Dimension.objects.filter(slug=sent["dimension"]).first()
    if sent["role"] and not (role and note(role, dimension, request.user)):
        return json_error("This role has been deleted.", 404)
    since, shown = sent["since"], sent["shown"]
    return JsonResponse(
        {
            "others": others(request.user),
            "cells": changed_since(since, shown, request.user) if since else [],
            "now": now.isoformat(),
        }
    )
