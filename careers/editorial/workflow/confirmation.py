"""Confirming the owners of accounts.

Who makes an account, changes its address or opens it with a link may be the one who
uses it. Until a second administrator has confirmed its owner, such an account approves
nothing and manages no accounts, and that person counts as a writer of what it wrote.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial.models import AccountEvent, Draft

from . import security_log
from .errors import RefusedError
from .permissions import MANAGE_ACCOUNTS, manageable_by, may_manage

UNCONFIRMED = gettext_lazy(
    "You can’t approve texts until a second administrator confirms that this account "
    "is yours."
)
WRITER_UNCONFIRMED = gettext_lazy(
    "You set up the writer’s account, and no second administrator had confirmed its "
    "owner when this was written. So someone else has to approve it."
)


def is_unconfirmed(user: User) -> bool:
    return (
        settings.SECOND_PERSON_APPROVES
        and AccountEvent.objects.unconfirmed().filter(account=user).exists()
    )


def is_confirmed(request):
    """Whether the account of the person who asks is confirmed, read once a request."""
    if not hasattr(request, "_is_confirmed"):
        request._is_confirmed = not is_unconfirmed(request.user)
    return request._is_confirmed


def without_unconfirmed(people: QuerySet) -> QuerySet:
    """Leave out the accounts whose owners no second administrator has confirmed."""
    if not settings.SECOND_PERSON_APPROVES:
        return people
    events = AccountEvent.objects.unconfirmed().filter(account=OuterRef("pk"))
    return people.exclude(Exists(events))


def with_is_unconfirmed(people: QuerySet) -> QuerySet:
    """Add ``is_unconfirmed``, for a list of accounts."""
    events = AccountEvent.objects.unconfirmed().filter(account=OuterRef("pk"))
    is_asked = settings.SECOND_PERSON_APPROVES
    condition = Exists(events) if is_asked else Value(False)
    return people.annotate(is_unconfirmed=condition)


def account_blocker(user: User) -> Callable[[Draft], str]:
    """Return a function of a draft: why ``user``’s account can’t approve it, or "".

    One query, however many drafts. DraftQuerySet.may_be_approved_by says the same.
    """
    if not settings.SECOND_PERSON_APPROVES:
        return lambda draft: ""
    events = AccountEvent.objects.doubtful().select_related("confirmation")
    events = list(events.filter(Q(account=user) | Q(made_by=user)))
    if any(event.account_id == user.pk and not event.confirmation for event in events):
        return lambda draft: str(UNCONFIRMED)

    def blocker_of(draft: Draft) -> str:
        in_doubt = any(
            event.account_id == draft.written_by_id
            and event.leaves_doubt_at(draft.written_at)
            for event in events
        )
        return str(WRITER_UNCONFIRMED) if in_doubt else ""

    return blocker_of


def holders_of(accounts: Iterable[int]) -> Callable[[int, datetime], set[int]]:
    """Return a function of an account and a moment: who may have used it then.

    Its owner, and those who set it up before a second administrator confirmed the
    owner; all by their keys. One query, however many accounts.
    """
    makings = defaultdict(list)
    events = AccountEvent.objects.doubtful().filter(account__in=accounts)
    for event in events.select_related("confirmation"):
        makings[event.account_id].append(event)

    def holders(account: int, moment: datetime) -> set[int]:
        doubts = [e for e in makings[account] if e.leaves_doubt_at(moment)]
        return {account, *(event.made_by_id for event in doubts)}

    return holders


def refuse_unconfirmed(user: User) -> None:
    if is_unconfirmed(user):
        raise RefusedError(UNCONFIRMED)


def events_for(user: User, may_confirm: bool) -> tuple[list, list, list]:
    """Return the events that a person's home shows, in one query.

    What they have not seen of their own account; what leaves its owner unconfirmed;
    and what does so for the active accounts whose owners they could confirm.
    """
    unconfirmed = AccountEvent.objects.unconfirmed()
    events = AccountEvent.objects.unseen_by(user)
    is_asked = settings.SECOND_PERSON_APPROVES
    if is_asked:
        events |= unconfirmed.filter(account=user)
    if is_asked and may_confirm:
        made = unconfirmed.filter(made_by=user).values("account")
        accounts = manageable_by(user).filter(is_active=True)
        accounts = accounts.exclude(pk=user.pk).exclude(pk__in=made)
        events |= unconfirmed.filter(account__in=accounts.values("pk"))
    events = list(events.select_related("account", "made_by"))
    own = [event for event in events if event.account_id == user.pk]
    return (
        [event for event in own if event.is_unseen],
        [event for event in own if is_asked and event.is_unconfirmed],
        [event for event in events if event.account_id != user.pk],
    )


def confirmers(account: User) -> list[User]:
    """Return the administrators who could confirm the owner of ``account``."""
    events = AccountEvent.objects.unconfirmed().filter(account=account)
    barred = {account.pk, *events.values_list("made_by", flat=True)}
    people = get_user_model().objects.with_perm(MANAGE_ACCOUNTS)
    people = without_unconfirmed(people.filter(is_staff=True).exclude(pk__in=barred))
    return [
        person for person in people.order_by("username") if may_manage(person, account)
    ]


@transaction.atomic
def confirm(
    *, account: User, last_event: str, by: User, now: datetime | None = None
) -> None:
    """Record that ``by`` knows from its owner that ``account`` is theirs.

    ``last_event`` is the key of the latest event that ``by`` read.
    """
    list(User.objects.select_for_update().filter(pk=account.pk).values("pk"))
    events = AccountEvent.objects.unconfirmed().filter(account=account)
    unconfirmed = list(events)
    if not unconfirmed:
        raise RefusedError(_("The owner of this account is already confirmed."))
    if str(unconfirmed[-1].pk) != last_event:
        raise RefusedError(
            _("This account changed after you opened the page. Check the changes.")
        )
    if by.pk in {account.pk, *(event.made_by_id for event in unconfirmed)}:
        raise RefusedError(
            _("You set up this account, so someone else has to confirm its owner.")
        )
    if is_unconfirmed(by):
        raise RefusedError(_("Your own account is unconfirmed, so you can’t do this."))
    confirmation = AccountEvent.objects.create(
        account=account,
        kind=AccountEvent.Kind.CONFIRMED,
        made_at=now or timezone.now(),
        made_by=by,
    )
    AccountEvent.objects.filter(pk__in=[event.pk for event in unconfirmed]).update(
        confirmation=confirmation
    )
    about = str(confirmation)
    security_log.record(security_log.Kind.ACCOUNT, by=by, account=account, about=about)
