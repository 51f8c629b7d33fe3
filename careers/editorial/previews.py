"""Public pages with drafts in place of live texts, for editors.

The views and templates are the public ones: the bytes are those that visitors get once
these drafts are published.
"""

from functools import wraps

from django.contrib import admin
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from careers import views as careers_views
from careers.editorial.workflow import (
    READ,
    ChosenDraftsContent,
    DraftContent,
    PreviewNotFoundError,
    RefusedError,
    ScheduledContent,
    require,
)


def requested_content(query):
    """Return the content that a query asks for; all drafts unless it names some.

    Raises RefusedError for drafts or a publication that have gone.
    """
    if "publication" in query:
        return ScheduledContent(query["publication"])
    if "draft" in query:
        return ChosenDraftsContent(query.getlist("draft"))
    return DraftContent()


def preview(view):
    @wraps(view)
    def wrapper(request, **kwargs):
        require(request, READ)
        try:
            content = requested_content(request.GET)
            response = view(request, content=content, **kwargs)
        except RefusedError as refusal:
            response = no_preview(request, refusal)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapper


def no_preview(request, refusal):
    context = {
        **admin.site.each_context(request),
        "title": _("This preview doesn’t exist"),
        "refusal": refusal,
    }
    status = 404 if isinstance(refusal, PreviewNotFoundError) else 409
    return render(request, "editorial/no_preview.html", context, status=status)


role = preview(careers_views.role)
