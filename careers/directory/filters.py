"""The words and the order in an address, and the rows that its facets leave."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from careers.models import ListedRole

NAME, FAMILY, CHANGED = "name", "family", "changed"
SORTS = [(NAME, _("Name")), (FAMILY, _("Family")), (CHANGED, _("Last changed"))]


class DirectoryForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # "" is the order that fits: it may change with the words.
        if self.words:
            self.fields["sort"].choices = [("", _("Best match")), *SORTS]
        elif self.data.get("sort") != NAME:
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


class DirectoryFilter(django_filters.FilterSet):
    """What visitors type and sort by, and ``qs``: the rows that all facets leave.

    The words are looked for, and the rows sorted, by the page.
    """

    q = django_filters.CharFilter(
        label=_("Words"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    sort = django_filters.ChoiceFilter(
        label=_("Sort by"), choices=SORTS, empty_label=None
    )

    class Meta:
        model = ListedRole
        form = DirectoryForm
        fields: list[str] = []

    def __init__(self, data, facets=()):
        super().__init__(data, ListedRole.objects.all())
        self.facets = facets

    def filter_queryset(self, queryset):
        for facet in self.facets:
            if facet.chosen:
                queryset = queryset.filter(facet.condition)
        return queryset
