"""The glossary: words that mean the same."""

from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.editorial.templatetags.editorial import marked_by
from careers.models import Term
from careers.phrases import join_names

from .base import ContentAdmin


@admin.register(Term)
class TermAdmin(ContentAdmin):
    fields = ["preferred", "variants", "note"]
    list_display = ["marked_preferred", "on_one_line", "marked_note", "state"]
    search_fields = ["preferred", "variants", "note"]

    def rows_to_lock(self, key):
        # A word belongs to one term only, so the others must not change either. In the
        # order of their keys, or two saves could wait for each other.
        return Term.objects.order_by("pk")

    def end_of(self, term):
        words = [f"“{word}”" for word in [term.preferred, *term.variants.splitlines()]]
        message = gettext(
            "Comparisons don’t count %(words)s as the same word any more."
        )
        return message % {"words": join_names(words)}

    @admin.display(description=_("preferred"), ordering="preferred")
    def marked_preferred(self, term):
        return marked_by(term.preferred, term.marker)

    @admin.display(description=_("variants"))
    def on_one_line(self, term):
        return marked_by(", ".join(term.variants.splitlines()), term.marker)

    @admin.display(description=_("note"), ordering="note")
    def marked_note(self, term):
        return marked_by(term.note, term.marker)
