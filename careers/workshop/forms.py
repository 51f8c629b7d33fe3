"""What people send from the pages that review and publish, and ask of the history."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from careers.models import Dimension, Role
from careers.models.draft import MAX_COMMENT
from careers.models.fields import is_slug, validate_plain_text
from careers.models.publication import MAX_WHY
from careers.site_time import FURTHEST, in_site_zone, parsed
from careers.words import tidy

from . import drafting
from .changes import page_of_changes
from .text_history import known

NOTHING_TICKED = "Tick at least one text."
NO_TIME = "Write a date and a time of day, such as 2026-01-31 09:00."
TIME_AND_NOW = "You gave a time: choose “At a time”, or empty it."


class TidyTextField(forms.CharField):
    """Several lines of text. Browsers send CRLF; one with LF only is the same."""

    def to_python(self, value):
        return tidy(super().to_python(value))

    def has_changed(self, initial, data):
        return super().has_changed(tidy(initial or ""), data)


class KnownField(forms.Field):
    """The role or dimension that a slug names or once named."""

    def __init__(self, model):
        super().__init__(required=False)
        self.model = model

    def to_python(self, slug):
        found = known(self.model, slug) if slug and is_slug(slug) else None
        if slug and not found:
            raise ValidationError("There is none of this address.")
        return found


class ChangesForm(forms.Form):
    """Which changes an address asks for."""

    role = KnownField(Role)
    dimension = KnownField(Dimension)
    by = forms.CharField(required=False, max_length=150)

    def found(self, page):
        """Return one page of the changes, and whether there are older ones.

        Of what is not known there are none.
        """
        if not self.is_valid():
            return [], False
        keys = {name: self.cleaned_data[name] for name in ("role", "dimension")}
        keys = {name: each and each.pk for name, each in keys.items()}
        return page_of_changes(**keys, by=self.cleaned_data["by"], page=page)


class Ticked(forms.Field):
    """The values of all ticked boxes of one name, each once, in their order."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        return list(dict.fromkeys(value or []))


class SiteTimeField(forms.Field):
    """A date and time of day to come, in the site's time zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    def to_python(self, value):
        if not value:
            return None
        try:
            moment = parsed(value)
        except ValueError as error:
            raise ValidationError(NO_TIME) from error
        try:
            return in_site_zone(moment)
        except (ValueError, OverflowError) as error:
            raise ValidationError(str(error)) from error

    def validate(self, value):
        super().validate(value)
        now = timezone.now()
        if value and value <= now:
            raise ValidationError(
                "This time is past. Choose a time to come, or publish now."
            )
        if value and value > now + FURTHEST:
            raise ValidationError("Choose a time within the next two years.")


class CountedForm(forms.Form):
    """A form that does what its reader was told, in numbers.

    ``counted`` says which numbers stood beside the button when it was pressed.
    """

    version = Ticked(required=False)
    counted = forms.CharField(required=False, max_length=50)

    def numbers(self):
        """The numbers of what is ticked, as ``counted`` has them."""
        return str(len(self.cleaned_data["version"]))

    @property
    def is_counted(self):
        return self.cleaned_data["counted"] == self.numbers()

    def refuse(self, message):
        """Say above the form why nothing was done."""
        self.add_error(None, str(message))


class ReviewForm(CountedForm):
    act = forms.ChoiceField(choices=[("approve", "Approve"), ("return", "Return")])
    comment = TidyTextField(
        required=False,
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3, "data-autosave": ""}),
        help_text="Required to return. @name sends somebody a notice.",
    )

    def clean_version(self):
        if not self.cleaned_data["version"]:
            raise ValidationError(NOTHING_TICKED)
        return self.cleaned_data["version"]

    def clean_comment(self):
        if comment := self.cleaned_data["comment"]:
            validate_plain_text(comment)
        return comment

    def clean(self):
        data = super().clean()
        if data.get("act") == "return" and data.get("comment") == "":
            self.add_error("comment", drafting.NO_REASON)
        return data


class ReasonField(TidyTextField):
    """Why a publication is made."""

    widget = forms.Textarea(attrs={"rows": 2, "data-autosave": ""})
    default_error_messages = {"required": "Say why, for those who read this later."}

    def __init__(self, **kwargs):
        super().__init__(label="Reason", max_length=MAX_WHY, **kwargs)


class PublishForm(CountedForm):
    show = Ticked(required=False)
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
