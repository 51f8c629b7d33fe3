"""Submitting every draft that the filters leave, on all pages of the matrix."""

import hashlib

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from careers.editorial import workflow
from careers.editorial.responses import editors_only
from careers.models import Dimension, RoleDimensionEntry

from .filters import filters_of, matching_dimensions, matrix_path, narrowed_roles

MOST_SUBMITTED = 500  # drafts in one transaction, which locks their roles
MOST_NAMED = 100

CHANGED = gettext_lazy(
    "The drafts have changed since you opened this page. Check them again."
)


def submittable_drafts(filters, scope):
    """Return the drafts that the matrix would submit, page by page, if it had to."""
    drafts = workflow.Draft.objects.present().filter(state=workflow.Draft.State.WRITING)
    if filters.state not in (None, workflow.CellState.WRITING):
        return drafts.none()
    if filters.q:
        drafts = drafts.filter(role__in=filters.keys_found)
    else:
        # Not their keys: a database would look for a draft of each role.
        roles = narrowed_roles(filters).order_by().filter(pk=OuterRef("role"))
        drafts = drafts.filter(Exists(roles))
    dimensions = matching_dimensions(filters, Dimension.objects.not_archived())
    entries = RoleDimensionEntry.objects.filter(
        role=OuterRef("role"), dimension=OuterRef("dimension")
    )
    live = Coalesce(Subquery(entries.values("text")[:1]), Value(""))
    drafts = drafts.filter(dimension__in=dimensions, base=live)
    # By key: the order of names would have to read and sort all.
    drafts = scope.within(drafts).order_by("pk")
    return drafts.select_related("role", "dimension", "written_by")


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def submit_all(request):
    workflow.require(request, workflow.WRITE)
    filters = filters_of(request.GET)
    drafts = list(
        submittable_drafts(filters, workflow.scope_of(request))[: MOST_SUBMITTED + 1]
    )
    is_cut = len(drafts) > MOST_SUBMITTED
    drafts = sorted(drafts[:MOST_SUBMITTED], key=by_name)
    if request.method != "POST":
        return submit_page(request, filters, drafts, is_cut=is_cut)
    try:
        if not drafts or request.POST.get("seen") != mark_of(drafts):
            raise workflow.RefusedError(CHANGED)
        versions = [draft.version for draft in drafts]
        workflow.drafting.submit(versions=versions, by=request.user)
    except workflow.RefusedError as refusal:
        return submit_page(
            request, filters, drafts, is_cut=is_cut, problem=str(refusal), status=409
        )
    messages.success(request, submitted_message(len(drafts)))
    return redirect(matrix_path(filters))


def by_name(draft):
    return draft.role.name.lower(), draft.dimension.position, draft.pk


def submit_page(request, filters, drafts, *, is_cut, problem="", status=200):
    context = {
        **admin.site.each_context(request),
        "title": _("Submit all drafts that match"),
        "drafts": drafts,
        "named": drafts[:MOST_NAMED],
        "unnamed": len(drafts[MOST_NAMED:]),
        "is_cut": is_cut,
        "most": MOST_SUBMITTED,
        "seen": mark_of(drafts),
        "problem": problem,
        "submit_note": submit_note(drafts, request.user),
        "back": matrix_path(filters),
    }
    name = "editorial/matrix/submit_all.html"
    return render(request, name, context, status=status)


def mark_of(drafts):
    """Return a mark of the drafts and their versions."""
    versions = " ".join(draft.version for draft in drafts)
    return hashlib.sha256(versions.encode()).hexdigest()[:16]


def submit_note(drafts, user):
    """Return whom the button that submits ``drafts`` concerns, by name."""
    writers = [draft.written_by for draft in drafts if draft.written_by != user]
    reviewers = []
    if (sends_mail := workflow.sends_mail()) and drafts:
        reviewers = workflow.notifications.reviewers_of(drafts, by=user)
    return {
        "sends_mail": sends_mail,
        "reviewers": list(map(workflow.display_name, reviewers)),
        "by_others": len(writers),
        "writers": list(dict.fromkeys(map(workflow.display_name, writers))),
    }


def submitted_message(count):
    message = ngettext(
        "%(count)d draft submitted for review.",
        "%(count)d drafts submitted for review.",
        count,
    )
    return message % {"count": count}
