"""The permissions of editors; migration 0002 gives them to the three groups."""

from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q

from careers.editorial.models import FamilyLimit

READ = "editorial.view_draft"
WRITE = "editorial.change_draft"
APPROVE = "editorial.approve_draft"
PUBLISH = "careers.add_publication"
READ_PUBLICATIONS = "careers.view_publication"
MANAGE_ACCOUNTS = "auth.change_user"
REDACT = "careers.redact"


def require(request, permission):
    if not request.user.has_perm(permission):
        raise PermissionDenied


def permissions_of(user):
    """Return the permissions that ``user`` has or, while not active, would have."""
    return Permission.objects.filter(Q(user=user) | Q(group__user=user))


def may_manage(user, account):
    """Whether ``account`` has no permission that ``user`` lacks."""
    return user.is_superuser or manageable_by(user).filter(pk=account.pk).exists()


def manageable_by(user):
    """Return the accounts with no permission, and no families, that ``user`` lacks."""
    if user.is_superuser:
        return User.objects.all()
    beyond = Permission.objects.exclude(pk__in=permissions_of(user).values("pk"))
    exceeding = Q(user_permissions__in=beyond) | Q(groups__permissions__in=beyond)
    accounts = User.objects.filter(is_superuser=False)
    accounts = accounts.exclude(
        pk__in=User.objects.filter(exceeding).order_by().values("pk")
    )
    limits = FamilyLimit.objects.filter(person=OuterRef("pk"))
    own = FamilyLimit.objects.filter(person=user)
    beside = limits.exclude(family__in=own.values("family"))
    is_unlimited = ~Exists(own)
    return accounts.filter(is_unlimited | (Exists(limits) & ~Exists(beside)))
