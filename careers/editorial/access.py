"""The matrix and its texts are for those who may read them, or write in a POST."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from .responses import json_error, wants_json
from .workflow.permissions import READ, WRITE, require

NOT_ALLOWED = "You may not do this. Ask an administrator for the right to."


def editors_only(view):
    """Keep ``view`` for those who may read drafts, and write them in a POST.

    Scripts are told in their own way: a page would look like a form that expired.
    """

    @wraps(view)
    def wrapper(request, **slugs):
        try:
            require(request, READ)
            if request.method == "POST":
                require(request, WRITE)
            return view(request, **slugs)
        except PermissionDenied:
            if wants_json(request):
                return json_error(NOT_ALLOWED, 403)
            raise

    return wrapper
