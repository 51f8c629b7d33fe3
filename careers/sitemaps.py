"""Sitemaps: the addresses for search engines to visit."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .models import Dimension, Role


class SiteSitemap(Sitemap):
    """A sitemap of addresses under SITE_URL, whatever the request's host."""

    limit = 10_000
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_urls(self, **kwargs):
        urls = super().get_urls(**kwargs)
        # No Last-Modified for the whole: a role that is archived leaves the sitemap
        # without making any text newer.
        self.latest_lastmod = None
        return urls


class PageSitemap(SiteSitemap):
    def items(self):
        return ["careers:roles", "careers:dimensions"]

    def location(self, name):
        return reverse(name)


class RoleSitemap(SiteSitemap):
    def items(self):
        return Role.objects.published().with_last_change().order_by("slug")

    def lastmod(self, role):
        return role.changed_at


class DimensionSitemap(SiteSitemap):
    def items(self):
        return Dimension.objects.published().with_last_change().order_by("slug")

    def lastmod(self, dimension):
        return dimension.changed_at


@require_safe
def index(request, sitemaps):
    pages = [
        f"{reverse('sitemap', args=[section])}{f'?p={page}' if page > 1 else ''}"
        for section, sitemap in sitemaps.items()
        for page in sitemap().paginator.page_range
    ]
    return render(
        request, "sitemap_index.xml", {"pages": pages}, content_type="application/xml"
    )
