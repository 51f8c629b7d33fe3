from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "careers.editorial"
    label = "editorial"
    verbose_name = _("Editorial")


class EditorialAdminConfig(AdminConfig):
    default_site = "careers.editorial.site.EditorialSite"
