"""Fields and forms that several of the editors' pages share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careers.text import clean_text

# With the name of an object before it, it is a publication's reason.
MAX_WHY = 300  # characters


class CleanTextField(forms.CharField):
    """Several lines of text. Browsers send CRLF; one with LF only is the same."""

    def to_python(self, value):
        return clean_text(super().to_python(value))

    def has_changed(self, initial, data):
        return super().has_changed(clean_text(initial or ""), data)


class WhyForm(forms.Form):
    """An optional reason, which colleagues see in the history."""

    why = CleanTextField(
        label=_("Why (optional)"),
        required=False,
        max_length=MAX_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Your colleagues see this in the history."),
    )
