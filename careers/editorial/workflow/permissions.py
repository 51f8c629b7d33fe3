"""The permissions of editors; migration 0002 gives them to the three groups."""

from django.core.exceptions import PermissionDenied

READ = "editorial.view_draft"
WRITE = "editorial.change_draft"
APPROVE = "editorial.approve_draft"
PUBLISH = "careers.add_publication"
READ_PUBLICATIONS = "careers.view_publication"


def require(request, permission):
    if not request.user.has_perm(permission):
        raise PermissionDenied
