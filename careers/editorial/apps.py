from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "careers.editorial"
    label = "editorial"
    verbose_name = _("Editorial")

    def ready(self):
        from . import append_only, security_signals

        post_migrate.connect(append_only.install, sender=self)
        security_signals.connect()


class EditorialAdminConfig(AdminConfig):
    default_site = "careers.editorial.site.EditorialSite"
