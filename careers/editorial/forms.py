"""Fields and forms that several of the editors' pages share."""

from django import forms

from careers.text.cleaning import clean_text

NOTHING_TICKED = "Tick at least one text."


class CleanTextField(forms.CharField):
    """Several lines of text. Browsers send CRLF; one with LF only is the same."""

    def to_python(self, value):
        return clean_text(super().to_python(value))

    def has_changed(self, initial, data):
        return super().has_changed(clean_text(initial or ""), data)


class CheckedValuesField(forms.Field):
    """The values of all ticked boxes of one name, each once, in their order."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        return list(dict.fromkeys(value or []))


class ConfirmedForm(forms.Form):
    """A form that does what its reader was told, in numbers.

    ``counted`` says which numbers stood beside the button when it was pressed.
    """

    version = CheckedValuesField(required=False)
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
