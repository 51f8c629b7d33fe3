"""Setting one's own password with a link, and asking for such a link."""

from django.contrib import admin
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.http import Http404
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.editorial import workflow


class AdminPage:
    def get_context_data(self, **kwargs):
        context = admin.site.each_context(self.request)
        return context | super().get_context_data(**kwargs)


class SetPassword(AdminPage, SuccessMessageMixin, PasswordResetConfirmView):
    template_name = "editorial/passwords/set_password.html"
    title = _("Set your password")
    success_url = reverse_lazy("admin:login")
    success_message = _("Your password is set. You can log in with it now.")

    def get_user(self, uidb64):
        account = super().get_user(uidb64)
        return account if account and account.is_active else None

    def get_context_data(self, **kwargs):
        if not self.validlink:
            workflow.security_log.record_try(
                workflow.security_log.Kind.LINK,
                account=self.user,
                about=gettext("Refused"),
            )
        return super().get_context_data(**kwargs)


class SetPasswordHandedOver(SetPassword):
    """The same, with a link that came by way of an administrator."""

    token_generator = workflow.password_links.handed_over_tokens

    @transaction.atomic
    def form_valid(self, form):
        workflow.password_links.record_use(self.user)
        return super().form_valid(form)


class ForgottenForm(PasswordResetForm):
    def save(self, **options):
        for account in self.get_users(self.cleaned_data["email"]):
            workflow.password_links.request_link(account=account)


class ForgottenPassword(AdminPage, SuccessMessageMixin, PasswordResetView):
    template_name = "editorial/passwords/forgotten_password.html"
    title = _("Forgot your password?")
    form_class = ForgottenForm
    success_url = reverse_lazy("admin:login")
    # The same for unknown addresses.
    success_message = _(
        "If an account has this address, a link to set a password is on its way. If "
        "none comes, ask an administrator."
    )

    def dispatch(self, request, *args, **kwargs):
        if not workflow.sends_mail():
            raise Http404
        return super().dispatch(request, *args, **kwargs)
