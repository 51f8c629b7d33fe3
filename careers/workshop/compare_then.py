"""The way from a role in the admin to how it read on an earlier day."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from careers.addresses import named
from careers.models import Role
from careers.past import timeline_of

from .refusals import reason
from .rights import READ

NO_DAY = "Write a day as year, month and day, such as 2026-01-31."


class DayForm(forms.Form):
    """A day that is over, on which ``role`` was public."""

    day = forms.DateField(
        label="Compare with how it read on",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": NO_DAY, "invalid": NO_DAY},
    )

    def __init__(self, role, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.role = role
        yesterday = timezone.localdate() - timedelta(days=1)
        self.fields["day"].widget.attrs["max"] = yesterday.isoformat()

    def clean_day(self):
        day = self.cleaned_data["day"]
        told = date_format(day, "j F Y")
        if day >= timezone.localdate():
            raise ValidationError(f"{told} is not over yet. Choose an earlier day.")
        if not timeline_of(self.role).is_public_on(day):
            raise ValidationError(
                f"“{self.role}” was not public on {told}. Choose another day."
            )
        return day


def form_for(role, user):
    """Return the form that a page of ``role`` shows to ``user``, or None."""
    may = role is not None and role.is_published and user.has_perm(READ)
    return DayForm(role) if may else None


@require_safe
@permission_required(READ, raise_exception=True)
def compare_then(request, role):
    """Lead to the comparison of a public role with itself on an earlier day."""
    role = named(Role, role)
    if role is None or not role.is_published:
        raise Http404("Visitors read no role of this address.")
    form = DayForm(role, request.GET)
    if form.is_valid():
        then = f"{role.slug}@{form.cleaned_data['day'].isoformat()}"
        return redirect("comparisons:comparison", f"{then}-vs-{role.slug}")
    messages.error(request, reason(ValidationError(form.errors["day"].as_data())))
    return redirect(f"{reverse('admin:changes')}?role={role.slug}")
