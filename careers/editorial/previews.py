"""Public pages with drafts in place of live texts, for editors.

The same views and templates with other content: the bytes are those that visitors get
once these drafts are published.
"""

from functools import wraps

from django.contrib import admin
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from careers import views as careers_views
from careers.editorial.workflow.draft_content import (
    ChosenDraftsContent,
    DraftContent,
    PreviewNotFoundError,
    ScheduledContent,
)
from careers.editorial.workflow.errors import RefusedError
from careers.editorial.workflow.permissions import READ, require


def requested_content(query):
    """Return the edition that a query asks for. Raises Refused for a stale one."""
    if "publication" in query:
        return ScheduledContent(query["publication"])
    if "draft" in query:
        return ChosenDraftsContent(query.getlist("draft"))
    return DraftContent()


def preview(view):
    """Let those who may read drafts see ``view`` with them; nobody keeps the answer."""

    @wraps(view)
    def wrapper(request, **asked):
        require(request, READ)
        try:
            answer = view(request, content=requested_content(request.GET), **asked)
        except RefusedError as refusal:
            answer = no_preview(request, refusal)
        patch_cache_control(answer, private=True, no_store=True)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return wrapper


def no_preview(request, refusal):
    context = {
        **admin.site.each_context(request),
        "title": "There is no such preview",
        "refusal": refusal,
    }
    status = 404 if isinstance(refusal, PreviewNotFoundError) else 409
    return render(request, "editorial/no_preview.html", context, status=status)


role = preview(careers_views.role)
