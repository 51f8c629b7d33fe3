from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime

from careers.editorial.workflow import DELETED, CellState, DraftEdit, RefusedError
from careers.models import MAX_SLUG, Dimension, Role, is_key

from .filters import SlugField, SlugsField
from .matrix import NEXT


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


class SoughtForm(forms.Form):
    """A state to seek from a cell on, or ``back``; ``first`` counts that cell too."""

    seek = forms.TypedChoiceField(
        choices=[(state.value, "") for state in NEXT], coerce=CellState
    )
    start = forms.CharField(required=False, max_length=2 * MAX_SLUG + 1)
    first = forms.BooleanField(required=False)
    back = forms.BooleanField(required=False)


class PasteForm(forms.Form):
    """A table from the clipboard, and the cell that its first one goes into.

    ``cells`` is ``Paste.identity`` of the preview. With ``as_lists``, texts with a
    statement a line become lists.
    """

    pasted = forms.CharField(strip=False, required=False, widget=forms.Textarea)
    role = SlugField()
    dimension = SlugField()
    cells = forms.CharField(required=False)
    as_lists = forms.BooleanField(required=False)

    def clean(self):
        choice = {"as-lists": True, "as-they-are": False}
        as_lists = choice.get(self.data.get("act"), self.cleaned_data.get("as_lists"))
        return {**self.cleaned_data, "as_lists": as_lists}


class TextsForm(forms.Form):
    """New texts of several cells, as JSON: ``[{"key", "text", "version"}]``."""

    texts = forms.JSONField()

    def clean_texts(self):
        texts = self.cleaned_data["texts"]
        if not (isinstance(texts, list) and texts and all(map(is_change, texts))):
            raise ValidationError("", code="invalid")
        if len({change["key"] for change in texts}) < len(texts):
            raise ValidationError("", code="repeated")
        return texts

    def edits(self):
        """Return a DraftEdit for each; raise RefusedError if its cell is gone."""
        changes = self.cleaned_data["texts"]
        keys = [change["key"].split(".") for change in changes]
        roles = Role.objects.in_bulk({int(role) for role, _dimension in keys})
        dimensions = Dimension.objects.in_bulk({int(key) for _role, key in keys})
        try:
            return [
                DraftEdit(
                    roles[int(role)],
                    dimensions[int(dimension)],
                    change["text"],
                    change["version"],
                )
                for (role, dimension), change in zip(keys, changes, strict=True)
            ]
        except KeyError as error:
            raise RefusedError(DELETED) from error


def is_change(change):
    if not isinstance(change, dict):
        return False
    values = [change.get(name) for name in ("key", "text", "version")]
    if not all(isinstance(value, str) for value in values):
        return False
    role, _dot, dimension = values[0].partition(".")
    return is_key(role) and is_key(dimension)
