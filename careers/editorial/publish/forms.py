import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial.forms import CleanTextField
from careers.editorial.queue.forms import (
    NOTHING_TICKED,
    STALE,
    CheckedValuesField,
    ConfirmedForm,
)
from careers.models import MAX_WHY
from careers.site_time import MAX_AHEAD, in_site_time_zone, parse_local_time

READY_CHANGED = gettext_lazy(
    "What is ready to be published changed after you opened this page. Check it again."
)
NO_TIME = gettext_lazy("Enter a date and a time, such as 2026-01-31 09:00.")
TIME_AND_NOW = gettext_lazy("You entered a time. Choose “Later”, or clear this field.")


class SiteTimeField(forms.Field):
    """A future date and time in the site's time zone."""

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
                _("This time is in the past. Choose a later one, or publish now.")
            )
        if value and value > now + MAX_AHEAD:
            raise ValidationError(_("Choose a time within the next two years."))


class ReasonField(CleanTextField):
    widget = forms.Textarea(attrs={"rows": 2})
    default_error_messages = {
        "required": gettext_lazy(
            "Give a reason, which your colleagues see in the history."
        )
    }

    def __init__(self, **kwargs):
        super().__init__(label=gettext_lazy("Reason"), max_length=MAX_WHY, **kwargs)


class PublishForm(ConfirmedForm):
    """``ready`` are the tokens of everything that can be published, on every page."""

    show = CheckedValuesField(required=False)
    incomplete = CheckedValuesField(required=False)
    scope = forms.ChoiceField(
        choices=[("ticked", ""), ("all", "")], required=False, initial="ticked"
    )
    all_seen = forms.CharField(required=False, max_length=64)
    why = ReasonField(
        help_text=gettext_lazy(
            "Your colleagues see this in the history. For example: “Yearly review”."
        )
    )
    when = forms.ChoiceField(
        choices=[
            ("now", gettext_lazy("Now")),
            ("later", gettext_lazy("Later")),
        ],
        initial="now",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose “Now” or “Later”.")},
    )
    due_at = SiteTimeField(required=False, label=gettext_lazy("Date and time"))

    def __init__(self, *args, ready=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.ready = list(ready)

    @property
    def ready_mark(self):
        """What stands for exactly these versions, as the page has shown them."""
        return hashlib.sha256(" ".join(self.ready).encode()).hexdigest()

    def counts(self):
        return [*super().counts(), len(self.cleaned_data["show"])]

    def clean(self):
        data = super().clean()
        if data.get("scope") == "all":
            if data["all_seen"] != self.ready_mark:
                raise ValidationError(READY_CHANGED, code=STALE)
            data["version"] = self.ready
        if not data["version"] and not data["show"]:
            self.add_error("version", NOTHING_TICKED)
        if data.get("when") == "now" and self["due_at"].data:
            # The two contradict each other, and publishing can't be taken back: ask.
            self.errors.pop("due_at", None)
            self.add_error("due_at", TIME_AND_NOW)
        elif data.get("when") == "later" and data.get("due_at", "") is None:
            self.add_error("due_at", NO_TIME)
        return data


class UndoForm(forms.Form):
    why = ReasonField()
