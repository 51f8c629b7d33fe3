from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from careers.editorial.forms import (
    NOTHING_TICKED,
    CheckedValuesField,
    CleanTextField,
    ConfirmedForm,
)
from careers.models.publication import MAX_WHY
from careers.site_time import MAX_AHEAD, in_site_time_zone, parse_local_time

NO_TIME = "Write a date and a time of day, such as 2026-01-31 09:00."
TIME_AND_NOW = "You gave a time: choose “At a time”, or empty it."


class SiteTimeField(forms.Field):
    """A date and time of day to come, in the site's time zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    def to_python(self, value):
        if not value:
            return None
        try:
            moment = parse_local_time(value)
        except ValueError as error:
            raise ValidationError(NO_TIME) from error
        try:
            return in_site_time_zone(moment)
        except (ValueError, OverflowError) as error:
            raise ValidationError(str(error)) from error

    def validate(self, value):
        super().validate(value)
        now = timezone.now()
        if value and value <= now:
            raise ValidationError(
                "This time is past. Choose a time to come, or publish now."
            )
        if value and value > now + MAX_AHEAD:
            raise ValidationError("Choose a time within the next two years.")


class ReasonField(CleanTextField):
    """Why a publication is made."""

    widget = forms.Textarea(attrs={"rows": 2, "data-autosave": ""})
    default_error_messages = {"required": "Say why, for those who read this later."}

    def __init__(self, **kwargs):
        super().__init__(label="Reason", max_length=MAX_WHY, **kwargs)


class PublishForm(ConfirmedForm):
    show = CheckedValuesField(required=False)
    why = ReasonField(
        help_text="Colleagues read it in the history, such as “Yearly review”."
    )
    when = forms.ChoiceField(
        choices=[("now", "Now"), ("later", "At a time")],
        initial="now",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose now, or a time."},
    )
    due_at = SiteTimeField(required=False, label="Date and time")

    def numbers(self):
        return f"{len(self.cleaned_data['version'])}-{len(self.cleaned_data['show'])}"

    def clean(self):
        data = super().clean()
        if not data["version"] and not data["show"]:
            self.add_error("version", NOTHING_TICKED)
        if data.get("when") == "now" and self["due_at"].data:
            # Nobody can mean both, and what is public is public: ask again.
            self.errors.pop("due_at", None)
            self.add_error("due_at", TIME_AND_NOW)
        elif data.get("when") == "later" and data.get("due_at", "") is None:
            self.add_error("due_at", NO_TIME)
        return data


class UndoForm(forms.Form):
    why = ReasonField()
