"""Accounts. None is deleted, and people grant no permission that they lack."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.editorial.workflow import Scope

from .kept import KeptFormsMixin
from .lists import SafeLookups
from .scope import LimitedPeople

DEACTIVATE = _(
    "Accounts are never deleted, because the history names them. To end a person’s "
    "access, clear “Active”."
)
SUPERUSER_FIELDS = {"is_superuser", "user_permissions"}
GROUPS = _(
    "What this person may do. Members of a group can log in here: saving selects "
    "“Staff status” for them."
)

admin.site.unregister([User, Group])


@admin.register(Group)
class GroupsAdmin(KeptFormsMixin, SafeLookups, GroupAdmin):
    """Django's own list and form, with safe lookups."""


@admin.register(User)
class PeopleAdmin(LimitedPeople, KeptFormsMixin, SafeLookups, UserAdmin):
    filter_horizontal = ["user_permissions"]
    add_fieldsets = [
        *UserAdmin.add_fieldsets,
        (_("Personal info"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Permissions"), {"fields": ["groups"]}),
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        return [
            (name, self._without_superuser_fields(request, options))
            if "groups" in options["fields"]
            else (name, options)
            for name, options in fieldsets
        ]

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        # Setting a password is taking over an account.
        may_change = super().has_change_permission(request, obj)
        if obj is None or request.user.is_superuser:
            return may_change
        return may_change and not obj.is_superuser and not exceeds(obj, request.user)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            # There are few, and checkboxes show them all.
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = GROUPS
            if not request.user.is_superuser:
                kwargs["queryset"] = groups_within(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        person = form.instance
        if person.groups.exists() and not person.is_staff:
            # Without it the admin asks for a password again and again.
            person.is_staff = True
            person.save(update_fields=["is_staff"])
            message = gettext("%(person)s can now log in here.")
            messages.info(request, message % {"person": person})

    def _without_superuser_fields(self, request, options):
        fields = options["fields"]
        if not request.user.is_superuser:
            fields = [field for field in fields if field not in SUPERUSER_FIELDS]
        return {**options, "fields": fields, "description": DEACTIVATE}


def permissions_of(user):
    """Return the permissions that ``user`` has or, while not active, would have."""
    return Permission.objects.filter(Q(user=user) | Q(group__user=user))


def exceeds(other, user):
    """Whether ``other`` may do anything that ``user`` may not."""
    permissions = permissions_of(user).values("pk")
    if permissions_of(other).exclude(pk__in=permissions).exists():
        return True
    return not Scope.of(other).is_within(Scope.of(user))


def groups_within(user):
    """Return the groups that grant nothing beyond what ``user`` may do."""
    beyond = Permission.objects.exclude(pk__in=permissions_of(user).values("pk"))
    return Group.objects.exclude(permissions__in=beyond).order_by("name")
