"""Answers to the editors' scripts."""

from django.http import JsonResponse


def wants_json(request):
    return "application/json" in request.headers.get("Accept", "")


def wants_fragment(request):
    return request.headers.get("X-Requested-With") == "fetch"


def json_error(message, status):
    return JsonResponse({"message": str(message)}, status=status)
