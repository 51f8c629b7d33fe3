from django.conf import settings
from django.contrib import admin
from django.urls import path, re_path

from . import comparison_views, previews, views

app_name = "comparisons"

ADMIN = settings.ADMIN_PATH.removeprefix("/")

urlpatterns = [
    path("", views.home, name="home"),
    path("how-it-is-counted/", views.method, name="method"),
    path("compare/", views.picker, name="picker"),
    path("compare/<str:address>/", comparison_views.comparison, name="comparison"),
    path("compare/<str:address>/brief/", comparison_views.brief, name="brief"),
    # These take time linear in the address. Two groups of any letters would not.
    re_path(r"^roles/(?P<address>(?=[^/]*-vs-)[^/]+)/\Z", views.roles_of_old_site),
    re_path(
        r"^compare/(?P<address>[^/]+)\.(?P<file>[^/.]+)\Z",
        comparison_views.file,
        name="file",
    ),
    path(
        f"{ADMIN}preview/compare/<str:address>/",
        admin.site.admin_view(previews.comparison),
        name="preview",
    ),
    path(
        f"{ADMIN}preview/compare/<str:address>/brief/",
        admin.site.admin_view(previews.brief),
        name="preview_brief",
    ),
    path(
        f"{ADMIN}then/<slug:role>/",
        admin.site.admin_view(previews.compare_with_past),
        name="compare_with_past",
    ),
]
