"""Who may use the editors' pages, and the answers to their scripts."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from careers.editorial.checks import CheckContext, checks_of
from careers.editorial.workflow import READ, WRITE, require
from careers.text import offered_list


def wants_json(request):
    return "application/json" in request.headers.get("Accept", "")


def wants_fragment(request):
    return request.headers.get("X-Requested-With") == "fetch"


def json_error(message, status):
    return JsonResponse({"message": str(message)}, status=status)


def format_time(moment):
    """Return the time, or for another day the date and the time."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return time_format(local)
    return date_format(local, "SHORT_DATETIME_FORMAT")


def cell_data(cell):
    return {
        "key": cell.key,
        "role": cell.role.slug,
        "dimension": cell.dimension.slug,
        "version": cell.version,
        "state": cell.state,
        "label": cell.label,
        "overtaken": cell.is_overtaken,
        "cost": cell.cost_of_change,
    }


def saved_cells(cells):
    """Return what scripts need to know of the cells that they saved at once."""
    context = CheckContext.of(cells)
    return [saved_data(cell, context) for cell in cells]


def saved_data(cell, context=None):
    return cell_data(cell) | {
        "text": cell.text,
        "saved_at": format_time(timezone.now()),
        "words": cell.word_count,
        "sentences": cell.sentence_count,
        "checks": [
            {"level": level, "label": level.label, "message": message}
            for level, message in checks_of(cell, context)
        ],
        "list": offered_list(cell.text),
    }


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
