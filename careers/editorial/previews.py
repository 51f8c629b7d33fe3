"""Public pages with drafts in place of live texts, for editors.

The views and templates are the public ones: but for the banner and the start of the
title, the bytes are those that visitors get once these drafts are published.
"""

from functools import wraps

from django.contrib import admin
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_cache_control
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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

# The pages that lead to a preview, which names one of them in its address.
LABELS_BACK = {
    "admin:careers_role_change": gettext_lazy("Back to the role"),
    "editorial:matrix": gettext_lazy("Back to the matrix"),
    "editorial:publication": gettext_lazy("Back to the publication"),
    "editorial:publish": gettext_lazy("Back to publishing"),
    "editorial:review": gettext_lazy("Back to the review"),
    "editorial:text": gettext_lazy("Back to the text"),
}

# The banner comes after the skip links, which have to be first.
TITLE = "<title>"
HEADER = '<header class="site-header">'


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
        except RefusedError as refusal:
            response = no_preview(request, refusal)
        else:
            response = view(request, content=content, **kwargs)
            add_banner(request, response, content)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapper


def add_banner(request, response, content):
    """Say that a page is a preview, without a word about it in the public templates."""
    context = {
        "drafts": drafts_label(content),
        "time": content.now,
        "publication": request.GET.get("publication"),
        "back": way_back(request),
    }
    banner = render_to_string("editorial/_preview_banner.html", context, request)
    title = escape(_("Preview:"))
    for before, after in (
        (TITLE, f"{TITLE}{title} "),
        (HEADER, f"{banner.strip()}{HEADER}"),
    ):
        response.content = response.content.replace(before.encode(), after.encode(), 1)


def drafts_label(content):
    if isinstance(content, ChosenDraftsContent):
        count = len(content.drafts) + len(content.chosen_details)
        text = ngettext(
            "%(count)d draft, not public", "%(count)d drafts, not public", count
        )
        return text % {"count": count}
    return _("all drafts, not public")


def way_back(request):
    """Return the path and the label of the page that led here, or of the matrix.

    Only the editors' own pages count: a link could name any other.
    """
    path = request.GET.get("back", "")
    try:
        name = resolve(path.partition("?")[0]).view_name
    except Resolver404:
        name = None
    if name not in LABELS_BACK:
        name = "editorial:matrix"
        path = reverse(name)
    return {"path": path, "label": LABELS_BACK[name]}


def no_preview(request, refusal):
    back = way_back(request)
    context = {
        **admin.site.each_context(request),
        "title": _("This preview doesn’t exist"),
        "refusal": refusal,
        "path": f"{request.path}?{urlencode({'back': back['path']})}",
        "back": back,
    }
    status = 404 if isinstance(refusal, PreviewNotFoundError) else 409
    return render(request, "editorial/no_preview.html", context, status=status)


role = preview(careers_views.role)
