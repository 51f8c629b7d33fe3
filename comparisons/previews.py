"""Comparisons for editors: with drafts, or with an earlier day."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from careers.editorial.history.past_day import PastDayForm
from careers.editorial.previews import preview
from careers.editorial.workflow import READ, find_role, reason

from . import comparison_views
from .selection import DAY_MARK, Selection

comparison = preview(comparison_views.comparison)
brief = preview(comparison_views.brief)


@require_safe
@permission_required(READ, raise_exception=True)
def compare_with_past(request, role):
    role = find_role(role)
    if role is None or not role.is_published:
        raise Http404(_("There is no public role at this address."))
    form = PastDayForm(role, request.GET)
    if form.is_valid():
        past = f"{role.slug}{DAY_MARK}{form.cleaned_data['day'].isoformat()}"
        return redirect(Selection((past, role.slug)).path())
    messages.error(request, reason(ValidationError(form.errors["day"].as_data())))
    return redirect(f"{reverse('editorial:changes')}?role={role.slug}")
