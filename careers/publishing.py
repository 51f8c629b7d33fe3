"""What visitors see, changed by somebody: audited writes over several objects."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from .models import Role


@transaction.atomic
def change_status(*, roles, status, by):
    """Give every one of ``roles`` this status, all or none.

    Each role that changes gets an entry in its history in the name of ``by``.
    Returns how many changed: the others had the status already.
    """
    status = Role.Status(status)
    changed = list(
        Role.objects.select_for_update()
        .filter(pk__in=[role.pk for role in roles])
        .exclude(status=status)
    )
    Role.objects.filter(pk__in=[role.pk for role in changed]).update(status=status)
    LogEntry.objects.log_actions(
        user_id=by.pk,
        queryset=changed,
        action_flag=CHANGE,
        change_message=f"Status is now “{status.label}”.",
    )
    return len(changed)
