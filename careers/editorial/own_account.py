"""What the admin's home says about one's own account, and accounts to confirm."""

from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from careers.editorial import workflow
from careers.models import is_key

MOST_LISTED = 20  # accounts


def own_account_context(request):
    user = request.user
    may_confirm = user.has_perm(workflow.MANAGE_ACCOUNTS)
    unseen, own, of_others = workflow.confirmation.events_for(user, may_confirm)
    request._is_confirmed = not own
    context = {
        "account_events": unseen,
        "last_event": unseen[-1].pk if unseen else "",
        "is_unconfirmed": bool(own),
    }
    if may_confirm and not own:
        accounts = {event.account for event in of_others}
        accounts = sorted(accounts, key=lambda account: account.username)
        context["accounts_to_confirm"] = accounts[:MOST_LISTED]
    return context


@require_POST
def seen(request):
    last_event = request.POST.get("last_event", "")
    if not is_key(last_event):
        raise BadRequest(_("Unknown action. Reload the page and try again."))
    workflow.accounts.mark_seen(user=request.user, last_event=last_event)
    return redirect("admin:index")
