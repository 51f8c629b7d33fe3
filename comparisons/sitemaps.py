from django.core.paginator import Page

from careers import sitemaps
from careers.models import Role

from .featured import neighbours


class PageSitemap(sitemaps.PageSitemap):
    def items(self):
        pages = ("comparisons:home", "comparisons:picker", "comparisons:method")
        return [*pages, *super().items()]


class PairPaginator(sitemaps.KeyPaginator):
    """Pages of the neighbours among the roles of a page."""

    def page(self, number):
        page = super().page(number)
        return Page(neighbours(page.object_list), page.number, self)


class ComparisonSitemap(sitemaps.SiteSitemap):
    @property
    def paginator(self):
        return PairPaginator(self.items(), self.limit)

    def items(self):
        return Role.objects.published().with_page_changes()

    def location(self, pair):
        selection, _changed_at = pair
        return selection.path()

    def lastmod(self, pair):
        _selection, changed_at = pair
        return changed_at
