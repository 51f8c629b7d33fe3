"""Accounts: nobody deletes one, and nobody gives more rights than they have."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q

from .lists import SafeLookups

DEACTIVATE = (
    "People are not deleted: the history names them. To end somebody’s access, untick "
    "“Active”."
)
SUPERUSER_FIELDS = {"is_superuser", "user_permissions"}
GROUPS = (
    "What this person may do. With a group they can sign in here: “Staff status” is "
    "ticked by itself."
)

admin.site.unregister([User, Group])


@admin.register(Group)
class GroupsAdmin(SafeLookups, GroupAdmin):
    """Groups, as Django shows them."""


@admin.register(User)
class PeopleAdmin(SafeLookups, UserAdmin):
    """People with the same rights or fewer, for whoever is no superuser."""

    filter_horizontal = ["user_permissions"]
    add_fieldsets = [
        *UserAdmin.add_fieldsets,
        ("Personal info", {"fields": ["first_name", "last_name", "email"]}),
        ("Permissions", {"fields": ["groups"]}),
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        return [
            (name, self._narrowed(request, name, options))
            for name, options in fieldsets
        ]

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        # A password that is set is an account that is taken over.
        may_change = super().has_change_permission(request, obj)
        if obj is None or request.user.is_superuser:
            return may_change
        return may_change and not obj.is_superuser and not exceeds(obj, request.user)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            # A handful: what is ticked is seen at once.
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = GROUPS
            if not request.user.is_superuser:
                kwargs["queryset"] = groups_within(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        person = form.instance
        if person.groups.exists() and not person.is_staff:
            # Without it the admin asks for a password, again and again.
            person.is_staff = True
            person.save(update_fields=["is_staff"])
            messages.info(request, f"{person} can sign in here now.")

    def _narrowed(self, request, name, options):
        if name != "Permissions":
            return options
        fields = options["fields"]
        if not request.user.is_superuser:
            fields = [field for field in fields if field not in SUPERUSER_FIELDS]
        return {**options, "fields": fields, "description": DEACTIVATE}


def rights_of(user):
    """The permissions that ``user`` has or, while not active, would have."""
    return Permission.objects.filter(Q(user=user) | Q(group__user=user))


def exceeds(other, user):
    """Whether ``other`` may do anything that ``user`` may not."""
    return rights_of(other).exclude(pk__in=rights_of(user).values("pk")).exists()


def groups_within(user):
    """The groups that allow nothing that ``user`` may not do."""
    beyond = Permission.objects.exclude(pk__in=rights_of(user).values("pk"))
    return Group.objects.exclude(permissions__in=beyond).order_by("name")
