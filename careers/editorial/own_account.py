"""What the admin's home says about one's own account, and accounts to confirm."""

from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from careers.editorial import workflow
from careers.editorial.workflow import AccountEvent
from careers.models import is_key


def own_account_context(request):
    user = request.user
    events = list(AccountEvent.objects.unseen_by(user))
    is_unconfirmed = not workflow.is_confirmed(request)
    context = {
        "account_events": events,
        "last_event": events[-1].pk if events else "",
        "is_unconfirmed": is_unconfirmed,
    }
    if user.has_perm(workflow.MANAGE_ACCOUNTS) and not is_unconfirmed:
        accounts = workflow.confirmation.awaiting_confirmation_by(user)
        context["accounts_to_confirm"] = accounts
    return context


@require_POST
def seen(request):
    last_event = request.POST.get("last_event", "")
    if not is_key(last_event):
        raise BadRequest(_("Unknown action. Reload the page and try again."))
    workflow.accounts.mark_seen(user=request.user, last_event=last_event)
    return redirect("admin:index")
