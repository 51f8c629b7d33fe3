from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CareersConfig(AppConfig):
    name = "careers"
    verbose_name = _("Careers")

    def ready(self):
        from . import deploy_checks  # noqa: F401  (importing registers the checks)
        from .query_planning import tell_sizes
        from .search.installing import install

        post_migrate.connect(install, sender=self)
        post_migrate.connect(tell_sizes, sender=self)
