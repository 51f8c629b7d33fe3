from django import forms
from django.utils.translation import gettext_lazy as _

NAME, FAMILY, CHANGED = "name", "family", "changed"
SORTS = [(NAME, _("Name")), (FAMILY, _("Family")), (CHANGED, _("Last changed"))]


class DirectoryForm(forms.Form):
    """Words and an order. What facets have chosen is read by them."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=SORTS)

    def __init__(self, data):
        super().__init__(data)
        # "" is the order that fits: it may change with the words.
        if self.words:
            self.fields["sort"].choices = [("", _("Best match")), *SORTS]
        elif data.get("sort") != NAME:
            self.fields["sort"].choices = [("", _("Name")), *SORTS[1:]]
        self.full_clean()

    @property
    def words(self):
        """The words, if a search can have them."""
        return "" if "q" in self.errors else self.cleaned_data["q"]

    @property
    def order(self):
        """An order, or "" for the best matches first."""
        return self.cleaned_data.get("sort") or ("" if self.words else NAME)
