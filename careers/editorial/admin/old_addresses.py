"""Where addresses of the site that was here before lead."""

from django.contrib import admin

from careers.models import OldAddress

from .kept import KeptFormsMixin
from .lists import SafeLookups
from .scope import ScopedAdmin


@admin.register(OldAddress)
class OldAddressAdmin(ScopedAdmin, KeptFormsMixin, SafeLookups, admin.ModelAdmin):
    fields = ["address", "leads_to"]
    list_display = ["address", "leads_to"]
    search_fields = ["address", "leads_to"]
    view_on_site = False
