"""Fields and forms that several of the editors' pages share."""

from django import forms

from careers.text import clean_text


class CleanTextField(forms.CharField):
    """Several lines of text. Browsers send CRLF; one with LF only is the same."""

    def to_python(self, value):
        return clean_text(super().to_python(value))

    def has_changed(self, initial, data):
        return super().has_changed(clean_text(initial or ""), data)
