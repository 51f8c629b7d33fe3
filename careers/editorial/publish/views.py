"""Publishing what is approved, and the publications: cancelled, undone."""

from functools import partial

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careers.editorial import workflow
from careers.editorial.details.page import details_items
from careers.editorial.kept_forms import kept_fields, kept_selection
from careers.editorial.queue.pages import answer_form, queue_context
from careers.models import Publication

from .changes import (
    all_summary,
    cancelled_message,
    hidden_roles,
    publication_changes,
    publish_queue,
    published_message,
    refuse_incomplete,
    roles_to_show,
    selection_summary,
    undone_message,
)
from .forms import PublishForm, UndoForm

PUBLICATIONS_PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.PUBLISH, raise_exception=True)
def publish(request):
    queue, ready = publish_queue(request)
    page = partial(publish_page, queue=queue)
    if request.method != "POST":
        kept = kept_selection(request)
        return page(request, PublishForm(kept, initial={"when": "now"}, ready=ready))
    form = PublishForm(request.POST, ready=ready)
    return answer_form(request, form, page=page, act=publish_ticked)


def publish_page(request, form, *, queue, status=200):
    tick_all = "role" in request.GET or request.GET.get("tick") == "all"
    context = queue_context(request, form, queue, tick_all=tick_all, items=queue.items)
    hidden = hidden_roles(context["items"], form)
    shown_roles = sum(role.is_ticked for role in hidden)
    is_all = form.data.get("scope") == "all"
    others = len(context["ticked_details"])
    counted = len(form.ready) if is_all else len(context["ticked"]) + others
    context |= {
        "title": _("Publish"),
        "hidden_roles": hidden,
        "is_all": is_all,
        "summary": all_summary(len(form.ready))
        if is_all
        else selection_summary(context["ticked"], shown_roles, others),
        "counted": form.join_counts(counted, shown_roles),
        "now": timezone.now(),
        "time_zone": settings.TIME_ZONE,
    }
    template = "editorial/publish/publish.html"
    return TemplateResponse(request, template, context, status=status)


def publish_ticked(request, data):
    tokens = dict(map(workflow.seen.split_mark, data["version"]))
    _texts, of_details = workflow.publishing.split_versions(tokens)
    if of_details:
        drafts = workflow.DetailsDraft.objects.of_versions(of_details)
        items = details_items(drafts, lambda draft, item: "")
        refuse_incomplete(items, of_details, data["incomplete"])
    publication = workflow.publishing.publish(
        versions=list(tokens),
        seen_marks=tokens,
        roles=roles_to_show(data["show"]),
        why=data["why"],
        by=request.user,
        due_at=data["due_at"],
    )
    messages.success(request, published_message(publication))
    return redirect("editorial:publication", publication.pk)


@require_safe
@permission_required(workflow.READ_PUBLICATIONS, raise_exception=True)
def publications(request):
    state = request.GET.get("state", "")
    state = state if state in Publication.State.values else ""
    queryset = Publication.objects.with_counts()
    past = queryset.exclude(state=Publication.State.SCHEDULED)
    past = past.filter(state=state) if state else past
    scheduled = queryset.scheduled() if state in {"", "scheduled"} else queryset.none()
    context = {
        **admin.site.each_context(request),
        "title": _("Publications"),
        "scheduled": scheduled[:PUBLICATIONS_PER_PAGE],
        "page": Paginator(past, PUBLICATIONS_PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "state": state,
        "states": Publication.State.choices,
    }
    return TemplateResponse(request, "editorial/publish/publications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.READ_PUBLICATIONS, raise_exception=True)
def publication(request, pk):
    queryset = Publication.objects.with_counts().with_is_redacted()
    queryset = queryset.select_related(
        "made_by", "cancelled_by", "undoes", "undoing", "redaction"
    )
    publication = get_object_or_404(queryset, pk=pk)
    if request.method != "POST":
        return publication_page(request, publication, undo_form(request, publication))
    workflow.require(request, workflow.PUBLISH)
    act = {"cancel": cancel, "undo": undo}.get(request.POST.get("act"))
    if act is None:
        raise BadRequest(_("Unknown action. Reload the page and try again."))
    return act(request, publication)


def undo_form(request, publication):
    may_undo = publication.can_be_undone and request.user.has_perm(workflow.PUBLISH)
    if "undo" in request.GET and may_undo:
        return UndoForm(kept_fields(request))
    return None


def outside_reason(request, publication):
    """Return why the person may not undo or cancel a publication; "" otherwise."""
    scope = workflow.scope_of(request)
    if not scope.is_limited or not request.user.has_perm(workflow.PUBLISH):
        return ""
    return scope.reason(*workflow.publishing.roles_of(publication))


def publication_page(request, publication, form, *, status=200):
    changes = publication_changes(
        publication, request.GET.get("page"), is_reverse=form is not None
    )
    out_of_scope = outside_reason(request, publication)
    title = _("Undo “%(reason)s”?") % {"reason": publication} if form else publication
    context = {
        **admin.site.each_context(request),
        **changes,
        "title": str(title),
        "publication": publication,
        "form": form,
        "preview_query": urlencode(
            {"publication": publication.pk, "back": request.get_full_path()}
        ),
        "may_publish": request.user.has_perm(workflow.PUBLISH) and not out_of_scope,
        "out_of_scope": out_of_scope,
    }
    template = "editorial/publish/publication.html"
    return TemplateResponse(request, template, context, status=status)


def cancel(request, publication):
    try:
        workflow.publishing.cancel(publication=publication, by=request.user)
    except workflow.RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, cancelled_message(publication))
    return redirect("editorial:publication", publication.pk)


def undo(request, publication):
    form = UndoForm(request.POST)
    if not form.is_valid():
        return publication_page(request, publication, form, status=400)
    try:
        reverse = workflow.publishing.undo(
            publication=publication, by=request.user, why=form.cleaned_data["why"]
        )
    except workflow.RefusedError as error:
        form.add_error(None, str(error))
        return publication_page(request, publication, form, status=409)
    messages.success(request, undone_message(publication))
    return redirect("editorial:publication", reverse.pk)
