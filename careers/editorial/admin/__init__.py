"""What editors may edit, and how each list and page shows it."""

from django.conf import settings
from django.contrib import admin

from . import dimensions, people, roles  # noqa: F401  (each registers its pages)

admin.site.site_header = settings.SITE_NAME
admin.site.site_title = f"{settings.SITE_NAME} admin"
admin.site.index_title = "What visitors read"
