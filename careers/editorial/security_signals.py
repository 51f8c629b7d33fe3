"""Logins and second factors, as Django and allauth report them."""

from allauth.mfa import signals as factors
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.db.models.signals import post_save

from .models import SecurityEvent
from .workflow import security_log

Kind = SecurityEvent.Kind


def connect():
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(not_signed_in)
    post_save.connect(password_set, sender=get_user_model())
    factors.authenticator_added.connect(factor_added)
    factors.authenticator_reset.connect(factor_added)
    factors.authenticator_removed.connect(factor_removed)


def signed_in(user, **kwargs):
    # A login waits for the database anyway, and logins are rare.
    SecurityEvent.objects.remove_old()
    security_log.record(Kind.SIGNED_IN, by=user, account=user)


def signed_out(user, **kwargs):
    if user is not None:
        security_log.record(Kind.SIGNED_OUT, by=user, account=user)


def not_signed_in(credentials, **kwargs):
    name = str(credentials.get("username") or credentials.get("email") or "")
    accounts = get_user_model().objects.filter(username=name.replace("\0", ""))
    account = accounts.first()
    about = "" if account else security_log.unknown_name(name)
    # Who is asked again is known.
    by = security_log.present_person()
    security_log.record_try(Kind.NOT_SIGNED_IN, by=by, account=account, about=about)


def password_set(instance, raw=False, **kwargs):
    # Django holds the new one until the account is saved.
    if instance._password is not None and not raw:
        by = security_log.present_person()
        security_log.record(Kind.PASSWORD, by=by, account=instance)


def factor_added(user, authenticator, **kwargs):
    security_log.record(
        Kind.FACTOR_ADDED, by=user, account=user, about=authenticator.type
    )


def factor_removed(user, authenticator, **kwargs):
    security_log.record(
        Kind.FACTOR_REMOVED, by=user, account=user, about=authenticator.type
    )
