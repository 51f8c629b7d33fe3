from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careers.editorial import workflow

from .pages import page_links, page_number
from .text_history import (
    compared_versions,
    event_of,
    events_of,
    find_subject,
    present_cell,
    text_of,
)

EVENTS = 50  # on a page


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.READ, raise_exception=True)
def text_history(request, role, dimension):
    role = find_subject("role", role)
    dimension = find_subject("dimension", dimension)
    if role is None or dimension is None:
        raise Http404
    if request.method != "POST":
        return text_page(request, role, dimension)
    workflow.require(request, workflow.WRITE)
    try:
        return restore(request, role, dimension)
    except workflow.EditConflictError as error:
        return text_page(request, role, dimension, error=error, status=409)
    except (workflow.RefusedError, ValidationError) as error:
        return text_page(
            request, role, dimension, error=workflow.reason(error), status=400
        )


def restore(request, role, dimension):
    if not (role.live and dimension.live):
        raise workflow.RefusedError(
            _("This role or dimension has been deleted. Bring it back first.")
        )
    key = request.POST.get("restore", "")
    text = text_of(key, role.pk, dimension.pk)
    event = event_of(key, events_of(role.pk, dimension.pk))
    if text is None or event is None:
        raise workflow.RefusedError(
            _("This version doesn’t exist. Choose another one.")
        )
    cell = workflow.drafting.restore(
        role=role.live,
        dimension=dimension.live,
        text=text,
        version=request.POST.get("version", ""),
        by=request.user,
        moment=event.moment,
    )
    if cell.draft:
        message = _("Restored as a draft. Visitors see no change yet.")
        messages.success(request, message)
    else:
        message = _("Visitors already read this text, so no draft is needed.")
        messages.info(request, message)
    return redirect("editorial:text_history", role.slug, dimension.slug)


def text_page(request, role, dimension, *, error="", status=200):
    events = events_of(role.pk, dimension.pk)
    only_milestones = request.GET.get("show") == "milestones"
    listed = [event for event in events if event.is_milestone or not only_milestones]
    page = page_number(request)
    rest = listed[(page - 1) * EVENTS :]
    cell = present_cell(role, dimension)
    context = {
        **admin.site.each_context(request),
        "title": _("History of %(text)s") % {"text": f"{role}: {dimension}"},
        "role": role,
        "dimension": dimension,
        "cell": cell,
        "events": rest[:EVENTS],
        "only_milestones": only_milestones,
        "comparison": compared_versions(request.GET, events, role, dimension),
        "error": error,
        **page_links(request, page, has_older=len(rest) > EVENTS),
        "may_restore": cell and request.user.has_perm(workflow.WRITE),
    }
    template = "editorial/history/text_history.html"
    return render(request, template, context, status=status)
