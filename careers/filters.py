import django_filters
from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from .models import Family, Role


class RoleOrder(django_filters.OrderingFilter):
    ORDERS = {
        "name": ["folded_names"],
        # PostgreSQL and SQLite do not agree on where nulls come.
        "family": [
            F("family__position").asc(nulls_last=True),
            F("family__name").asc(nulls_last=True),
            "folded_names",
        ],
        "changed": [F("changed_at").desc(nulls_last=True), "folded_names"],
    }

    def __init__(self, *args, **kwargs):
        kwargs["choices"] = [
            ("name", _("Name")),
            ("family", _("Family")),
            ("changed", _("Last changed")),
        ]
        super().__init__(*args, **kwargs)

    def filter(self, qs, value):
        chosen = [name for name in value or () if name]
        return qs.order_by(*self.ORDERS[chosen[0]]) if chosen else qs


class RoleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Words"),
        method="filter_words",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    family = django_filters.ModelChoiceFilter(
        label=_("Family"),
        queryset=lambda request: Family.objects.having(Role.objects.published()),
        to_field_name="slug",
        empty_label=_("All families"),
        error_messages={
            "invalid_choice": _("There is no such family. Choose another.")
        },
    )
    sort = RoleOrder(label=_("Sort by"), empty_label=None)

    class Meta:
        model = Role
        fields: list[str] = []

    @property
    def words(self):
        """The words, if a search can have them."""
        return "" if self.errors.get("q") else self.form.cleaned_data.get("q", "")

    def filter_queryset(self, queryset):
        """Search last, as a search finds the best of those that the rest leaves."""
        values = self.form.cleaned_data
        for name in sorted(values, key=["q", "sort"].__contains__):
            queryset = self.filters[name].filter(queryset, values[name])
        return queryset

    def filter_words(self, queryset, name, value):
        return queryset.search(value)
