"""The roles: names and addresses here, texts and statuses by the workshop's ways."""

from functools import partial

from django.contrib import admin
from django.contrib.admin import ActionLocation
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.db import models
from django.urls import reverse
from django.utils.html import format_html_join

from careers.editorial.history import past_day
from careers.editorial.workflow.permissions import PUBLISH, READ
from careers.models import Dimension, Role
from careers.search.roles import search_role_names

from . import role_texts, views
from .base import ContentAdmin, DeletedWithTextsMixin


class FamilyFilter(admin.RelatedFieldListFilter):
    """Families, and the roles of none by words instead of a dash."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_value_display = "No family"


class CompletenessFilter(admin.SimpleListFilter):
    title = "completeness"
    parameter_name = "completeness"

    def lookups(self, request, model_admin):
        return [
            ("complete", "Complete"),
            ("incomplete", "Something missing"),
            ("empty", "Nothing written"),
        ]

    def queryset(self, request, queryset):
        every = models.F("dimensions")
        conditions = {
            "complete": models.Q(described__gte=every),
            "incomplete": models.Q(described__lt=every),
            "empty": models.Q(described=0),
        }
        return queryset.filter(conditions.get(self.value(), models.Q()))


def status_action(status, for_one, for_many):
    """Return an action, of the list and of a role's page, that gives ``status``."""

    @admin.action(
        permissions=["publish"],
        description=for_one,
        description_plural=for_many,
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def act(model_admin, request, queryset):
        views.set_status(request, queryset, status)

    return act


@admin.register(Role)
class RoleAdmin(DeletedWithTextsMixin, ContentAdmin):
    fieldsets = [
        (None, {"fields": ["name", "slug", "family", "status"]}),
        ("Other names", {"fields": ["abbreviations", "other_names"]}),
    ]
    # A status is changed by the actions, which leave a publication behind.
    readonly_fields = ["status", "former_addresses"]
    list_display = ["name", "family", "status", "completeness", "also_known_as"]
    list_filter = ["status", ("family", FamilyFilter), CompletenessFilter]
    list_select_related = ["family"]
    search_fields = ["folded_names"]
    actions = ["publish", "archive", "back_to_draft"]
    delete_confirmation_max_display = 50

    publish = status_action(
        Role.Status.PUBLISHED, "Publish", "Publish the ticked roles"
    )
    archive = status_action(Role.Status.ARCHIVED, "Archive", "Archive the ticked roles")
    back_to_draft = status_action(
        Role.Status.DRAFT, "Back to draft", "Make drafts of the ticked roles"
    )

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .with_completeness()
            .annotate(dimensions=models.Value(Dimension.objects.count()))
        )

    def get_search_results(self, request, queryset, search_term):
        return search_role_names(queryset, search_term), False

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not obj.former_slugs.exists():
            return fieldsets
        return [*fieldsets, ("Former addresses", {"fields": ["former_addresses"]})]

    def view_on_site(self, role):
        return role.get_absolute_url() if role.is_published else None

    @admin.display(description="completeness", ordering="described")
    def completeness(self, role):
        return f"{role.described} of {role.dimensions}"

    @admin.display(description="other names")
    def also_known_as(self, role):
        return ", ".join(role.also_known_as)

    @admin.display(description="lead here too")
    def former_addresses(self, role):
        addresses = (
            (reverse("careers:role", args=[former.slug]),)
            for former in role.former_slugs.all()
        )
        return format_html_join(" ", "<code>{}</code>", addresses)

    def has_publish_permission(self, request):
        return request.user.has_perm(PUBLISH)

    def has_change_permission(self, request, obj=None):
        """What visitors read is changed by those who may publish, and nobody else.

        So is what they are going to read: names are not pinned, as texts are.
        """
        if not super().has_change_permission(request, obj):
            return False
        return (
            obj is None
            or self.has_publish_permission(request)
            or not (obj.is_published or views.is_to_change(obj))
        )

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        view = partial(super().changeform_view, request, object_id, *args, **kwargs)
        if not object_id or not views.runs_action(request):
            return view()
        edits = partial(views.has_edits, self, request, object_id)
        return views.save_and_act(request, has_edits=edits, view=view)

    def render_change_form(self, request, context, obj=None, **kwargs):
        if obj is not None:
            if request.user.has_perm(READ):
                context |= role_texts.texts_of(obj)
            context["may_publish"] = self.has_publish_permission(request)
            context["past_day_form"] = past_day.past_day_form(obj, request.user)
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        is_in_popup = IS_POPUP_VAR in request.POST
        if not is_in_popup and request.user.has_perm(READ):
            role_texts.lead_to_texts(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        role = form.instance
        if change and "slug" in form.changed_data:
            views.tell_new_address(request, form.initial["slug"], role.slug)

    def get_deleted_objects(self, objs, request):
        may_read = request.user.has_perm(READ)
        return views.deletion("role", objs, other="dimension", quotes=may_read)

    def delete_view(self, request, object_id, extra_context=None):
        role = self.get_object(request, unquote(object_id))
        context = {
            "title": "Delete a role",
            "parted_from": views.compared_with(role) if role else [],
            "may_archive": self.has_publish_permission(request),
        }
        return super().delete_view(request, object_id, context)
