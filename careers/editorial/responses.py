"""Answers to the editors' scripts."""

from django.http import JsonResponse
from django.utils import timezone

from careers.editorial.checks.cell_checks import checks_of
from careers.site_time import format_time
from careers.text.words import count_sentences, count_words


def wants_json(request):
    return "application/json" in request.headers.get("Accept", "")


def wants_fragment(request):
    return request.headers.get("X-Requested-With") == "fetch"


def json_error(message, status):
    return JsonResponse({"message": str(message)}, status=status)


def cell_data(cell):
    return {
        "role": cell.role.slug,
        "dimension": cell.dimension.slug,
        "version": cell.version,
        "state": cell.state,
        "label": cell.label,
        "overtaken": cell.is_overtaken,
    }


def saved_data(cell, context=None):
    return cell_data(cell) | {
        "text": cell.text,
        "saved_at": format_time(timezone.now()),
        "words": count_words(cell.text),
        "sentences": count_sentences(cell.text),
        "checks": [
            {"level": level, "label": level.label, "message": message}
            for level, message in checks_of(cell, context)
        ],
    }
