"""Django's admin with the editors' home page."""

from functools import partial

from django.conf import settings
from django.contrib import admin
from django.utils.functional import SimpleLazyObject
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class EditorialSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = format_lazy(_("{site} admin"), site=settings.SITE_NAME)
    index_title = _("What visitors read")
    # The head of each page has the editors' own navigation, and needs the full width.
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        # Imported late: the site is made before the models are loaded.
        from .kept_forms import keeps_forms

        return keeps_forms(super().admin_view(view, cacheable), self.has_permission)

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
