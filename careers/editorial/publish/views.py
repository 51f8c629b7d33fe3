from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careers.editorial import workflow
from careers.editorial.queue.pages import answer_form, queue_context

from .forms import PublishForm
from .phrases import published_message
from .queue import (
    ORDER,
    hidden_roles,
    publish_blocker,
    roles_to_show,
    selection_summary,
)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.PUBLISH, raise_exception=True)
def publish(request):
    if request.method != "POST":
        return publish_page(request, PublishForm(initial={"when": "now"}))
    form = PublishForm(request.POST)
    return answer_form(request, form, page=publish_page, act=publish_ticked)


def publish_page(request, form, *, status=200):
    context = queue_context(
        request,
        form,
        state=workflow.Draft.State.APPROVED,
        blocker_of=publish_blocker,
        tick_all=True,
        order=ORDER,
    )
    hidden = hidden_roles(context["items"], form)
    shown_roles = sum(role.is_ticked for role in hidden)
    context |= {
        "title": _("Publish"),
        "hidden_roles": hidden,
        "summary": selection_summary(context["ticked"], shown_roles),
        "counted": form.join_counts(len(context["ticked"]), shown_roles),
        "now": timezone.now(),
        "time_zone": settings.TIME_ZONE,
    }
    template = "editorial/publish/publish.html"
    return TemplateResponse(request, template, context, status=status)


def publish_ticked(request, data):
    publication = workflow.publishing.publish(
        versions=data["version"],
        roles=roles_to_show(data["show"]),
        why=data["why"],
        by=request.user,
        due_at=data["due_at"],
    )
    messages.success(request, published_message(publication))
    return redirect("editorial:publication", publication.pk)
