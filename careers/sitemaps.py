"""Sitemaps: the addresses for search engines to visit."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import Max
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from .models import Dimension, Role


class KeyPaginator(Paginator):
    """Pages of a queryset by its primary keys: no page counts the rows before it.

    A page has at most ``per_page`` rows, and fewer where keys are missing.
    """

    @cached_property
    def count(self):
        """The highest key, as each key has its place."""
        return self._all.aggregate(last=Max("pk"))["last"] or 0

    @property
    def page_range(self):
        """The numbers of the pages with keys, for the price of a look-up each."""
        numbers, last = [], 0
        while key := self._all.filter(pk__gt=last).order_by("pk").values("pk").first():
            numbers.append((key["pk"] - 1) // self.per_page + 1)
            last = numbers[-1] * self.per_page
        return numbers or [1]

    def page(self, number):
        number = self.validate_number(number)
        last = number * self.per_page
        keys = {"pk__gt": last - self.per_page, "pk__lte": last}
        return self._get_page(self.object_list.filter(**keys), number, self)

    @property
    def _all(self):
        return self.object_list.model._base_manager.all()


class SiteSitemap(Sitemap):
    """A sitemap of addresses under SITE_URL, whatever the request's host."""

    # About half a megabyte of comparisons, which an answer with an ETag may well be.
    limit = 2_500
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


class SitemapByKeys(SiteSitemap):
    """A sitemap whose items are a queryset of any length."""

    @property
    def paginator(self):
        return KeyPaginator(self.items(), self.limit)


class RoleSitemap(SitemapByKeys):
    def items(self):
        return Role.objects.published().with_page_changes().order_by("pk")

    def lastmod(self, role):
        return role.page_changed_at


class DimensionSitemap(SiteSitemap):
    def items(self):
        return Dimension.objects.published().with_page_changes().order_by("slug")

    def lastmod(self, dimension):
        return dimension.page_changed_at


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
