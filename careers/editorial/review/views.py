"""The pages on which drafts are read, approved and returned."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from careers.addresses import find_by_slug
from careers.editorial.models import Draft
from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.errors import RefusedError, reason
from careers.editorial.workflow.permissions import APPROVE, READ, require
from careers.models import Dimension, Role
from careers.phrases import counted

from . import queue
from .forms import ReviewForm


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(READ, raise_exception=True)
def review(request):
    """Everything submitted, as differences from what is live; approve or return it."""
    if request.method != "POST":
        return _queue(request, ReviewForm())
    require(request, APPROVE)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _queue(request, form, status=400)
    if not form.is_counted:
        return _queue(request, form)
    try:
        done = _decide(request, form.cleaned_data)
    except (RefusedError, ValidationError) as refusal:
        form.refuse(reason(refusal))
        return _queue(request, form, status=409)
    messages.success(request, done)
    return redirect(request.get_full_path())


def _decide(request, data):
    """Approve or return what is ticked; return what was done, in words."""
    act = {"approve": drafting.approve, "return": drafting.send_back}[data["act"]]
    drafts = act(versions=data["version"], by=request.user, comment=data["comment"])
    texts = counted(len(drafts), "text")
    if data["act"] == "return":
        return f"{texts} returned. Their writers see your comment."
    what = "It" if len(drafts) == 1 else "They"
    return f"{texts} approved. {what} can be published now."


def _queue(request, form, *, status=200):
    shown = queue.shown(request, form, Draft.State.IN_REVIEW)
    context = {
        **shown,
        **_waiting(request, shown["role"], form),
        "title": "Review",
        "approved": Draft.objects.filter(state=Draft.State.APPROVED).count(),
    }
    template = "editorial/review/review.html"
    return TemplateResponse(request, template, context, status=status)


def _waiting(request, role, form):
    """What a page of the queue shows: drafts by role, and which are ticked."""
    drafts = (role.drafts if role else Draft.objects).in_state(Draft.State.IN_REVIEW)
    page = queue.page_of(drafts, request.GET.get("page"))
    items = queue.to_review(page.object_list, by=request.user)
    may_approve = request.user.has_perm(APPROVE)
    queue.tick(items, form, every=request.GET.get("tick") == "all")
    return {
        "page": page,
        "groups": queue.by_role(items),
        "ticked": [each for each in items if each.is_ticked],
        "may_approve": may_approve,
        "has_choice": may_approve and any(not each.blocker for each in items),
    }


@require_POST
@permission_required(APPROVE, raise_exception=True)
def reviewed(request):
    """Note that a live text was read and needs no change."""
    role = find_by_slug(Role, request.POST.get("role", ""))
    dimension = find_by_slug(Dimension, request.POST.get("dimension", ""))
    if not role or not dimension:
        raise Http404("This role or dimension is not here any more.")
    version = request.POST.get("version", "")
    try:
        publishing.mark_reviewed(
            role=role, dimension=dimension, version=version, by=request.user
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{role}: {dimension} is marked as reviewed.")
    return redirect(f"{reverse('admin:index')}#oldest")
