"""The dimensions, their themes, and the families of roles."""

from django.contrib import admin
from django.db import models

from careers.editorial.workflow.permissions import READ
from careers.models import Dimension, Family, Theme

from . import views
from .base import ContentAdmin, DeletedWithTextsMixin, OrderedAdmin


@admin.register(Family)
class FamilyAdmin(OrderedAdmin):
    fields = ["name", "slug", "position"]
    list_display = ["position", "name", "order", "roles"]
    list_display_links = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(members=models.Count("roles"))

    @admin.display(description="roles", ordering="members")
    def roles(self, family):
        return family.members


@admin.register(Theme)
class ThemeAdmin(ContentAdmin):
    fields = ["name", "slug"]
    list_display = ["name", "dimensions"]

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.annotate(members=models.Count("dimensions"))

    @admin.display(description="dimensions", ordering="members")
    def dimensions(self, theme):
        return theme.members


@admin.register(Dimension)
class DimensionAdmin(DeletedWithTextsMixin, OrderedAdmin):
    fields = [
        "name", "slug", "question", "example", "theme", "is_summary", "length_guide",
        "position",
    ]  # fmt: skip
    list_display = [
        "position", "name", "order", "question", "theme", "summary", "described"
    ]  # fmt: skip
    list_display_links = ["name"]
    list_select_related = ["theme"]
    delete_confirmation_max_display = 50

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(texts=models.Count("entries"))

    @admin.display(description="summary", ordering="is_summary")
    def summary(self, dimension):
        return "Yes" if dimension.is_summary else None

    @admin.display(description="roles described", ordering="texts")
    def described(self, dimension):
        return dimension.texts

    def get_deleted_objects(self, objs, request):
        may_read = request.user.has_perm(READ)
        return views.deletion("dimension", objs, other="role", quotes=may_read)

    def delete_view(self, request, object_id, extra_context=None):
        return super().delete_view(request, object_id, {"title": "Delete a dimension"})
