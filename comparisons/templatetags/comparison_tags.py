"""Paths of comparisons, for templates."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from careers.text import truncate
from comparisons.selection import DAY_MARK, Selection

register = template.Library()

LONGEST_QUOTE = 140  # characters
QUOTE = '<a href="{}" dir="auto"><span class="opening">{}</span>{}</a>'
FIGURE = '<td class="alike-{}">{}{}</td>'
NO_FIGURE = '<td class="no-figure"><span class="visually-hidden">{}</span></td>'
HIDDEN = '<span class="visually-hidden"> {}</span>'
VERSION = (
    '<span class="version" dir="auto"><span class="which">{}</span> '
    '<a href="{}"><span class="opening">{}</span>{}</a></span>'
)


@register.simple_tag
def comparison_path(*roles):
    return Selection.of(role.slug for role in roles).path()


@register.filter
def comparison_of(roles):
    selection = Selection.of(role.slug for role in roles)
    return selection.path() if selection.is_comparable else ""


@register.filter
def preview_of(roles):
    selection = Selection.of(role.slug for role in roles)
    if not selection.is_comparable:
        return ""
    return reverse("comparisons:preview", args=[selection.address])


@register.simple_tag
def past_comparison_path(role, day):
    return Selection((f"{role.slug}{DAY_MARK}{day.isoformat()}", role.slug)).path()


@register.simple_tag
def quote_link(citation):
    quote = citation.quote
    words = truncate(quote.quote, LONGEST_QUOTE)
    return format_html(QUOTE, citation.link, quote.opening, words)


@register.simple_tag
def quote_versions(versions, link):
    """Return what roles say in words of their own, the words that differ in bold."""
    return format_html_join(
        "; ",
        VERSION,
        (
            (version.names, link, version.opening, _emphasise(version.parts))
            for version in versions
        ),
    )


def _emphasise(parts):
    bold = (format_html("<b>{}</b>", part.text) for part in parts if part.is_different)
    return format_html_join(
        "", "{}", ((next(bold) if part.is_different else part.text,) for part in parts)
    )


@register.simple_tag
def figure_cells(head, figures):
    """Return the cells of a line of figures: up to 49 a line in 49 lines."""
    hidden = format_html(HIDDEN, _("not described yet"))
    same_role = format_html(NO_FIGURE, _("the same role"))
    given_below = format_html(NO_FIGURE, _("given below"))
    cells = []
    for place, figure in enumerate(figures):
        if not figure:
            cells.append(same_role if place in head.places else given_below)
        elif figure.counts is None:
            cells.append(format_html(FIGURE, 0, "–", hidden))
        else:
            counts = f"{figure.counts.same} + {figure.counts.same_but_for}"
            cells.append(format_html(FIGURE, figure.level, counts, ""))
    return format_html_join("", "{}", ((cell,) for cell in cells))
