"""Allauth's pages, as far as the site has them, below the admin's address.

Only there do browsers send the cookies of a login session. Allauth looks its pages up
by these names. It has no page here to sign up, or to change an e-mail address.
"""

from allauth.account import views as account
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import forms as key_forms
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount.providers.openid_connect import views as company
from allauth.usersessions import views as sessions
from django.urls import include, path

from .company import log_in
from .factors import recording
from .views import AskAgainView, FactorsView, LogInView, OwnPasswordView, admin_page

factor_urls = [
    path("", FactorsView.as_view(), name="mfa_index"),
    path(
        "enter/",
        admin_page(
            factors.authenticate,
            form_class=recording(factor_forms.AuthenticateForm),
            webauthn_form_class=recording(key_forms.AuthenticateWebAuthnForm),
        ),
        name="mfa_authenticate",
    ),
    path(
        "again/",
        admin_page(
            factors.reauthenticate,
            form_class=recording(factor_forms.ReauthenticateForm),
        ),
        name="mfa_reauthenticate",
    ),
    path("app/add/", admin_page(totp.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", admin_page(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "codes/",
        admin_page(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "codes/new/",
        admin_page(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "codes/file/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("keys/", admin_page(keys.list_webauthn), name="mfa_list_webauthn"),
    path("keys/add/", admin_page(keys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "keys/login/",
        keys.LoginWebAuthnView.as_view(
            form_class=recording(key_forms.LoginWebAuthnForm)
        ),
        name="mfa_login_webauthn",
    ),
    path(
        "keys/again/",
        admin_page(
            keys.reauthenticate_webauthn,
            form_class=recording(key_forms.ReauthenticateWebAuthnForm),
        ),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "keys/<int:pk>/remove/",
        admin_page(keys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("keys/<int:pk>/", admin_page(keys.edit_webauthn), name="mfa_edit_webauthn"),
]

urlpatterns = [
    # In the place of Django's own.
    path("login/", LogInView.as_view(), name="account_login"),
    path("password_change/", OwnPasswordView.as_view(), name="account_change_password"),
    path("account/logout/", admin_page(account.logout), name="account_logout"),
    path(
        "account/reauthenticate/",
        AskAgainView.as_view(),
        name="account_reauthenticate",
    ),
    path(
        "account/sessions/",
        admin_page(sessions.list_usersessions),
        name="usersessions_list",
    ),
    path("account/factors/", include(factor_urls)),
    path("account/<slug:provider_id>/login/", log_in, name="openid_connect_login"),
    path(
        "account/<slug:provider_id>/callback/",
        company.callback,
        name="openid_connect_callback",
    ),
]
