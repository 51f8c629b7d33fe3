"""The permissions of editors; migration 0002 gives them to the three groups."""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from .scope import Scope

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


def exceeds(other, user):
    """Whether ``other`` may do anything that ``user`` may not."""
    permissions = permissions_of(user).values("pk")
    if permissions_of(other).exclude(pk__in=permissions).exists():
        return True
    return not Scope.of(other).is_within(Scope.of(user))


def may_manage(user, account):
    """Whether ``account`` has no permission that ``user`` lacks."""
    if user.is_superuser:
        return True
    return not account.is_superuser and not exceeds(account, user)
