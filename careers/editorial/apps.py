from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class EditorialConfig(AppConfig):
    name = "careers.editorial"
    label = "editorial"


class EditorialAdminConfig(AdminConfig):
    """Django's admin with the editors' own site in place of the stock one."""

    default_site = "careers.editorial.site.EditorialSite"
