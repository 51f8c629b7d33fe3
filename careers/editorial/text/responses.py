"""What the matrix' scripts are answered, as JSON or as a fragment of a page."""

from django.http import JsonResponse
from django.utils import timezone

from careers.editorial.checks.cell_checks import checks_of
from careers.site_time import format_time
from careers.text.words import count_sentences, count_words

from .conflict import last_writer


def plain(cell):
    """Return how a cell stands now, without its text, as plain data."""
    return {
        "role": cell.role.slug,
        "dimension": cell.dimension.slug,
        "version": cell.version,
        "state": cell.state,
        "label": cell.label,
        "overtaken": cell.is_overtaken,
    }


def saved(cell, context=None):
    """Return how a cell stands after a save, as plain data."""
    now = timezone.now()
    return {
        **plain(cell),
        "text": cell.text,
        "saved_at": format_time(now),
        "saved_iso": now.isoformat(),
        "words": count_words(cell.text),
        "sentences": count_sentences(cell.text),
        "guide": cell.dimension.length_guide,
        "checks": [
            {"level": level, "label": level.label, "message": message}
            for level, message in checks_of(cell, context)
        ],
    }


def overtaken(cell, message, user):
    """Answer a save that came too late: what stands there now, and by whom.

    ``is_mine`` where ``user`` wrote that too, in another window.
    """
    last = last_writer(cell)
    answer = {
        **plain(cell),
        "message": str(message),
        "theirs": cell.text,
        "by": last.by,
        "is_mine": last.is_(user),
        "at": last.at,
    }
    return JsonResponse(answer, status=409)
