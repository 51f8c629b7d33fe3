"""How many wrong passwords each account, address and browser may try.

Counted in the database, so that the limits hold over all workers and machines. What is
over a limit costs one read: no hash and no write.

An attacker who tries passwords from many addresses would lock the owner out too.
So a browser in which the owner has logged in before has a limit of its own: it is known
by a cookie (OWASP: Slow Down Online Guessing Attacks with Device Cookies).
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac

from careers.client_address import client_network
from careers.editorial.models import FailedTries

SALT = "careers.editorial.sign_in.throttle"
KNOWN_FOR = timedelta(days=180)


@dataclass(frozen=True)
class Limit:
    tries: int
    period: timedelta


# Of one account, at one address or in one browser that is known.
PAIR = Limit(5, timedelta(minutes=15))
# A whole office may share an address.
ADDRESS = Limit(50, timedelta(minutes=15))
# From all addresses together.
ACCOUNT = Limit(30, timedelta(hours=1))


class TooManyTriesError(Exception):
    def __init__(self, wait):
        self.wait = wait  # seconds


class Tries:
    """The counts that one try to log in adds to."""

    def __init__(self, request, username):
        account, address = username.strip().casefold(), client_network(request)
        if browser := known_browser(request, account):
            limits = {("browser", browser): PAIR}
        else:
            limits = {("pair", account, address): PAIR, ("account", account): ACCOUNT}
        limits["address", address] = ADDRESS
        self.limits = {hashed(*parts): limit for parts, limit in limits.items()}
        # The counts of the owner alone.
        self.own_key = next(iter(self.limits))

    def count(self, now=None):
        """Count a try before its password is checked, or refuse it.

        Many tries at once would otherwise all be checked before the first one counts.
        """
        now = now or timezone.now()
        self._refuse(now, lambda count, limit: count >= limit.tries)
        with transaction.atomic():
            FailedTries.objects.filter(ends_at__lte=now).delete()
            FailedTries.objects.bulk_create(
                [
                    FailedTries(key=key, count=0, ends_at=now + limit.period)
                    for key, limit in self.limits.items()
                ],
                ignore_conflicts=True,
            )
            self._rows().update(count=F("count") + 1)
        self._refuse(now, lambda count, limit: count > limit.tries)

    def forget(self):
        """Take back the try of a person who knew the password.

        Others keep what they have: an attacker may log in to an account of their own
        between two tries.
        """
        less = Case(When(count=0, then=Value(0)), default=F("count") - 1)
        with transaction.atomic():
            self._rows().exclude(key=self.own_key).update(count=less)
            FailedTries.objects.filter(key=self.own_key).delete()

    def _rows(self):
        return FailedTries.objects.filter(key__in=self.limits)

    def _refuse(self, now, is_over):
        waits = [
            row.ends_at - now
            for row in self._rows().filter(ends_at__gt=now)
            if is_over(row.count, self.limits[row.key])
        ]
        if waits:
            raise TooManyTriesError(max(1, int(max(waits).total_seconds())))


def hashed(*parts):
    return salted_hmac(SALT, "\0".join(parts), algorithm="sha256").hexdigest()


def known_browser(request, account):
    """Return what is written in the browser's cookie, if it knows the account."""
    try:
        owner, browser = signing.loads(
            request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""),
            salt=SALT,
            max_age=KNOWN_FOR,
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return browser if owner == hashed("owner", account) else None


def remember_browser(response, account):
    owner = hashed("owner", account.get_username().casefold())
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps([owner, secrets.token_urlsafe(16)], salt=SALT),
        max_age=KNOWN_FOR,
        path=settings.ADMIN_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
