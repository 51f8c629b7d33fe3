from django import forms
from django.utils.dateparse import parse_datetime

from .filters import SlugField, SlugsField


class PresenceForm(forms.Form):
    """The cell that a person has open, the roles on the page, and its last news."""

    role = SlugField()
    dimension = SlugField()
    since = forms.CharField(required=False, max_length=40)
    roles = SlugsField(required=False)

    def clean_since(self):
        try:
            since = parse_datetime(self.cleaned_data["since"].replace(" ", "+"))
        except ValueError:
            since = None
        return since if since and since.tzinfo else None


class RowLabelsForm(forms.Form):
    """The rows to label: dimensions, across the roles of a page."""

    role = SlugsField()
    dimension = SlugsField()


class PasteForm(forms.Form):
    """A table from the clipboard, and the cell that its first one goes into.

    ``cells`` is ``Paste.identity`` of the preview.
    """

    pasted = forms.CharField(strip=False, required=False, widget=forms.Textarea)
    role = SlugField()
    dimension = SlugField()
    cells = forms.CharField(required=False)
