"""Accounts. None is deleted, and people grant no permission that they lack.

Owners alone set their passwords, and every change of rights is recorded.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.editorial import workflow
from careers.editorial.workflow import is_confirmed
from careers.models import is_key

from .account_pages import (
    account_context,
    confirm,
    link_page,
    mail_link,
    remove_factors,
    send_link,
)
from .kept import KeptFormsMixin
from .lists import SafeLookups
from .scope import LimitedPeople

DEACTIVATE = _(
    "Accounts are never deleted, because the history names them. To end a person’s "
    "access, clear “Active”."
)
LIBRARIES = [*workflow.personal_data.OWN_APPS, "django_tasks_database"]
SUPERUSER_FIELDS = {"is_superuser", "user_permissions"}
GROUPS = _(
    "What this person may do. Members of a group can log in here: saving selects "
    "“Staff status” for them."
)

admin.site.unregister([User, Group])
# Allauth's: they hold secrets, and the history has no record of a change.
admin.site.unregister(
    [Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken, UserSession]
)


class NewAccountForm(forms.ModelForm):
    """Without a password: the owner sets it."""

    class Meta(UserCreationForm.Meta):
        pass

    clean_username = UserCreationForm.clean_username

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


def of_own_pages(field):
    """Offer no permissions of libraries: no page asks for them."""
    field.queryset = field.queryset.exclude(content_type__app_label__in=LIBRARIES)
    return field


class RecordedRights(SafeLookups):
    """Records the rights that a form or an action changes.

    An account with an unconfirmed owner changes none: the person who opened it could
    make accounts with it and confirm them. ``accounts_of(key)`` of each page returns
    the accounts whose rights its object concerns.
    """

    def has_add_permission(self, request):
        return super().has_add_permission(request) and is_confirmed(request)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and is_confirmed(request)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_confirmed(request)

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        view = super().changeform_view
        accounts = self.accounts_of(unquote(object_id or ""))
        return recorded(view, accounts)(request, object_id, *args, **kwargs)


@admin.register(Group)
class GroupsAdmin(RecordedRights, KeptFormsMixin, GroupAdmin):
    """Django's own list and form, with safe lookups."""

    def get_object(self, request, object_id, from_field=None):
        group = super().get_object(request, object_id, from_field)
        if group is not None:
            # The page names the app of each, for people who only read it.
            prefetch_related_objects([group], "permissions__content_type")
        return group

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        return of_own_pages(field) if db_field.name == "permissions" else field

    def accounts_of(self, key):
        return User.objects.filter(groups=key) if is_key(key) else User.objects.none()

    def log_addition(self, request, obj, message):
        record_group(request, _("Added"), obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        record_group(request, _("Changed"), obj)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for group in queryset:
            record_group(request, _("Deleted"), group)
        return super().log_deletions(request, queryset)

    def delete_view(self, request, object_id, *args, **kwargs):
        view = super().delete_view
        accounts = self.accounts_of(unquote(object_id))
        return recorded(view, accounts)(request, object_id, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        # Its action deletes groups.
        accounts = User.objects.filter(groups__isnull=False)
        return recorded(super().changelist_view, accounts)(request, *args, **kwargs)


def record_group(request, what, group):
    kind = workflow.security_log.Kind.GROUP
    about = f"{what}: {group}"
    workflow.security_log.record(kind, by=request.user, about=about)


class PeopleChangeList(ChangeList):
    """Reads the groups, families and confirmations of a page's people at once."""

    def get_queryset(self, *args, **kwargs):
        queryset = super().get_queryset(*args, **kwargs)
        queryset = workflow.confirmation.with_is_unconfirmed(queryset)
        return queryset.prefetch_related("groups", "family_limits__family")


@admin.register(User)
class PeopleAdmin(RecordedRights, LimitedPeople, KeptFormsMixin, UserAdmin):
    add_form = NewAccountForm
    filter_horizontal = ["user_permissions"]
    list_display = [
        "username", "email", "first_name", "last_name", "group_names", "family_names",
        "confirmation", "is_active",
    ]  # fmt: skip
    readonly_fields = ["password_state", "own_password", "password_link"]
    add_fieldsets = [
        (None, {"fields": ["username"]}),
        (_("Personal info"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Permissions"), {"fields": ["groups"]}),
    ]

    def get_changelist(self, request, **kwargs):
        return PeopleChangeList

    @admin.display(description=_("groups"))
    def group_names(self, account):
        return ", ".join(sorted(group.name for group in account.groups.all()))

    @admin.display(description=_("families"))
    def family_names(self, account):
        # Without any, a person may change all roles.
        return ", ".join(sorted(map(str, account.family_limits.all())))

    @admin.display(description=_("owner"))
    def confirmation(self, account):
        return gettext("Not confirmed") if account.is_unconfirmed else None

    def get_urls(self):
        def page(address, view, name):
            view = self.admin_site.admin_view(view)
            return path(
                f"<object_id>/{address}/", view, {"model_admin": self}, name=name
            )

        return [
            page("link", send_link, "auth_user_link"),
            page("confirm", confirm, "auth_user_confirm"),
            page("factors", remove_factors, "auth_user_factors"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        (name, options), *others = fieldsets
        password = self._password_field(request, obj)
        return [
            (name, {**options, "fields": ["username", password]}),
            *(
                (name, self._without_superuser_fields(request, options))
                if "groups" in options["fields"]
                else (name, options)
                for name, options in others
            ),
        ]

    def get_object(self, request, object_id, from_field=None):
        """Return the account, which one page asks for more than once."""
        if request.method == "POST":
            return super().get_object(request, object_id, from_field)
        if not hasattr(request, "_account"):
            request._account = super().get_object(request, object_id, from_field)
        return request._account

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        # A link to set a password may be a way into the account.
        may_change = super().has_change_permission(request, obj)
        if obj is None:
            return may_change
        return may_change and may_manage(request, obj)

    def user_change_password(self, request, *args, **kwargs):
        # Django's own page, on which administrators set passwords.
        raise PermissionDenied

    def change_view(self, request, object_id, form_url="", extra_context=None):
        account = self.get_object(request, unquote(object_id))
        if account and self.has_view_or_change_permission(request, account):
            may_change = self.has_change_permission(request, account)
            context = account_context(account, request.user, may_change=may_change)
            extra_context = {**context, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, extra_context)

    def add_view(self, request, form_url="", extra_context=None):
        context = {"sends_mail": workflow.sends_mail(), **(extra_context or {})}
        return super().add_view(request, form_url, context)

    def accounts_of(self, key):
        return User.objects.filter(pk=key) if is_key(key) else User.objects.none()

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            # There are few, and checkboxes show them all.
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = GROUPS
            if not request.user.is_superuser:
                kwargs["queryset"] = groups_within(request.user)
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        return of_own_pages(field) if db_field.name == "user_permissions" else field

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        person = form.instance
        if person.groups.exists() and not person.is_staff:
            # Without it the admin asks for a password again and again.
            person.is_staff = True
            person.save(update_fields=["is_staff"])
            message = gettext("%(person)s can now log in here.")
            messages.info(request, message % {"person": person})
        if not change:
            workflow.accounts.record_new(person, by=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        if not workflow.sends_mail():
            return link_page(request, obj)
        mail_link(request, obj)
        return super().response_add(request, obj, post_url_continue)

    @admin.display(description=_("Password"))
    def password_state(self, account):
        return gettext("Set") if account.has_usable_password() else gettext("Not set")

    @admin.display(description=_("Password"))
    def own_password(self, account):
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:password_change"),
            gettext("Change your password"),
        )

    @admin.display(description=_("Password"))
    def password_link(self, account):
        # The button's form is below this one: HTML nests no forms.
        return format_html(
            '{} <button type="submit" form="password_link" class="button">{}</button>',
            self.password_state(account),
            gettext("Send a link to set a password")
            if workflow.sends_mail()
            else gettext("Make a link to set a password"),
        )

    def _password_field(self, request, account):
        if account == request.user:
            return "own_password"
        if account.is_active and self.has_change_permission(request, account):
            return "password_link"
        return "password_state"

    def _without_superuser_fields(self, request, options):
        fields = options["fields"]
        if not request.user.is_superuser:
            fields = [field for field in fields if field not in SUPERUSER_FIELDS]
        return {**options, "fields": fields, "description": DEACTIVATE}


def may_manage(request, account):
    """Whether the person who asks may change ``account``, read once to show a page."""
    if request.method == "POST":
        return workflow.may_manage(request.user, account)
    if not hasattr(request, "_may_manage"):
        request._may_manage = {}
    if account.pk not in request._may_manage:
        request._may_manage[account.pk] = workflow.may_manage(request.user, account)
    return request._may_manage[account.pk]


def recorded(view, accounts):
    """Return ``view``, recording the rights of ``accounts`` that a POST changes."""

    def wrapper(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with workflow.accounts.recording(accounts, by=request.user):
            return view(request, *args, **kwargs)

    return wrapper


def groups_within(user):
    """Return the groups that grant nothing beyond what ``user`` may do."""
    permissions = workflow.permissions_of(user).values("pk")
    beyond = Permission.objects.exclude(pk__in=permissions)
    return Group.objects.exclude(permissions__in=beyond).order_by("name")
