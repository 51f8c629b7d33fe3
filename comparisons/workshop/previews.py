"""The public pages with drafts in place of live texts, for those who edit.

The same views and templates with another edition: the bytes are those that visitors
get once these drafts are published. So nothing on them says that they are a preview.
"""

from functools import wraps

from django.contrib import admin
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from careers import views as careers_views
from careers.workshop.preview_editions import (
    NothingThere,
    Preview,
    PreviewOfDrafts,
    PreviewOfPublication,
)
from careers.workshop.refusals import Refused
from careers.workshop.rights import READ, require
from comparisons import views


def edition_asked(query):
    """Return the edition that a query asks for. Raises Refused for a stale one."""
    if "publication" in query:
        return PreviewOfPublication(query["publication"])
    if "draft" in query:
        return PreviewOfDrafts(query.getlist("draft"))
    return Preview()


def previewed(view):
    """Let those who may read drafts see ``view`` with them; nobody keeps the answer."""

    @wraps(view)
    def wrapper(request, **asked):
        require(request, READ)
        try:
            answer = view(request, edition=edition_asked(request.GET), **asked)
        except Refused as refusal:
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
    status = 404 if isinstance(refusal, NothingThere) else 409
    return render(request, "admin/comparisons/no_preview.html", context, status=status)


comparison = previewed(views.comparison)
role = previewed(careers_views.role)
