"""One-time links with which people set their own passwords.

They are Django's own tokens. Where the site sends mail, a link goes to the address of
the account and nowhere else. Otherwise an administrator hands it over, and an account
opened with it has an unconfirmed owner.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import (
    PasswordResetTokenGenerator,
    default_token_generator,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from careers.addresses import absolute_url
from careers.editorial.models import AccountEvent
from careers.site_time import format_datetime

from . import accounts
from .delivery import deliver_later, sends_mail
from .errors import RefusedError
from .people import display_name

Kind = AccountEvent.Kind

# Strangers may ask for links to an address, and would fill its mailbox.
REQUEST_GAP = timedelta(minutes=15)


class HandedOverTokens(PasswordResetTokenGenerator):
    """Tokens apart from those sent by mail; a new one ends the one before."""

    key_salt = "careers.editorial.workflow.password_links.HandedOverTokens"

    def _make_hash_value(self, user, timestamp):
        last = last_shown(user)
        return f"{super()._make_hash_value(user, timestamp)}{last and last.pk}"


handed_over_tokens = HandedOverTokens()


def last_shown(account):
    return AccountEvent.objects.filter(account=account, kind=Kind.LINK_SHOWN).last()


def expires_at(now=None):
    now = now or timezone.now()
    return now + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def mail_link(*, account, by, then, now=None):
    """Mail ``account`` a link; ``then`` gets whether the mail server took it."""
    refuse_inactive(account)
    if not account.email:
        raise RefusedError(
            _("This account has no e-mail address. Save one, then send the link.")
        )
    accounts.record(account, Kind.LINK_MAILED, by=by, now=now)
    intro = _("%(person)s sends you this link to set the password of your account.")
    _send_link(account, intro % {"person": display_name(by)}, then=then)


def show_link(*, account, by, now=None):
    """Return a link for ``by`` to hand over. Only that it was made is recorded."""
    refuse_inactive(account)
    if sends_mail():
        raise RefusedError(_("This site sends mail. Send the link to the owner."))
    accounts.record(account, Kind.LINK_SHOWN, by=by, now=now)
    return _link("editorial:handed_over", account, handed_over_tokens)


def request_link(*, account, now=None):
    """Mail ``account`` the link that someone asked for on the login page."""
    now = now or timezone.now()
    latest = AccountEvent.objects.filter(
        account=account, kind=Kind.LINK_REQUESTED, made_at__gt=now - REQUEST_GAP
    )
    if latest.exists():
        return
    accounts.record(account, Kind.LINK_REQUESTED, by=None, now=now)
    intro = _(
        "Someone asked for a link to set the password of your account. If it wasn’t "
        "you, ignore this message."
    )
    _send_link(account, intro)


def record_use(account, now=None):
    """Record that a password was set with the link that was handed over last."""
    maker = last_shown(account).made_by
    accounts.record(account, Kind.LINK_USED, by=maker, now=now)


def refuse_inactive(account):
    if not account.is_active:
        raise RefusedError(_("This account isn’t active, so it needs no password."))


def _send_link(account, intro, then=None):
    lines = [
        intro,
        "",
        _link("editorial:set_password", account, default_token_generator),
        "",
        _("It works once, until %(time)s.") % {"time": format_datetime(expires_at())},
        _("Your username is %(username)s.") % {"username": account.username},
    ]
    deliver_later(_("Set your password"), lines, [account.email], then)


def _link(view, account, tokens):
    key = urlsafe_base64_encode(force_bytes(account.pk))
    return absolute_url(reverse(view, args=[key, tokens.make_token(account)]))
