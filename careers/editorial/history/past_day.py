"""The form that compares a role with itself on an earlier day."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.role_history import public_timeline

INVALID_DAY = gettext_lazy("Enter a date as year-month-day, such as 2026-01-31.")


class PastDayForm(forms.Form):
    """An earlier day, on which ``role`` was public."""

    day = forms.DateField(
        label=gettext_lazy("Compare with the version of"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": INVALID_DAY, "invalid": INVALID_DAY},
    )

    def __init__(self, role, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.role = role
        yesterday = timezone.localdate() - timedelta(days=1)
        self.fields["day"].widget.attrs["max"] = yesterday.isoformat()

    def clean_day(self):
        day = self.cleaned_data["day"]
        names = {"role": self.role, "day": date_format(day)}
        if day >= timezone.localdate():
            raise ValidationError(
                _("%(day)s isn’t over yet. Choose an earlier day."), params=names
            )
        if not public_timeline(self.role).is_public_on(day):
            raise ValidationError(
                _("“%(role)s” wasn’t public on %(day)s. Choose another day."),
                params=names,
            )
        return day


def past_day_form(role):
    return PastDayForm(role) if role and role.is_published else None
