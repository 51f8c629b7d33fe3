"""What the admin's home says to administrators of tasks that nothing does."""

from datetime import timedelta

from django.db.models import Case, Count, F, Min, Q, When
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult, get_date_max

LONGEST = timedelta(minutes=3)


def waiting_tasks(now=None):
    """Return sentences about what waits for longer than it should."""
    now = now or timezone.now()
    at_once = Q(run_after=get_date_max())
    since = Case(When(at_once, then=F("enqueued_at")), default=F("run_after"))
    is_due = Q(since__lte=now)
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by()
    counts = waiting.annotate(since=since).aggregate(
        oldest=Min("since", filter=is_due), later=Count("pk", filter=~is_due)
    )
    sentences = []
    if counts["oldest"] and counts["oldest"] < now - LONGEST:
        minutes = (now - counts["oldest"]) // timedelta(minutes=1)
        message = ngettext(
            "Imports and e-mails have been waiting for %(count)d minute: nothing does "
            "them. Start “manage.py run_tasks” where the site runs.",
            "Imports and e-mails have been waiting for %(count)d minutes: nothing does "
            "them. Start “manage.py run_tasks” where the site runs.",
            minutes,
        )
        sentences.append(message % {"count": minutes})
    if counts["later"]:
        message = ngettext(
            "The mail server didn’t take %(count)d notice. It is tried again.",
            "The mail server didn’t take %(count)d notices. They are tried again.",
            counts["later"],
        )
        sentences.append(message % {"count": counts["later"]})
    return sentences
