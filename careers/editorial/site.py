"""Django's admin with the editors' home page."""

from functools import partial

from django.conf import settings
from django.contrib import admin
from django.utils.functional import SimpleLazyObject
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override

# Django's own scripts for its lists and forms, jQuery among them, make HTML of strings.
WITHOUT_TRUSTED_TYPES = {
    name: sources
    for name, sources in settings.SECURE_CSP.items()
    if "trusted-types" not in name
}


class EditorialSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = format_lazy(_("{site} admin"), site=settings.SITE_NAME)
    index_title = _("What visitors read")
    # The head of each page has the editors' own navigation, and needs the full width.
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        # Imported late: the site is made before the models are loaded.
        from .kept_forms import keeps_forms

        page = super().admin_view(view, cacheable)
        if isinstance(getattr(view, "__self__", None), admin.ModelAdmin):
            page = csp_override(WITHOUT_TRUSTED_TYPES)(page)
        return keeps_forms(page, self.has_permission)

    def index(self, request, extra_context=None):
        # Imported late: the site is made before the models are loaded.
        from .home import home_context

        context = {**home_context(request), **(extra_context or {})}
        return super().index(request, context)

    def get_app_list(self, request, app_label=None):
        # Django asks for it on every page, but only home pages show it.
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))

    def get_urls(self):
        # Django redirects from any object to its page without checking permissions. The
        # address of a hidden role would give away its name.
        urls = super().get_urls()
        return [url for url in urls if getattr(url, "name", "") != "view_on_site"]
