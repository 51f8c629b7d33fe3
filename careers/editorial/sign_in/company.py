"""Logging in through the company's own login, by OpenID Connect.

The company says who a person is, and by a claim which groups they belong to here: at
each login, they get the groups that the settings name for its values, and lose others
of those. People who get none of them are refused.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views
from allauth.utils import generate_unique_username
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from requests import RequestException

from careers.editorial import workflow

DOES_NOT_WORK = _("The company’s login didn’t work. Try again.")


class CompanyAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        claims = sociallogin.account.get_provider_account().get_user_data()
        names = groups_named_by(claims)
        # What else the company says is no business of this site.
        sociallogin.account.extra_data = {}
        is_known = sociallogin.is_existing
        account = sociallogin.user if is_known else account_of(claims)
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            refuse(request, _("Log out before you log in with the company’s login."))
        if account and is_known:
            set_groups(account, names)
            sociallogin.account.save()
        if not names:
            message = _("The company’s login gives you no access to this site.")
            refuse(request, message, account)
        if account is None:
            account = make_account(sociallogin.user, claims)
        if not (account.is_active and account.is_staff):
            refuse(request, _("Your account here isn’t active."), account)
        if not is_known:
            set_groups(account, names)
            sociallogin.user = sociallogin.account.user = account
            sociallogin.account.save()

    def on_authentication_error(self, request, *args, **kwargs):
        refuse(request, DOES_NOT_WORK)


def log_in(request, provider_id):
    try:
        return views.login(request, provider_id)
    except RequestException:
        messages.error(request, DOES_NOT_WORK)
        return redirect("account_login")


def refuse(request, message, account=None):
    security_log = workflow.security_log
    kind = security_log.Kind.NOT_SIGNED_IN
    security_log.record_try(kind, account=account, about="company")
    messages.error(request, message)
    raise ImmediateHttpResponse(redirect("account_login"))


def groups_named_by(claims):
    values = claims.get(settings.OIDC_GROUPS_CLAIM) or []
    values = {values} if isinstance(values, str) else set(map(str, values))
    return {group for value, group in settings.OIDC_GROUPS.items() if value in values}


def account_of(claims):
    """Return the only account with an address that the company has verified.

    Superusers may do everything, so that they log in with what they set up here.
    """
    address = claims.get("email")
    if not (address and claims.get("email_verified") is True):
        return None
    accounts = User.objects.filter(email__iexact=address)
    if len(accounts) != 1 or accounts[0].is_superuser:
        return None
    return accounts[0]


@transaction.atomic
def make_account(account, claims):
    """Make an account that the company vouches for, without a password."""
    address = claims.get("email")
    names = [claims.get("preferred_username"), address, claims["sub"]]
    account.username = generate_unique_username(names)
    is_verified = claims.get("email_verified") is True
    account.email = address if address and is_verified else ""
    account.is_staff = True
    account.set_unusable_password()
    account.save()
    workflow.accounts.record_new(account, by=account)
    return account


def set_groups(account, names):
    accounts = User.objects.filter(pk=account.pk)
    with workflow.accounts.recording(accounts, by=account):
        mapped = Group.objects.filter(name__in=settings.OIDC_GROUPS.values())
        account.groups.remove(*mapped.exclude(name__in=names))
        account.groups.add(*mapped.filter(name__in=names))
