"""The glossary: words that mean the same."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from careers.models import Term

from .base import ContentAdmin


@admin.register(Term)
class TermAdmin(ContentAdmin):
    fields = ["preferred", "variants", "note"]
    prepopulated_fields = {}
    list_display = ["preferred", "on_one_line", "note"]
    search_fields = ["preferred", "variants", "note"]

    def rows_to_lock(self, key):
        # A word belongs to one term only, so the others must not change either. In the
        # order of their keys, or two saves could wait for each other.
        return Term.objects.order_by("pk")

    @admin.display(description=_("variants"))
    def on_one_line(self, term):
        return ", ".join(term.variants.splitlines())
