from careers.models import Role
from careers.sitemaps import SiteSitemap

from .featured import neighbours


class ComparisonSitemap(SiteSitemap):
    def items(self):
        return neighbours(
            list(Role.objects.published().with_completeness().by_family())
        )

    def location(self, selection):
        return selection.path()
