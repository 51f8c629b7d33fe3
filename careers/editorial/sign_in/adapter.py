"""What this site changes in allauth: https://docs.allauth.org/."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, ngettext

from careers.client_address import client_address
from careers.editorial import workflow
from careers.sessions import SessionStore

from .steps import logged_in_lately
from .throttle import TooManyTriesError, Tries, remember_browser

NO_ADDRESS = "::"  # of a client that comes over a Unix socket

# Owners hear of what changes, by the name that allauth has for the message.
CHANGES = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added."),
    "mfa/email/totp_deactivated": gettext_lazy("The authenticator app was removed."),
    "mfa/email/webauthn_added": gettext_lazy("A security key was added."),
    "mfa/email/webauthn_removed": gettext_lazy("A security key was removed."),
    "mfa/email/recovery_codes_generated": gettext_lazy(
        "New recovery codes were made. Earlier ones no longer work."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        return client_address(request) or NO_ADDRESS

    def pre_authenticate(self, request, **credentials):
        self.tries = Tries(request, credentials["username"])
        try:
            self.tries.count()
        except TooManyTriesError as refusal:
            request.seconds_to_wait = refusal.wait
            raise ValidationError(too_many_tries(refusal.wait)) from refusal

    def _rollback_login_failed_rl_usage(self):
        self.tries.forget()

    def is_reauthentication_required(self, *, app, **kwargs):
        return not logged_in_lately(self.request)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        remember_browser(response, user)
        forget_ended_sessions()
        return response

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        workflow.accounts.notify_owner(user, CHANGES[template_prefix])


def too_many_tries(seconds):
    minutes = -(-seconds // 60)
    message = ngettext(
        "Too many wrong passwords. Try again in a minute.",
        "Too many wrong passwords. Try again in %(minutes)d minutes.",
        minutes,
    )
    return message % {"minutes": minutes}


def forget_ended_sessions():
    SessionStore.clear_expired()
    kept = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=kept).delete()
