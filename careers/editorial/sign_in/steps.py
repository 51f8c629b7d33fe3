"""What is asked of a person between the login and the admin, by middleware."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from careers.editorial.backends import SECOND_FACTORS
from careers.editorial.kept_forms import keep
from careers.sessions import SEEN, SINCE

SEEN_EVERY = 60  # seconds between two writes of the same session

# Browsers report by themselves which text is open.
NO_ACTIVITY = {"editorial:presence"}

# Open to people who still have to set up a second factor.
BEFORE_FACTORS = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "admin:jsi18n",
    "admin:logout",
    "editorial:forgotten_password",
    "editorial:handed_over",
    "editorial:set_password",
}


def before_views(step):
    """Return middleware that takes ``step`` with each request before its view.

    What it returns, if anything, is the answer.
    """

    def factory(get_response):
        def middleware(request):
            return get_response(request)

        middleware.process_view = lambda request, *_view: step(request)
        return middleware

    return factory


@before_views
def session_limits(request):
    """End a login session that is too old.

    One that is not used is too old by its date in the database, which moves with each
    write: the activity of people is written once a minute.
    """
    session, now = request.session, int(time.time())
    if SESSION_KEY not in session:
        return
    if now - session.get(SINCE, now) > settings.SESSION_MAX_HOURS * 3600:
        session.flush()
    elif request.resolver_match.view_name in NO_ACTIVITY:
        return
    elif now - session.get(SEEN, 0) >= SEEN_EVERY:
        session.modified = True


@before_views
def asks_again(request):
    """Lead to the second factor, and ask again before rights change.

    What was typed into a form is kept, and is there again after either.
    """
    name = request.resolver_match.view_name
    if not request.user.is_authenticated:
        return None
    if lacks_factor(request) and not is_open_before_factors(name):
        keep_form(request)
        return redirect("mfa_index")
    changes_rights = request.method == "POST" and name.startswith("admin:auth_")
    if changes_rights and not is_recent(request):
        keep_form(request)
        return ask_again(request)
    return None


def is_open_before_factors(name):
    return name.startswith("mfa_") or name in BEFORE_FACTORS


def keep_form(request):
    if request.method == "POST":
        keep(request)


def lacks_factor(request):
    """Whether the person has to set up a second factor before anything else.

    The company's own login has asked for what the company wants.
    """
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    has_factor = getattr(request.user, "has_factor", None)
    if has_factor is None:
        has_factor = is_mfa_enabled(request.user, SECOND_FACTORS)
    return not has_factor and not came_from_company(request)


def came_from_company(request):
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "socialaccount" for record in records)


def logged_in_lately(request):
    age = time.time() - request.session.get(SINCE, 0)
    return age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def is_recent(request):
    return logged_in_lately(request) or did_recently_reauthenticate(request)


def ask_again(request):
    if request.user.has_usable_password():
        messages.info(request, _("Enter your password again, then save the form."))
        return redirect_to_login(
            request.get_full_path(), reverse("account_reauthenticate")
        )
    raise PermissionDenied(_("Log out and in again, then save the form."))
