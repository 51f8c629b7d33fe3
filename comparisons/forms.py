"""The form of the picker."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .options import Options
from .selection import Selection, plain_slug


class PickerForm(forms.Form):
    """The roles ticked, the words to find more, and the button that was pressed.

    ``go`` is "compare" after the Compare button and "choose" for what leads back to
    the picker; other links have none. The comparison checks whether the roles exist.
    """

    q = forms.CharField(
        label=_("Words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, data):
        super().__init__(data)
        self.selection = Selection.of(plain_slug(slug) for slug in data.getlist("role"))
        self.go = data.get("go")
        # The options of the comparison that this leads back to.
        self.options, _unknown = Options.of(data)
        # An address with one of the form's keys is a part of the picker.
        self.is_asked = any(key in data for key in ("role", "q", "go"))

    @property
    def words(self):
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    @property
    def is_too_long(self):
        return len(self.selection) > settings.COMPARISON_MAX_ROLES

    @property
    def is_ready(self):
        is_enough = len(self.selection) >= 2 and self.go != "choose"
        return is_enough and not self.is_too_long

    @property
    def is_too_short(self):
        return self.go == "compare" and len(self.selection) < 2
