"""What concerns the security of the site, for its administrators and its log.

The event is kept in the database, and is a line of the logger ``careers.security``. The
line has ids and no words: no name, no address, nothing that was typed.
"""

import logging
from threading import Lock

from cachetools import TTLCache
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from simple_history.models import HistoricalRecords

from careers.client_address import client_address, client_network
from careers.editorial.models import SecurityEvent
from careers.editorial.models.security_event import MAX_ABOUT
from careers.search.waiting import PATIENCE, short_waits

Kind = SecurityEvent.Kind

logger = logging.getLogger("careers.security")

# Parts of an address that would let their reader in.
SECRET_PARTS = ("token", "uidb64", "key")

# Events a minute that people may cause who are not signed in, in each process.
MOST_OF_ONE_NETWORK = 10
MOST_OF_ALL = 60


def record(
    kind: str,
    *,
    by: User | None = None,
    account: User | None = None,
    about: str = "",
    left_out: int = 0,
) -> None:
    """Record an event of the present request, or of a command."""
    request = present_request()
    event = SecurityEvent.objects.create(
        kind=kind,
        made_at=timezone.now(),
        person=by,
        account=account,
        address=(request and client_address(request)) or None,
        about=on_one_line(about),
        left_out=left_out,
    )
    write_line(kind, by, account, event=event.pk, left_out=left_out)


def record_try(
    kind: str,
    *,
    by: User | None = None,
    account: User | None = None,
    about: str = "",
) -> None:
    """Record what may come in floods, and what must be answered if it can't be.

    Of a flood the log and its lines have a few events a minute, which say how many they
    left out.
    """
    request = present_request()
    network = client_network(request) if request else ""
    if not tries.may_be_kept(network):
        return
    left_out = tries.take_left_out()
    try:
        with short_waits(PATIENCE), transaction.atomic():
            record(kind, by=by, account=account, about=about, left_out=left_out)
    except DatabaseError:
        tries.leave_out(left_out + 1)
        write_line(kind, by, account)


class Tries:
    """How many tries of strangers the log has kept of this minute, and left out."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.clear()

    def clear(self) -> None:
        self.counts: TTLCache[str, list[int]] = TTLCache(maxsize=1_000, ttl=60)
        self.left_out = 0

    def may_be_kept(self, network: str) -> bool:
        with self.lock:
            of_all = self.counts.setdefault("", [0])
            of_one = self.counts.setdefault(f"={network}", [0])
            if of_one[0] >= MOST_OF_ONE_NETWORK or of_all[0] >= MOST_OF_ALL:
                self.left_out += 1
                return False
            of_one[0] += 1
            of_all[0] += 1
            return True

    def take_left_out(self) -> int:
        with self.lock:
            left_out, self.left_out = self.left_out, 0
            return left_out

    def leave_out(self, number: int) -> None:
        with self.lock:
            self.left_out += number


tries = Tries()


def write_line(
    kind: str,
    by: User | None,
    account: User | None,
    *,
    event: int | None = None,
    left_out: int = 0,
) -> None:
    fields = {
        "kind": str(kind),
        "person": by and by.pk,
        "account": account and account.pk,
        "event": event,
        "left_out": left_out,
    }
    keys = "person=%(person)s account=%(account)s event=%(event)s"
    words = f"%(kind)s {keys} left_out=%(left_out)s"
    logger.info(words, fields, extra={"fields": fields})


def present_request() -> HttpRequest | None:
    """Return the request that the history notes people of, None in a command."""
    return getattr(HistoricalRecords.context, "request", None)


def present_person() -> User | None:
    user = getattr(present_request(), "user", None)
    return user if isinstance(user, User) or getattr(user, "pk", None) else None


def on_one_line(words: str) -> str:
    """Return words of a stranger so that none can pass for an event of its own.

    >>> on_one_line("x\\nSigned in")
    'x\\\\u000aSigned in'
    """
    escaped = "".join(
        sign if sign.isprintable() and sign != "\\" else f"\\u{ord(sign):04x}"
        for sign in words
    )
    return escaped[:MAX_ABOUT]


def unknown_name(name: str) -> str:
    """Return what stands for a name that no account has: it may be a password."""
    digest = salted_hmac("careers.security_log", name, algorithm="sha256").hexdigest()
    return f"unknown={digest[:12]}"


def path_of(request: HttpRequest) -> str:
    """Return the path of a request without what would let its reader in."""
    path = request.path
    values = request.resolver_match.kwargs if request.resolver_match else {}
    for name in SECRET_PARTS:
        if name in values:
            path = path.replace(str(values[name]), f"<{name}>")
    return f"{request.method} {path}"
