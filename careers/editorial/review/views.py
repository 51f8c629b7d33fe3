from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from careers.editorial import workflow
from careers.editorial.queue.pages import answer_form, queue_context

from .forms import ReviewForm
from .queue import add_comments, review_blocker


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.READ, raise_exception=True)
def review(request):
    if request.method != "POST":
        return review_page(request, ReviewForm())
    workflow.require(request, workflow.APPROVE)
    form = ReviewForm(request.POST)
    return answer_form(request, form, page=review_page, act=decide)


def review_page(request, form, *, status=200):
    may_approve = request.user.has_perm(workflow.APPROVE)
    context = queue_context(
        request,
        form,
        state=workflow.Draft.State.IN_REVIEW,
        blocker_of=review_blocker(request.user),
        tick_all=request.GET.get("tick") == "all",
        prefetched=["writers"],
    )
    add_comments(context["items"])
    context |= {
        "title": _("Review"),
        "approved": workflow.Draft.objects.filter(
            state=workflow.Draft.State.APPROVED
        ).count(),
        "may_approve": may_approve,
        "has_choice": may_approve and context["has_choice"],
        "counted": form.join_counts(len(context["ticked"])),
    }
    template = "editorial/review/review.html"
    return TemplateResponse(request, template, context, status=status)


def decide(request, data):
    action = {
        "approve": workflow.drafting.approve,
        "return": workflow.drafting.send_back,
    }[data["act"]]
    drafts = action(versions=data["version"], by=request.user, comment=data["comment"])
    messages.success(request, decision_message(data["act"], len(drafts)))
    return redirect(request.get_full_path())


def decision_message(act, count):
    if act == "return":
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
