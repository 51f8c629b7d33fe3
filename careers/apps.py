from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class CareersConfig(AppConfig):
    name = "careers"
    verbose_name = _("Careers")

    def ready(self):
        from . import (
            content_version,
            deploy_checks,  # noqa: F401  (importing registers the checks)
            query_planning,
            triggers,
        )
        from .search import installing

        pre_migrate.connect(triggers.drop, sender=self)
        post_migrate.connect(installing.install, sender=self)
        post_migrate.connect(content_version.install, sender=self)
        post_migrate.connect(query_planning.tell_sizes, sender=self)
