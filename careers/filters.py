import django_filters
from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from .models import Family, Role
from .search.roles import search_roles


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

    def filter_words(self, queryset, name, value):
        return search_roles(queryset, value).order_by("-named", "folded_names")
