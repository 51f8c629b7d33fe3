"""Who may do what, read from the database with the account."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.db.models import Exists, OuterRef, Q, StringAgg, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from .models import FamilyLimit

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class PermissionsBackend(ModelBackend):
    """Django's own backend, with one query for an account and its permissions.

    Accounts without staff status can't log in: there is nothing here for them.
    """

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and user.is_staff

    def get_user(self, user_id):
        user = with_rights(User.objects.filter(pk=user_id)).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_superuser or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            granted = getattr(user_obj, "granted", None)
            if granted is None:
                account = with_rights(User.objects.filter(pk=user_obj.pk))
                granted = account.values_list("granted", flat=True).first() or ""
            user_obj._perm_cache = set(granted.split())
        return user_obj._perm_cache


def with_rights(users):
    """Add the names of the permissions of ``users``, and whether families limit them.

    They are ``granted``, ``is_limited`` and ``has_factor``, whether they log in with a
    second factor.
    """
    permissions = Permission.objects.filter(
        Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))
    )
    name = Concat("content_type__app_label", Value("."), "codename")
    # All of them together, where Django would group them by themselves.
    one = permissions.order_by().annotate(one=Value(1)).values("one")
    names = one.annotate(names=StringAgg(name, Value(" "))).values("names")
    factors = Authenticator.objects.filter(type__in=SECOND_FACTORS)
    return users.annotate(
        granted=Coalesce(Subquery(names), Value(""), output_field=TextField()),
        is_limited=Exists(FamilyLimit.objects.filter(person=OuterRef("pk"))),
        has_factor=Exists(factors.filter(user=OuterRef("pk"))),
    )
