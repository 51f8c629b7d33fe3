"""What editors may edit, and how each list and page shows it."""

from functools import partial

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import IntegrityError, models
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from . import admin_views, compare_then, people_admin, role_texts  # noqa: F401  (registers the accounts)
from .admin_forms import ContentForm, TidyTextField
from .admin_lists import AskedWithCare
from .drafting import locked_roles
from .models import Dimension, Family, Role, Theme
from .rights import PUBLISH, READ
from .words import fold

admin.site.site_header = settings.SITE_NAME
admin.site.site_title = f"{settings.SITE_NAME} admin"
admin.site.index_title = "What visitors read"


class ContentAdmin(AskedWithCare, admin.ModelAdmin):
    """Pages whose fields lose nothing of what is typed or pasted into them."""

    form = ContentForm
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = {
        models.TextField: {
            "form_class": TidyTextField,
            "widget": AdminTextareaWidget(attrs={"rows": 4}),
        }
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.CharField):
            # Browsers cut at maxlength, without a word, what is pasted. The message
            # at the field says how much is too much.
            field.widget.attrs.pop("maxlength", None)
            field.widget.attrs["dir"] = "auto"
        return field

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Two people saved the same name or address at once, and the form was
            # checked before the other's was there. Now the check will say so.
            return super().changeform_view(request, *args, **kwargs)


class DeletedWithTexts:
    """A role or a dimension. One way to delete it: its page, which shows what goes."""

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        actions = super().get_actions(request, action_location=action_location)
        actions.pop("delete_selected", None)
        return actions

    def delete_model(self, request, obj):
        # Who saves a text holds its role until it is there. A text that came between
        # the look at what goes along and the deletion would be in its way.
        is_role = isinstance(obj, Role)
        locked_roles([obj.pk] if is_role else Role.objects.values_list("pk", flat=True))
        list(self.model.objects.select_for_update().filter(pk=obj.pk))
        super().delete_model(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        response = super().response_delete(request, obj_display, obj_id)
        if IS_POPUP_VAR not in request.POST and request.user.has_perm(READ):
            way = format_html(
                '<a href="{}">Bring it back from what was deleted</a>',
                reverse("admin:deleted"),
            )
            messages.info(request, way)
        return response


class OrderedAdmin(ContentAdmin):
    """Objects in the editors' order, moved by a button or by typing a position."""

    def get_changelist(self, request, **kwargs):
        return admin_views.OrderedChangeList

    def view_on_site(self, each):
        return each.get_absolute_url()

    def get_list_display(self, request):
        shown = self.list_display
        if not self.has_change_permission(request):
            shown = [name for name in shown if name != "order"]
        return shown

    def get_changeform_initial_data(self, request):
        last = self.model.objects.aggregate(last=models.Max("position"))["last"] or 0
        return {"position": last + 1, **super().get_changeform_initial_data(request)}

    def get_urls(self):
        view = partial(admin_views.move, model_admin=self)
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        address = path(
            "<path:object_id>/move/", self.admin_site.admin_view(view), name=name
        )
        return [address, *super().get_urls()]

    @admin.display(description="Order")
    def order(self, each):
        name = f"admin:{each._meta.app_label}_{each._meta.model_name}_move"
        address = reverse(name, args=[each.pk])
        return render_to_string(
            "admin/careers/_move.html", {"each": each, "address": address}
        )


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
class DimensionAdmin(DeletedWithTexts, OrderedAdmin):
    fields = [
        "name", "slug", "question", "theme", "is_summary", "length_guide", "position"
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
        return admin_views.deletion("dimension", objs, other="role", quotes=may_read)

    def delete_view(self, request, object_id, extra_context=None):
        return super().delete_view(request, object_id, {"title": "Delete a dimension"})


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
        admin_views.set_status(request, queryset, status)

    return act


@admin.register(Role)
class RoleAdmin(DeletedWithTexts, ContentAdmin):
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
        for word in fold(search_term).split():
            queryset = queryset.filter(folded_names__contains=f" {word}")
        return queryset, False

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
            or not (obj.is_published or admin_views.is_to_change(obj))
        )

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        view = partial(super().changeform_view, request, object_id, *args, **kwargs)
        if not object_id or not admin_views.runs_action(request):
            return view()
        edits = partial(admin_views.has_edits, self, request, object_id)
        return admin_views.save_and_act(request, has_edits=edits, view=view)

    def render_change_form(self, request, context, obj=None, **kwargs):
        if obj is not None:
            if request.user.has_perm(READ):
                context |= role_texts.texts_of(obj)
            context["may_publish"] = self.has_publish_permission(request)
            context["then_form"] = compare_then.form_for(obj, request.user)
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
            admin_views.tell_new_address(request, form.initial["slug"], role.slug)

    def get_deleted_objects(self, objs, request):
        may_read = request.user.has_perm(READ)
        return admin_views.deletion("role", objs, other="dimension", quotes=may_read)

    def delete_view(self, request, object_id, extra_context=None):
        role = self.get_object(request, unquote(object_id))
        context = {
            "title": "Delete a role",
            "parted_from": admin_views.compared_with(role) if role else [],
            "may_archive": self.has_publish_permission(request),
        }
        return super().delete_view(request, object_id, context)
