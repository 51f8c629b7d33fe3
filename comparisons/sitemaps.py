from careers.models import Dimension, Role
from careers.sitemaps import SiteSitemap

from .featured import neighbours


class ComparisonSitemap(SiteSitemap):
    def items(self):
        roles = Role.objects.published().with_completeness().by_family()
        return neighbours(list(roles), Dimension.objects.count())

    def location(self, selection):
        return selection.path()
