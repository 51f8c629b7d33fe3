"""Django's admin with the editors' home page."""

from django.contrib import admin


class EditorialSite(admin.AdminSite):
    # Every page has the editors' own navigation in its head, and needs its width.
    enable_nav_sidebar = False

    def index(self, request, extra_context=None):
        # Imported late: the site is made before the models are loaded.
        from .home import home_context

        context = {**home_context(request), **(extra_context or {})}
        return super().index(request, context)

    def get_urls(self):
        # Django's redirect from any object to its page asks for no right to see it:
        # the address of a hidden role gives its name away.
        urls = super().get_urls()
        return [url for url in urls if getattr(url, "name", "") != "view_on_site"]
