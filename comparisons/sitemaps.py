from django.urls import reverse

from careers.models import Dimension, Role
from careers.sitemaps import SiteSitemap

from .featured import neighbours


class ComparisonSitemap(SiteSitemap):
    def items(self):
        roles = Role.objects.published().with_completeness().by_family()
        selections = neighbours(list(roles), Dimension.objects.count())
        pages = map(
            reverse, ("comparisons:home", "comparisons:picker", "comparisons:method")
        )
        return [*pages, *(selection.path() for selection in selections)]

    def location(self, path):
        return path
