"""One-time links with which people set their own passwords.

They are Django's own tokens. Where the site sends mail, a link goes to the address of
the account and nowhere else. Otherwise an administrator hands it over, and an account
opened with it has an unconfirmed owner.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import (
    PasswordResetTokenGenerator,
    default_token_generator,
)
from django.tasks import task
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from careers.addresses import absolute_url
from careers.editorial.models import AccountEvent
from careers.site_time import format_datetime

from . import accounts
from .delivery import body_of, deliver, sends_mail, subject_line, try_again
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


def first_link(account):
    """Return a link for the owner of a new site, who is at its command line."""
    return _link("editorial:set_password", account, default_token_generator)


def mail_link(*, account, by, now=None):
    """Mail ``account`` a link."""
    refuse_inactive(account)
    if not account.email:
        raise RefusedError(
            _("This account has no e-mail address. Save one, then send the link.")
        )
    accounts.record(account, Kind.LINK_MAILED, by=by, now=now)
    intro = _("%(person)s sends you this link to set the password of your account.")
    send_link.enqueue(account=account.pk, intro=intro % {"person": display_name(by)})


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
    send_link.enqueue(account=account.pk, intro=intro)


def record_use(account, now=None):
    """Record that a password was set with the link that was handed over last."""
    maker = last_shown(account).made_by
    accounts.record(account, Kind.LINK_USED, by=maker, now=now)


def refuse_inactive(account):
    if not account.is_active:
        raise RefusedError(_("This account isn’t active, so it needs no password."))


@task
def send_link(*, account, intro, tries=0):
    """Make a link and mail it. Nothing keeps it, not even until it is sent."""
    owner = get_user_model().objects.filter(pk=account, is_active=True).first()
    if owner is None or not owner.email:
        return
    lines = [
        intro,
        "",
        _link("editorial:set_password", owner, default_token_generator),
        "",
        _("It works once, until %(time)s.") % {"time": format_datetime(expires_at())},
        _("Your username is %(username)s.") % {"username": owner.username},
    ]
    subject = subject_line(_("Set your password"))
    left = deliver(subject, body_of(lines), [owner.email])
    try_again(send_link, left and {"account": account, "intro": intro}, tries)


def _link(view, account, tokens):
    key = urlsafe_base64_encode(force_bytes(account.pk))
    return absolute_url(reverse(view, args=[key, tokens.make_token(account)]))
