"""People limited to families: what they may not change, and where that is set."""

from django.contrib import admin
from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.editorial.models import FamilyLimit
from careers.editorial.workflow import scope_of


class ScopedAdmin(admin.ModelAdmin):
    """What the roles of all families share is not for people limited to some."""

    def out_of_scope(self, request, obj=None):
        """Return why the person may not change ``obj``, or add one; "" otherwise."""
        scope = scope_of(request)
        if not scope.is_limited:
            return ""
        message = gettext("This belongs to the roles of all families. %(note)s")
        return message % {"note": scope.note}

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not self.out_of_scope(request)

    def has_change_permission(self, request, obj=None):
        may_change = super().has_change_permission(request, obj)
        return may_change and not self.out_of_scope(request, obj)

    def has_delete_permission(self, request, obj=None):
        may_delete = super().has_delete_permission(request, obj)
        return may_delete and not self.out_of_scope(request, obj)

    def render_change_form(self, request, context, obj=None, **kwargs):
        if obj is not None and request.user.is_authenticated:
            context["out_of_scope"] = self.out_of_scope(request, obj)
        return super().render_change_form(request, context, obj=obj, **kwargs)


class ScopeFilter(admin.SimpleListFilter):
    title = _("your families")
    parameter_name = "yours"
    family = "family"

    def lookups(self, request, model_admin):
        # Without a choice, the list has no such filter.
        if not scope_of(request).is_limited:
            return []
        return [("yes", gettext("Only yours"))]

    def queryset(self, request, queryset):
        if self.value() != "yes":
            return queryset
        return scope_of(request).within(queryset, self.family)


class ScopedRoles:
    """Roles, of which people limited to families change those of their families.

    A role moves only from one of their families to another.
    """

    def out_of_scope(self, request, obj=None):
        return scope_of(request).reason(obj) if obj else ""

    def render_change_form(self, request, context, obj=None, **kwargs):
        if self.out_of_scope(request, obj):
            context["action_form"] = None
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def get_queryset(self, request):
        scope = scope_of(request)
        outside = Value(False)
        if scope.is_limited:
            outside = ~Q(family__in=scope.keys) | Q(family=None)
        outside = ExpressionWrapper(outside, output_field=BooleanField())
        return super().get_queryset(request).annotate(is_outside=outside)

    def get_list_display(self, request):
        columns = super().get_list_display(request)
        return [*columns, "access"] if scope_of(request).is_limited else columns

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), ScopeFilter]

    @admin.display(description=_("your access"))
    def access(self, role):
        return gettext("Read only") if role.is_outside else gettext("Change")

    def action_checkbox(self, role):
        return "" if role.is_outside else super().action_checkbox(role)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        scope = scope_of(request)
        if db_field.name == "family" and scope.is_limited:
            families = db_field.remote_field.model.objects.filter(pk__in=scope.keys)
            kwargs |= {"queryset": families, "required": True}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class FamilyLimitInline(admin.StackedInline):
    """The families of a person; those who are limited themselves choose none."""

    model = FamilyLimit
    fields = ["family"]
    extra = 1
    verbose_name = _("family")
    verbose_name_plural = _("Families (without any, this person can change all roles)")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        # Families are chosen here, not made, changed or deleted.
        widget = field.widget
        widget.can_add_related = widget.can_change_related = False
        widget.can_delete_related = widget.can_view_related = False
        return field

    def _may_choose(self, request):
        may_change = request.user.has_perm("auth.change_user")
        return may_change and not scope_of(request).is_limited

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("auth.view_user")

    def has_add_permission(self, request, obj=None):
        return self._may_choose(request)

    def has_change_permission(self, request, obj=None):
        return self._may_choose(request)

    def has_delete_permission(self, request, obj=None):
        return self._may_choose(request)


class LimitedPeople(admin.ModelAdmin):
    """Accounts whose makers never give more families than they have."""

    inlines = [FamilyLimitInline]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        scope = scope_of(request)
        if not change and scope.is_limited:
            FamilyLimit.objects.bulk_create(
                FamilyLimit(person=form.instance, family=family)
                for family in scope.families
            )
