"""Access to the matrix and its texts: for people who may read or write drafts."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from careers.editorial.workflow import READ, WRITE, require

from .responses import json_error, wants_json


def editors_only(view):
    """Require the permission to read drafts, and in a POST to write them.

    A script is refused in JSON: to it, a page means a form that expired.
    """

    @wraps(view)
    def wrapper(request, **slugs):
        try:
            require(request, READ)
            if request.method == "POST":
                require(request, WRITE)
            return view(request, **slugs)
        except PermissionDenied:
            if not wants_json(request):
                raise
            return json_error(
                _(
                    "You don’t have permission to do this. Ask an administrator for "
                    "access."
                ),
                403,
            )

    return wrapper
