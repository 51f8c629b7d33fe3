"""The admin, with the pages of the workshop that belong to no single model."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.urls import path
from django.utils.module_loading import import_string

# Address, name, view. The views need models, which are loaded after this module.
PAGES = [
    ("review/", "review", "review_views.review"),
    ("reviewed/", "reviewed", "review_views.reviewed"),
    ("publish/", "publish", "publication_views.publish"),
    ("publications/", "publications", "publication_views.publications"),
    ("publications/<int:pk>/", "publication", "publication_views.publication"),
    ("history/", "changes", "history_views.changes"),
    (
        "history/<slug:role>/<slug:dimension>/",
        "text_history",
        "history_views.text_history",
    ),
    ("then/<slug:role>/", "compare_then", "compare_then.compare_then"),
    ("deleted/", "deleted", "history_views.deleted"),
]


def view_named(name):
    return import_string(f"careers.workshop.{name}")


class WorkshopConfig(AdminConfig):
    default_site = "careers.workshop.site.WorkshopSite"


class WorkshopSite(admin.AdminSite):
    """Django's admin: its home says what waits, its pages review and publish."""

    # Every page has the workshop's own pages in its head, and needs its width.
    enable_nav_sidebar = False

    def index(self, request, extra_context=None):
        home = view_named("home.shown_to")(request)
        return super().index(request, {**home, **(extra_context or {})})

    def get_urls(self):
        own = [
            path(address, self.admin_view(view_named(view)), name=name)
            for address, name, view in PAGES
        ]
        # Django's way from any object to its page asks for no right to see it: the
        # address of a hidden role tells its name.
        shared = super().get_urls()
        return [*own, *(p for p in shared if getattr(p, "name", "") != "view_on_site")]
