"""What the scripts of the matrix ask for, in JSON."""

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from careers.editorial.access import editors_only
from careers.editorial.responses import json_error
from careers.models import Dimension, Role

from .filters import Filters
from .forms import PresenceForm, RowLabelsForm
from .presence import changed_cells, others_by_role, record_presence
from .roles import ROLES_A_PAGE
from .rows import rows_of

# A page of the matrix, and the role of a text that the filters leave out.
MOST_ROLES = ROLES_A_PAGE + 1

CELL_MISSING = gettext_lazy("The role or dimension is missing. Reload the page.")


@require_POST
@editors_only
def presence(request):
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
    roles = Role.objects.filter(slug__in=form.cleaned_data["role"])[:MOST_ROLES]
    dimensions = Dimension.objects.filter(slug__in=form.cleaned_data["dimension"])
    rows = rows_of(roles, dimensions, Filters())
    return JsonResponse({"labels": {row.dimension.slug: row.label for row in rows}})
