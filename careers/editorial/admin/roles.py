"""The roles: their names, addresses and statuses, and links to their texts."""

from django.contrib import admin, messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from careers.editorial.files.views import export_page
from careers.editorial.history.past_day import past_day_form
from careers.editorial.models import ViewedPage
from careers.editorial.templatetags.editorial import marked_by
from careers.editorial.workflow import READ, RefusedError, ordering
from careers.models import (
    Dimension,
    FormerSlug,
    Role,
    RoleDimensionEntry,
    number_of,
)
from careers.search.counts import less_described

from . import role_texts
from .base import ContentAdmin
from .content_list import LetterFilter, LetterPaginator, search_list
from .deletion import DeletedWithTextsMixin
from .scope import ScopedRoles
from .statuses import StatusActionsMixin, compared_with


class FamilyFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_value_display = gettext("No family")


class CompletenessFilter(admin.SimpleListFilter):
    title = _("completeness")
    parameter_name = "completeness"

    def lookups(self, request, model_admin):
        return [
            ("complete", gettext("Complete")),
            ("incomplete", gettext("Texts missing")),
            ("empty", gettext("No texts")),
        ]

    def queryset(self, request, queryset):
        texts = RoleDimensionEntry.objects.filter(
            role=OuterRef("pk"), dimension__in=Dimension.objects.published()
        )
        match self.value():
            case "complete":
                return queryset.filter(described__gte=F("dimensions"))
            case "incomplete":
                return queryset.filter(described__lt=F("dimensions"))
            case "empty":
                return queryset.filter(less_described(1, ~Q(Exists(texts))))
        return queryset


@admin.register(Role)
class RoleAdmin(
    ScopedRoles,
    role_texts.RoleTextsAdmin,
    StatusActionsMixin,
    DeletedWithTextsMixin,
    ContentAdmin,
):
    own, other = "role", "dimension"
    delete_confirmation_max_display = 50
    fieldsets = [
        (None, {"fields": ["name", "slug", "family", "position", "status"]}),
        (_("Other names"), {"fields": ["abbreviations", "other_names"]}),
    ]
    # Only the actions change a status: they leave a publication behind.
    readonly_fields = ["status", "former_addresses"]
    list_display = ["marked_name", "family", "state", "completeness", "also_known_as"]
    list_filter = ["status", ("family", FamilyFilter), CompletenessFilter, LetterFilter]
    list_select_related = ["family"]
    # The search is ours. Django asks only whether there is one.
    search_fields = ["folded_names"]
    ordering = ["name_key", "pk"]
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    actions = [
        "submit", "publish", "archive", "back_to_draft", "sort_by_name", "export",
    ]  # fmt: skip
    viewed_page = ViewedPage.ROLES

    @admin.action(permissions=["view"], description=_("Export"))
    def export(self, request, queryset):
        if not request.user.has_perm(READ):
            raise PermissionDenied
        slugs = list(queryset.order_by().values_list("slug", flat=True))
        return export_page(request, slugs)

    @admin.action(
        permissions=["change"],
        description=_("Sort their families by name, numbers by size"),
    )
    def sort_by_name(self, request, queryset):
        families = set(queryset.order_by().values_list("family", flat=True)) - {None}
        try:
            count = ordering.sort_by_name(families, by=request.user)
        except RefusedError as refusal:
            return messages.error(request, str(refusal))
        message = ngettext(
            "%(count)d role has another position in the draft of the order. Visitors "
            "see it once it is approved and published.",
            "%(count)d roles have another position in the draft of the order. Visitors "
            "see it once it is approved and published.",
            count,
        )
        return messages.success(request, message % {"count": count})

    def get_queryset(self, request):
        queryset = super().get_queryset(request).with_completeness()
        former_slugs = FormerSlug.objects.filter(role=OuterRef("pk"))
        return queryset.annotate(
            dimensions=number_of(Dimension.objects.published()),
            is_readdressed=Exists(former_slugs),
        )

    def get_paginator(self, request, queryset, *args, **options):
        # Django asks for that of the history too.
        if queryset.model is not Role:
            return super().get_paginator(request, queryset, *args, **options)
        return LetterPaginator(queryset, *args, **options)

    def get_search_results(self, request, queryset, search_term):
        return search_list(request, queryset, search_term), False

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not obj.is_readdressed:
            return fieldsets
        title = gettext("Former addresses")
        return [*fieldsets, (title, {"fields": ["former_addresses"]})]

    def view_on_site(self, role):
        return role.get_absolute_url() if role.is_published else None

    @admin.display(description=_("name"), ordering="name_key")
    def marked_name(self, role):
        return marked_by(role.title, role.marker)

    @admin.display(description=_("completeness"), ordering="described")
    def completeness(self, role):
        counts = {"described": role.described, "dimensions": role.dimensions}
        return gettext("%(described)d of %(dimensions)d") % counts

    @admin.display(description=_("other names"))
    def also_known_as(self, role):
        return marked_by(", ".join(role.also_known_as), role.marker)

    @admin.display(description=_("redirect to this page"))
    def former_addresses(self, role):
        paths = [
            (reverse("careers:role", args=[former.slug]),)
            for former in role.former_slugs.all()
        ]
        return format_html_join(" ", "<code>{}</code>", paths)

    def render_change_form(self, request, context, obj=None, **kwargs):
        if obj is not None:
            if request.user.has_perm(READ):
                context["past_day_form"] = past_day_form(obj)
            context["may_publish"] = self.has_publish_permission(request)
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        is_in_popup = IS_POPUP_VAR in request.POST
        if not is_in_popup and request.user.has_perm(READ):
            role_texts.link_to_texts(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def delete_view(self, request, object_id, extra_context=None):
        role = self.get_object(request, unquote(object_id))
        context = {
            "compared_with": compared_with([role]) if role else [],
            "may_archive": self.has_publish_permission(request),
        }
        return super().delete_view(request, object_id, context)
