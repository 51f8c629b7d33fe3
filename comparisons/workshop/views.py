"""The matrix, and who else is at work in it."""

from django.contrib import admin, messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from careers.models import Dimension, Role
from careers.words import counted, in_a_sentence
from careers.workshop import drafting, notices
from careers.workshop.cells import CellState
from careers.workshop.people import called
from careers.workshop.refusals import Refused
from careers.workshop.rights import WRITE

from .answers import refusal
from .filter_choices import FilterChoices
from .forms import MatrixForm, PresenceForm
from .matrix import Matrix
from .presence import changed_since, note, others
from .rights import workshop

MOST_NAMED = 3


@require_http_methods(["GET", "HEAD", "POST"])
@workshop
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
    return render(request, "admin/comparisons/matrix.html", context)


def submit_shown(request):
    """Submit the drafts that the page's button counted."""
    versions = list(dict.fromkeys(request.POST.getlist("version")))
    try:
        if not versions:
            raise Refused("There was no draft to submit.")
        drafts = drafting.submit(versions=versions, by=request.user)
    except Refused as refusal:
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
    names = in_a_sentence(list(dict.fromkeys(map(called, writers))))
    return f"By others: {counted(len(writers), 'draft')} ({names}). "


def asked(drafts, by):
    """Say who gets a notice that ``drafts`` wait for a review."""
    names = [called(person) for person in notices.asked_to_review(drafts, by=by)]
    if not names:
        return "No reviewer of these has an e-mail address: nobody is told."
    return f"An e-mail tells {in_a_sentence(names, most=MOST_NAMED)}."


@require_POST
@workshop
def presence(request):
    """Note what somebody has open, and tell who else is there and what they did."""
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return refusal("This says nothing of a role and a dimension.", 400)
    sent, now = form.cleaned_data, timezone.now()
    role = Role.objects.filter(slug=sent["role"]).first()
    dimension = Dimension.objects.filter(slug=sent["dimension"]).first()
    if sent["role"] and not (role and note(role, dimension, request.user)):
        return refusal("This role has been deleted.", 404)
    since, shown = sent["since"], sent["shown"]
    return JsonResponse(
        {
            "others": others(request.user),
            "cells": changed_since(since, shown, request.user) if since else [],
            "now": now.isoformat(),
        }
    )
