from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import Count, Value
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from careers.editorial import workflow
from careers.editorial.kept_forms import kept_selection
from careers.editorial.queue.pages import Queue, answer_form, count_label, queue_context

from .forms import ReviewForm
from .queue import add_comments, review_blockers


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.READ, raise_exception=True)
def review(request):
    if request.method != "POST":
        return review_page(request, ReviewForm(kept_selection(request)))
    workflow.require(request, workflow.APPROVE)
    form = ReviewForm(request.POST)
    return answer_form(request, form, page=review_page, act=decide)


def review_page(request, form, *, status=200):
    may_approve = request.user.has_perm(workflow.APPROVE)
    blockers = review_blockers(request.user)
    state = workflow.Draft.State.IN_REVIEW
    queue = Queue.of(request, state, blockers, prefetched=["writers"])
    tick_all = request.GET.get("tick") == "all"
    numbers = count_drafts(queue)
    count = numbers["waiting"]
    context = queue_context(request, form, queue, tick_all=tick_all, count=count)
    add_comments(context["items"])
    others = len(context["ticked_details"])
    count = len(context["ticked"]) + others
    context |= {
        "title": _("Review"),
        **approved_context(numbers),
        "may_approve": may_approve,
        "has_choice": may_approve and context["has_choice"],
        "has_ticked": count > 0,
        "selection": count_label(count, has_others=others > 0),
        "counted": form.join_counts(count),
    }
    template = "editorial/review/review.html"
    return TemplateResponse(request, template, context, status=status)


def count_drafts(queue):
    """Return the numbers of texts that wait, and of approved texts and others."""
    approved = workflow.Draft.State.APPROVED
    parts = {
        "waiting": queue.drafts,
        "texts": workflow.Draft.objects.present().filter(state=approved),
        "others": workflow.DetailsDraft.objects.filter(state=approved),
    }
    first, *rest = [
        drafts.order_by()
        .annotate(counted=Value(name))
        .values("counted")
        .annotate(number=Count("pk"))
        .values_list("counted", "number")
        for name, drafts in parts.items()
    ]
    return dict.fromkeys(parts, 0) | dict(first.union(*rest, all=True).order_by())


def approved_context(numbers):
    others = numbers["others"]
    count = numbers["texts"] + others
    label = count_label(count, has_others=others > 0)
    return {"approved": count, "approved_label": label}


@transaction.atomic
def decide(request, data):
    texts, of_details = workflow.publishing.split_versions(data["version"])
    by, comment = request.user, data["comment"]
    drafts = []
    if texts:
        act = {
            "approve": workflow.drafting.approve,
            "return": workflow.drafting.send_back,
        }[data["act"]]
        drafts += act(versions=texts, by=by, comment=comment)
    if of_details and data["act"] == "approve":
        drafts += workflow.details.approve(versions=of_details, by=by)
    elif of_details:
        drafts += workflow.details.send_back(
            versions=of_details, by=by, comment=comment
        )
    message = decision_message(data["act"], len(drafts), has_others=bool(of_details))
    messages.success(request, message)
    return redirect(request.get_full_path())


def decision_message(act, count, *, has_others=False):
    if has_others:
        message = {
            "return": ngettext(
                "%(count)d change returned.", "%(count)d changes returned.", count
            ),
            "approve": ngettext(
                "%(count)d change approved. It can now be published.",
                "%(count)d changes approved. They can now be published.",
                count,
            ),
        }[act]
    elif act == "return":
        message = ngettext(
            "%(count)d text returned. Its writer will see your comment.",
            "%(count)d texts returned. Their writers will see your comment.",
            count,
        )
    else:
        message = ngettext(
            "%(count)d text approved. It can now be published.",
            "%(count)d texts approved. They can now be published.",
            count,
        )
    return message % {"count": count}
