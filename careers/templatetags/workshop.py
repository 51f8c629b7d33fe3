"""Tags of the editors' pages."""

from django import template
from django.utils.html import format_html, format_html_join

from careers.diffs import Kind, diff

register = template.Library()

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
