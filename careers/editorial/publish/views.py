from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from careers.editorial.models import Draft
from careers.editorial.queue.forms import join_counts
from careers.editorial.queue.pages import answer_form, queue_context
from careers.editorial.workflow import publishing
from careers.editorial.workflow.errors import RefusedError
from careers.editorial.workflow.permissions import PUBLISH
from careers.models import Role
from careers.site_time import format_datetime

from .forms import PublishForm
from .queue import ORDER, hidden_roles, publish_blocker, selection_summary


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PUBLISH, raise_exception=True)
def publish(request):
    """Choose approved texts, and publish them now or later."""
    if request.method != "POST":
        return publish_page(request, PublishForm(initial={"when": "now"}))
    form = PublishForm(request.POST)
    return answer_form(request, form, page=publish_page, act=publish_ticked)


def publish_page(request, form, *, status=200):
    context = queue_context(
        request,
        form,
        state=Draft.State.APPROVED,
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
        "counted": join_counts([len(context["ticked"]), shown_roles]),
        "now": timezone.now(),
        "time_zone": settings.TIME_ZONE,
    }
    template = "editorial/publish/publish.html"
    return TemplateResponse(request, template, context, status=status)


def publish_ticked(request, data):
    roles = Role.objects.in_order(data["show"])
    if len(roles) < len(data["show"]):
        raise RefusedError(
            _("A role that you ticked has a new address or is gone. Check it again.")
        )
    publication = publishing.publish(
        versions=data["version"],
        roles=roles,
        why=data["why"],
        by=request.user,
        due_at=data["due_at"],
    )
    messages.success(request, published_message(publication))
    return redirect("editorial:publication", publication.pk)


def published_message(publication):
    hidden = publication.texts.of_hidden_roles().count()
    public = publication.texts.count() - hidden
    sentences = []
    if public or not hidden:
        sentences.append(public_message(publication, public))
    if hidden:
        sentence = ngettext(
            "%(count)d text stays hidden until its role is visible.",
            "%(count)d texts stay hidden until their roles are visible.",
            hidden,
        )
        sentences.append(sentence % {"count": hidden})
    return " ".join(sentences)


def public_message(publication, count):
    """Say when ``count`` texts are public, or without any, the change of status."""
    moment = format_datetime(publication.due_at)
    if publication.is_scheduled and count:
        message = ngettext(
            "%(count)d text will be public on %(moment)s.",
            "%(count)d texts will be public on %(moment)s.",
            count,
        )
    elif publication.is_scheduled:
        message = _("The change will be public on %(moment)s.")
    elif count:
        message = ngettext(
            "%(count)d text is public now.", "%(count)d texts are public now.", count
        )
    else:
        message = _("The change is public now.")
    return message % {"count": count, "moment": moment}
