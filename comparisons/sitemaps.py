from django.urls import reverse

from careers.sitemaps import SiteSitemap

from .featured import neighbours


class ComparisonSitemap(SiteSitemap):
    def items(self):
        pages = ("comparisons:home", "comparisons:picker", "comparisons:method")
        return [
            *((reverse(name), None) for name in pages),
            *((selection.path(), changed) for selection, changed in neighbours()),
        ]

    def location(self, item):
        return item[0]

    def lastmod(self, item):
        return item[1]
