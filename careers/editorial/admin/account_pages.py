"""What an account's page shows below its form, and what its buttons do."""

from functools import wraps

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from careers.editorial import workflow
from careers.editorial.kept_forms import answers_a_save
from careers.editorial.workflow import AccountEvent
from careers.phrases import join_names

LATEST_EVENTS = 50


def account_context(account, user, *, may_change):
    events = AccountEvent.objects.filter(account=account)
    latest = events.select_related("made_by", "confirmation__made_by").order_by("-pk")
    latest = list(latest[:LATEST_EVENTS])
    context = {
        "events": latest,
        "may_send_link": may_change and account.is_active and account != user,
        "sends_mail": workflow.sends_mail(),
        "may_remove_factors": may_change
        and account != user
        and Authenticator.objects.filter(user=account).exists(),
    }
    are_all = len(latest) < LATEST_EVENTS
    may_be_unconfirmed = not are_all or any(event.is_unconfirmed for event in latest)
    if may_be_unconfirmed and workflow.is_unconfirmed(account):
        unconfirmed = events.unconfirmed().select_related("made_by").order_by("pk")
        confirmers = workflow.confirmation.confirmers(account)
        context |= {
            "unconfirmed": unconfirmed,
            "last_event": unconfirmed.last().pk,
            "may_confirm": user in confirmers,
            "confirmers": join_names(map(workflow.display_name, confirmers)),
        }
    return context


def changing_an_account(view):
    """Pass ``view`` the account of an address, if the person may change it."""

    @require_POST
    @wraps(view)
    def wrapper(request, object_id, model_admin):
        if not model_admin.has_change_permission(request):
            raise PermissionDenied
        account = model_admin.get_object(request, unquote(object_id))
        if account is None:
            raise Http404
        if not model_admin.has_change_permission(request, account):
            raise PermissionDenied
        return view(request, account)

    return wrapper


@changing_an_account
def send_link(request, account):
    if account == request.user:
        # A new password needs the old one, on the page for that.
        raise PermissionDenied
    if workflow.sends_mail():
        mail_link(request, account)
        return redirect("admin:auth_user_change", account.pk)
    try:
        return link_page(request, account)
    except workflow.RefusedError as error:
        messages.error(request, str(error))
        return redirect("admin:auth_user_change", account.pk)


def mail_link(request, account):
    """Mail ``account`` a link, and say so."""
    try:
        workflow.password_links.mail_link(account=account, by=request.user)
    except workflow.RefusedError as error:
        messages.error(request, str(error))
    else:
        message = _("A link to set a password is on its way to %(address)s.")
        messages.success(request, message % {"address": account.email})


def link_page(request, account):
    link = workflow.password_links.show_link(account=account, by=request.user)
    context = {
        **admin.site.each_context(request),
        "title": _("A link for %(person)s") % {"person": account},
        "account": account,
        "link": link,
        "expires_at": workflow.password_links.expires_at(),
    }
    template = "editorial/admin/password_link.html"
    return answers_a_save(TemplateResponse(request, template, context))


@changing_an_account
def confirm(request, account):
    last_event = request.POST.get("last_event", "")
    try:
        workflow.confirmation.confirm(
            account=account, last_event=last_event, by=request.user
        )
    except workflow.RefusedError as error:
        messages.error(request, str(error))
    else:
        message = _("You confirmed that this account belongs to %(person)s.")
        person = workflow.display_name(account)
        messages.success(request, message % {"person": person})
    return redirect("admin:auth_user_change", account.pk)


@changing_an_account
def remove_factors(request, account):
    if account == request.user:
        # One's own pages ask again, and show which factor it is.
        raise PermissionDenied
    workflow.accounts.remove_factors(account, by=request.user)
    message = _("%(person)s logs in with the password alone, and adds new factors.")
    person = workflow.display_name(account)
    messages.success(request, message % {"person": person})
    return redirect("admin:auth_user_change", account.pk)
