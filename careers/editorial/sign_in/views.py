from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.base import views as factors
from django.conf import settings
from django.contrib import admin
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from careers.editorial import workflow

from .steps import lacks_factor


class AdminPage:
    def get_context_data(self, **kwargs):
        context = admin.site.each_context(self.request)
        return context | super().get_context_data(**kwargs)


def admin_page(view, **options):
    """Return a view of allauth with what every page of the admin shows."""
    name = view.view_class.__name__
    return type(name, (AdminPage, view.view_class), {}).as_view(**options)


class LimitedTries:
    """A page with a password that answers one try too many as HTTP has it."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if wait := getattr(self.request, "seconds_to_wait", None):
            response.status_code = 429
            response.headers["Retry-After"] = wait
        return response


class LogInForm(LoginForm):
    """Allauth's form, with the names of fields that password managers know here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        username = self.fields.pop("login")
        username.widget.attrs["autofocus"] = True
        self.fields = {"username": username, **self.fields}
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def user_credentials(self):
        self.cleaned_data["login"] = self.cleaned_data["username"].strip()
        return super().user_credentials()


class LogInView(AdminPage, LimitedTries, account.LoginView):
    form_class = LogInForm

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "title": _("Log in"),
            "next": context["redirect_field_value"] or "",
            "offers_link": workflow.sends_mail(),
            "company": settings.OIDC_NAME if settings.OIDC_SERVER_URL else "",
            "company_path": self.passthrough_next_url(
                reverse("openid_connect_login", args=["company"])
            ),
        }


class AskAgainView(AdminPage, LimitedTries, account.ReauthenticateView):
    pass


class OwnPasswordForm(ChangePasswordForm):
    def clean_oldpassword(self):
        """Check it as at the login: others may try passwords in an open session."""
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class OwnPasswordView(AdminPage, LimitedTries, account.PasswordChangeView):
    form_class = OwnPasswordForm
    extra_context = {"title": _("Password change")}

    def dispatch(self, request, *args, **kwargs):
        # Who comes from the company's own login has no password here.
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class FactorsView(AdminPage, factors.IndexView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"is_factor_missing": lacks_factor(self.request)}
