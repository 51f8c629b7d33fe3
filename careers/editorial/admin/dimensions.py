"""The dimensions, their themes, and the families of roles."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.models import (
    Dimension,
    Family,
    Role,
    RoleDimensionEntry,
    Status,
    Theme,
    number_of,
)

from .base import ContentAdmin
from .deletion import DeletedWithTextsMixin
from .ordering import OrderedAdmin
from .statuses import StatusActionsMixin

NOT_DELETED_DIMENSION = ~Q(dimensions__status=Status.DELETED)


@admin.register(Family)
class FamilyAdmin(OrderedAdmin):
    fields = ["name", "slug", "position"]
    list_display = ["position", "name", "order", "roles", "state"]
    list_display_links = ["name"]

    def get_queryset(self, request):
        roles = Role.objects.filter(family=OuterRef("pk"))
        return super().get_queryset(request).annotate(role_count=number_of(roles))

    def end_of(self, family):
        return gettext("Visitors can’t choose roles by this family any more.")

    @admin.display(description=_("roles"), ordering="role_count")
    def roles(self, family):
        return family.role_count


@admin.register(Theme)
class ThemeAdmin(ContentAdmin):
    fields = ["name", "slug"]
    list_display = ["name", "dimensions", "state"]

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.annotate(
            dimension_count=Count("dimensions", filter=NOT_DELETED_DIMENSION)
        )

    def end_of(self, theme):
        return gettext("Visitors can’t read dimensions by this theme any more.")

    @admin.display(description=_("dimensions"), ordering="dimension_count")
    def dimensions(self, theme):
        return theme.dimension_count


@admin.register(Dimension)
class DimensionAdmin(StatusActionsMixin, DeletedWithTextsMixin, OrderedAdmin):
    own, other = "dimension", "role"
    actions = ["submit", "publish", "archive"]
    readonly_fields = ["status"]
    delete_confirmation_max_display = 50
    fields = [
        "name", "slug", "question", "example", "theme", "is_summary", "length_guide",
        "position", "status",
    ]  # fmt: skip
    list_display = [
        "position", "name", "order", "question", "theme", "summary", "described",
        "state",
    ]  # fmt: skip
    list_display_links = ["name"]
    list_filter = ["status"]
    list_select_related = ["theme"]

    def get_queryset(self, request):
        deleted = Role.everything.filter(status=Status.DELETED).values("pk")
        entries = RoleDimensionEntry.objects.filter(dimension=OuterRef("pk"))
        # Few are of deleted roles: it takes less to subtract them.
        count = number_of(entries) - number_of(entries.filter(role__in=deleted))
        return super().get_queryset(request).annotate(text_count=count)

    @admin.display(description=_("summary"), ordering="is_summary")
    def summary(self, dimension):
        return gettext("Yes") if dimension.is_summary else None

    @admin.display(description=_("roles described"), ordering="text_count")
    def described(self, dimension):
        return dimension.text_count
