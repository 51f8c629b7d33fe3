from django import forms
from django.utils.translation import gettext_lazy

STALE = "stale"  # the code of an error about what the page had shown
NOTHING_TICKED = gettext_lazy("Select at least one text.")


class CheckedValuesField(forms.Field):
    """The values of all ticked boxes of one name, in order, without repeats."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        return list(dict.fromkeys(value or []))


class ConfirmedForm(forms.Form):
    """A form that acts only on as many drafts as its button showed.

    Without scripts the button can't follow the boxes, so the page asks again.
    """

    version = CheckedValuesField(required=False)
    counted = forms.CharField(required=False, max_length=50)

    def counts(self):
        return [len(self.cleaned_data["version"])]

    @property
    def is_confirmed(self):
        return self.cleaned_data["counted"] == self.join_counts(*self.counts())

    @staticmethod
    def join_counts(*counts):
        """Return counts as the hidden field ``counted`` has them: "3" or "3-1"."""
        return "-".join(str(count) for count in counts)
