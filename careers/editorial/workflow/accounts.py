"""New accounts and changes of rights: recorded, and their owners notified."""

from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from careers.addresses import absolute_url
from careers.editorial.models import AccountEvent

from . import security_log
from .delivery import deliver_later, sends_mail
from .people import display_name

Kind = AccountEvent.Kind

LINKS = {Kind.LINK_REQUESTED, Kind.LINK_MAILED, Kind.LINK_SHOWN, Kind.LINK_USED}


def record(account, kind, *, by, before="", after="", now=None):
    event = AccountEvent.objects.create(
        account=account,
        kind=kind,
        before=before,
        after=after,
        made_at=now or timezone.now(),
        made_by=by,
    )
    # The account's own page has the words, which go when the person is erased.
    security_log.record(
        security_log.Kind.LINK if kind in LINKS else security_log.Kind.ACCOUNT,
        by=by,
        account=account,
        about=str(event),
    )
    return event


def record_new(account, *, by, now=None):
    groups = ", ".join(group.name for group in account.groups.order_by("name"))
    return record(account, Kind.MADE, after=groups, by=by, now=now)


@contextmanager
def recording(accounts, *, by, now=None):
    """Record what changes in the rights of ``accounts``, and notify their owners."""
    with transaction.atomic():
        accounts = User.objects.filter(pk__in=accounts.values("pk")).order_by("pk")
        keys = list(accounts.select_for_update().values_list("pk", flat=True))
        before = rights_of(keys)
        yield
        for account, rights in rights_of(keys).items():
            changes = changes_between(before[account], rights)
            events = [
                record(account, kind, before=old, after=new, by=by, now=now)
                for kind, old, new in changes
            ]
            if events and account != by:
                addresses = {before[account][Kind.ADDRESS], rights[Kind.ADDRESS]}
                notify(addresses - {""}, events, by)


def rights_of(keys):
    """Return ``{account: {kind of event: value}}``, read from the database."""
    accounts = User.objects.filter(pk__in=keys).order_by("pk")
    accounts = accounts.prefetch_related(
        "user_permissions", "groups__permissions", "family_limits__family"
    )
    return {account: rights(account) for account in accounts}


def rights(account):
    groups = account.groups.all()
    return {
        Kind.USERNAME: account.username,
        Kind.ADDRESS: account.email,
        Kind.ACTIVE: "yes" if account.is_active else "",
        Kind.STAFF: "yes" if account.is_staff else "",
        Kind.SUPERUSER: "yes" if account.is_superuser else "",
        Kind.GROUPS: {group.pk: group.name for group in groups},
        Kind.FAMILIES: {
            limit.family_id: limit.family.name for limit in account.family_limits.all()
        },
        Kind.PERMISSIONS: {p.pk: p.name for p in account.user_permissions.all()},
        Kind.GROUP_PERMISSIONS: {
            p.pk: p.name for group in groups for p in group.permissions.all()
        },
    }


def changes_between(before, after):
    """Yield ``(kind, before, after)`` in words, for each right that differs."""
    for kind, old in before.items():
        new = after[kind]
        if isinstance(old, str):
            if old != new:
                yield kind, old, new
        elif old.keys() == new.keys():
            continue
        elif kind in {Kind.GROUPS, Kind.FAMILIES}:
            yield kind, joined(old), joined(new)
        elif kind == Kind.PERMISSIONS or before[Kind.GROUPS] == after[Kind.GROUPS]:
            yield kind, joined(old, but=new), joined(new, but=old)


def joined(names, but=()):
    return ", ".join(sorted(name for key, name in names.items() if key not in but))


def notify(addresses, events, by):
    """Write to the owner, at the old address too: the new one may be a stranger's."""
    if not addresses or not sends_mail():
        return
    lines = [
        _("%(person)s changed your account:") % {"person": display_name(by)},
        "",
        *map(summary, events),
        "",
        _("If you didn’t expect this, ask another administrator about it."),
        absolute_url(reverse("admin:index")),
    ]
    deliver_later(_("Your account was changed"), lines, sorted(addresses))


@transaction.atomic
def remove_factors(account, *, by, now=None):
    """Let the owner, who has lost them, set up other factors after the password."""
    Authenticator.objects.filter(user=account).delete()
    record(account, Kind.FACTORS_REMOVED, by=by, now=now)
    notify_owner(account, _("Your second factors were removed."))


def notify_owner(account, change):
    """Write to the owner that what the account logs in with has changed."""
    if not (account.email and sends_mail()):
        return
    lines = [
        str(change),
        "",
        _("If you didn’t expect this, ask an administrator about it at once."),
        absolute_url(reverse("admin:index")),
    ]
    deliver_later(_("How you log in has changed"), lines, [account.email])


def summary(event):
    # The old address may never have been this person's, so it gets no new one.
    return str(event) if event.kind == Kind.ADDRESS else event.description


def mark_seen(*, user, last_event, now=None):
    """Record that ``user`` has read what was done to their account, up to an event."""
    events = AccountEvent.objects.unseen_by(user).filter(pk__lte=last_event)
    keys = list(events.values_list("pk", flat=True))
    AccountEvent.objects.filter(pk__in=keys).update(seen_at=now or timezone.now())
