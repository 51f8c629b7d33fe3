"""The way from a role in the admin to how it read on an earlier day."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from careers.editorial.workflow.permissions import READ
from careers.role_history import public_timeline

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
        if not public_timeline(self.role).is_public_on(day):
            raise ValidationError(
                f"“{self.role}” was not public on {told}. Choose another day."
            )
        return day


def past_day_form(role, user):
    """Return the form that a page of ``role`` shows to ``user``, or None."""
    may = role is not None and role.is_published and user.has_perm(READ)
    return DayForm(role) if may else None
