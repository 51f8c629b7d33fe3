"""The matrix, its scripts' requests, and submitting the drafts on a page."""

from django.contrib import admin, messages
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

from careers.editorial.access import editors_only
from careers.editorial.responses import json_error
from careers.editorial.workflow import drafting, notifications
from careers.editorial.workflow.cells import CellState
from careers.editorial.workflow.errors import RefusedError
from careers.editorial.workflow.people import display_name
from careers.editorial.workflow.permissions import WRITE
from careers.models import Dimension, Role
from careers.phrases import join_names

from .filter_choices import FilterChoices
from .filters import Filters, MatrixForm, filters_of
from .forms import PresenceForm, RowLabelsForm
from .matrix import Matrix
from .presence import changed_cells, others_by_role, record_presence
from .roles import ROLES_A_PAGE
from .rows import rows_of

MOST_NAMED = 3
# A page of the matrix, and the role of a text that the filters leave out.
MOST_ROLES = ROLES_A_PAGE + 1

CELL_MISSING = gettext_lazy("Role or dimension missing.")


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def matrix(request):
    if request.method == "POST":
        return submit_drafts(request)
    matrix = Matrix(filters_of(request.GET))
    may_write = request.user.has_perm(WRITE)
    context = {
        **admin.site.each_context(request),
        "title": _("The matrix"),
        "matrix": matrix,
        "matrix_form": MatrixForm(request.GET),
        "filters": FilterChoices(matrix),
        "states": CellState.choices,
        "may_write": may_write,
        "submit_note": submit_note(matrix, request.user) if may_write else "",
        "now": timezone.now(),
    }
    return render(request, "editorial/matrix/matrix.html", context)


def submit_drafts(request):
    """Submit for review the drafts that the button of the page counted."""
    versions = list(dict.fromkeys(request.POST.getlist("version")))
    try:
        if not versions:
            raise RefusedError(_("There is no draft to submit."))
        count = len(drafting.submit(versions=versions, by=request.user))
    except RefusedError as refusal:
        problem = _("%(reason)s No draft was submitted.") % {"reason": refusal}
        messages.error(request, problem)
    else:
        message = ngettext(
            "%(count)d draft submitted for review.",
            "%(count)d drafts submitted for review.",
            count,
        )
        messages.success(request, message % {"count": count})
    return redirect(request.get_full_path())


def submit_note(matrix, user):
    """Say whose drafts ``user`` would submit, and who would get an e-mail."""
    drafts = [cell.draft for cell in matrix.submittable]
    reviewers = notifications.reviewers_of(drafts, by=user)
    names = join_names(map(display_name, reviewers), limit=MOST_NAMED)
    note = _("No reviewer of these drafts has an e-mail address: nobody gets a notice.")
    if reviewers:
        note = _("%(names)s will get an e-mail.") % {"names": names}
    writers = [draft.written_by for draft in drafts if draft.written_by != user]
    if not writers:
        return note
    names = join_names(dict.fromkeys(map(display_name, writers)))
    by_others = ngettext(
        "This includes %(count)d draft by %(names)s.",
        "This includes %(count)d drafts by %(names)s.",
        len(writers),
    )
    return f"{by_others % {'count': len(writers), 'names': names}} {note}"


@require_POST
@editors_only
def presence(request):
    """Record what somebody has open; answer who else is there, and what changed."""
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return json_error(CELL_MISSING, 400)
    sent, now = form.cleaned_data, timezone.now()
    role = Role.objects.filter(slug=sent["role"]).first()
    dimension = Dimension.objects.filter(slug=sent["dimension"]).first()
    is_open = role and record_presence(role, dimension, request.user)
    if sent["role"] and not is_open:
        return json_error(_("This role has been deleted."), 404)
    since, user = sent["since"], request.user
    return JsonResponse(
        {
            "others": others_by_role(user),
            "cells": changed_cells(since, sent["shown"], user) if since else [],
            "now": now.isoformat(),
        }
    )


@require_safe
@editors_only
def row_labels(request):
    """Answer with the labels of rows, drafts included."""
    form = RowLabelsForm(request.GET)
    if not form.is_valid():
        return json_error(CELL_MISSING, 400)
    roles = Role.objects.filter(slug__in=form.cleaned_data["role"])[:MOST_ROLES]
    dimensions = Dimension.objects.filter(slug__in=form.cleaned_data["dimension"])
    rows = rows_of(roles, dimensions, Filters())
    return JsonResponse({"labels": {row.dimension.slug: row.label for row in rows}})
