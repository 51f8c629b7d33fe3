"""The addresses of the whole site. Only this module of careers imports comparisons."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from comparisons.sitemaps import ComparisonSitemap, PageSitemap

from . import health, monitoring, sitemaps, views
from .security_txt import security_txt

handler500 = "careers.editorial.kept_forms.server_error"

ADMIN = settings.ADMIN_PATH.removeprefix("/")

SITEMAPS = {
    "pages": PageSitemap,
    "roles": sitemaps.RoleSitemap,
    "dimensions": sitemaps.DimensionSitemap,
    "comparisons": ComparisonSitemap,
}

career_urls = [
    path("roles/", views.roles, name="roles"),
    path("roles.json", views.roles_json, name="roles_json"),
    path("roles/names.json", views.role_names, name="role_names"),
    path("roles/<str:slug>/", views.role, name="role"),
    path("roles/<str:slug>.json", views.role_json, name="role_json"),
    path("roles/<str:slug>.md", views.role_markdown, name="role_markdown"),
    path("dimensions/", views.dimensions, name="dimensions"),
    path("dimensions/<slug:slug>/", views.dimension, name="dimension"),
    path("privacy/", views.privacy, name="privacy"),
]

machine_urls = [
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}, name="sitemaps"),
    path(
        "sitemap-<section>.xml",
        require_safe(sitemap),
        {"sitemaps": SITEMAPS},
        name="sitemap",
    ),
    path("robots.txt", views.robots_txt, name="robots"),
    path(".well-known/security.txt", security_txt, name="security"),
    path("llms.txt", views.llms_txt, name="llms"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("health/metrics", monitoring.metrics, name="metrics"),
]

urlpatterns = [
    # First: its "roles/a-vs-b/" is no role.
    path("", include("comparisons.urls")),
    path("", include((career_urls, "careers"))),
    path("", include(machine_urls)),
    path(ADMIN, include("careers.editorial.sign_in.urls")),
    path(ADMIN, include("careers.editorial.urls")),
    path(ADMIN, admin.site.urls),
]
