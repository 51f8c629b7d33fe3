"""The form of the picker."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from careers.directory.facets import NO_FAMILY
from careers.text import fold_letters

from .options import Options
from .selection import Selection, closest_slug, plain_slug


class PickerForm(forms.Form):
    """The roles ticked, which others to list, and the button that was pressed.

    ``go`` is "compare" after the Compare button and "choose" for what leads back to
    the picker; other links have none. The comparison checks whether the roles exist.

    With ``replace``, the picker asks for one role, ``with``, in the place of another.
    """

    q = forms.CharField(
        label=_("Words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, data):
        super().__init__(data)
        selection = Selection.of(map(closest_slug, data.getlist("role")))
        replaced = closest_slug(data.get("replace", "").lower())
        self.replaced = replaced if replaced in selection.slugs else ""
        self.replacement = plain_slug(data.get("with", ""))
        self.selection = selection if self.replaced else selection.undated
        self.go = data.get("go")
        family = data.get("family", "")
        self.family = family if family == NO_FAMILY else plain_slug(family)
        letter = fold_letters(data.get("letter", "")[:1])[:1]
        self.letter = letter if letter.isalnum() else ""
        # The options of the comparison that this leads back to.
        self.options, _unknown = Options.of(data)
        # An address with one of the form's keys is a part of the picker.
        keys = ("role", "q", "go", "family", "letter")
        self.is_asked = any(key in data for key in keys)

    @property
    def words(self):
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    @property
    def is_too_long(self):
        return len(self.selection) > settings.COMPARISON_MAX_ROLES

    @property
    def is_ready(self):
        # The directory sends its filters along with its Compare button.
        is_listing = self.go != "compare" and bool(self.family or self.letter)
        if self.go == "choose" or is_listing or self.is_too_long:
            return False
        return bool(self.replacement) if self.replaced else len(self.selection) >= 2

    @property
    def is_too_short(self):
        if self.go != "compare":
            return False
        return bool(self.replaced) or len(self.selection) < 2

    @property
    def role_field(self):
        return "with" if self.replaced else "role"

    @property
    def unchanged_path(self):
        return self.selection.path("", self.options.pairs())

    @property
    def comparison_path(self):
        if not self.replaced:
            return self.unchanged_path
        change = self.replaced, self.replacement
        options = self.options.replaced(*change)
        return self.selection.replaced(*change).path("", options.pairs())

    @property
    def show_all_path(self):
        query = [("go", "choose"), *self.options.pairs()]
        if self.replaced:
            return self.selection.replace_path(self.replaced, query)
        return self.selection.picker_path(query)
