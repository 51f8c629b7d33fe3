import django_filters
from django import forms
from django.db.models import F

from careers.search.roles import search_roles

from .models import Family, Role


class RoleOrder(django_filters.OrderingFilter):
    """The orders of the directory, by the words a visitor chooses them with."""

    ORDERS = {
        "name": ["folded_names"],
        # PostgreSQL and SQLite do not agree on where nothing comes.
        "family": [
            F("family__position").asc(nulls_last=True),
            F("family__name").asc(nulls_last=True),
            "folded_names",
        ],
        "changed": [F("changed_at").desc(nulls_last=True), "folded_names"],
    }

    def __init__(self, *args, **kwargs):
        kwargs["choices"] = [
            ("name", "Name"),
            ("family", "Family"),
            ("changed", "Last changed"),
        ]
        super().__init__(*args, **kwargs)

    def filter(self, qs, value):
        """Order by what was chosen, else leave the order as it is."""
        chosen = [name for name in value or () if name]
        return qs.order_by(*self.ORDERS[chosen[0]]) if chosen else qs


class RoleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label="Words",
        method="filter_words",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    family = django_filters.ModelChoiceFilter(
        label="Family",
        queryset=lambda request: Family.objects.having(Role.objects.published()),
        to_field_name="slug",
        empty_label="All families",
        error_messages={"invalid_choice": "No such family. Choose another."},
    )
    sort = RoleOrder(label="Sort by", empty_label=None)

    class Meta:
        model = Role
        fields: list[str] = []

    def filter_words(self, queryset, name, value):
        """Keep the roles that hold the words, those named so before the others."""
        return search_roles(queryset, value).order_by("-named", "folded_names")
