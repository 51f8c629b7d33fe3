"""Tags of the editors' pages."""

from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince

from careers.editorial.workflow.people import display_name
from careers.site_time import format_datetime
from careers.text.diffs import Kind, diff

register = template.Library()

register.filter("site_time", format_datetime)
register.filter("person", display_name)

MINUTE = timedelta(minutes=1)


@register.filter
def ago(moment):
    """How long ago that was: "just now", "3 minutes ago"."""
    if timezone.now() - moment < MINUTE:
        return "just now"
    return f"{timesince(moment)} ago"


# Screen readers pass over <ins> and <del>: words that are not seen say it.
AS_HTML = {
    Kind.SAME: "{}",
    Kind.REMOVED: (
        '<del><span class="visually-hidden"> [removed: </span>{}'
        '<span class="visually-hidden">] </span></del>'
    ),
    Kind.ADDED: (
        '<ins><span class="visually-hidden"> [added: </span>{}'
        '<span class="visually-hidden">] </span></ins>'
    ),
}


@register.simple_tag
def word_diff(before, after):
    """The words that were removed, added and kept, in one paragraph of plain text.

    Put it into an element of the class "diff", which keeps its line breaks.
    """
    pieces = diff(before, after)
    return format_html_join(
        "", "{}", ((format_html(AS_HTML[kind], text),) for kind, text in pieces)
    )
