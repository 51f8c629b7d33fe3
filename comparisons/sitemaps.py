from django.urls import reverse

from careers.sitemaps import SiteSitemap

from .featured import neighbours


class ComparisonSitemap(SiteSitemap):
    def items(self):
        pages = map(
            reverse, ("comparisons:home", "comparisons:picker", "comparisons:method")
        )
        return [*pages, *(selection.path() for selection in neighbours())]

    def location(self, path):
        return path
