"""Paths of comparisons, for templates."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from careers.pieces import piece
from comparisons.selection import DAY_MARK, Selection

register = template.Library()

FIGURE = '<td class="{}">{}{}</td>'
HIDDEN = '<span class="visually-hidden"> {}</span>'
LINK = '<a href="{}">{}</a>'
CHIP = '<span class="chip {}" aria-hidden="true">{}</span>'
LINE = '<tr><th scope="row" dir="auto">{} {}</th>{}</tr>'
ACT = (
    '<li><a href="{}" rel="nofollow"><span aria-hidden="true">{}</span>'
    '<span class="visually-hidden">{}</span></a></li>'
)
LEFT, RIGHT = (format_html('<span class="arrow">{}</span>', arrow) for arrow in "←→")
# A cross where columns are narrow.
REMOVE = '<span class="remove">{}</span><span class="cross">×</span>'


@register.simple_tag
def comparison_path(*roles):
    return Selection.of(role.slug for role in roles).path()


@register.simple_tag
def path_with_all(role, matches):
    return comparison_path(role, *(match.role for match in matches))


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
def shade(index):
    """Return the classes of a role's colour: six hues, then the same six striped."""
    striped = " is-striped" if index // 6 % 2 else ""
    return f"hue-{index % 6 + 1}{striped}"


@register.simple_tag
def acts(head):
    """Return the links that change, remove and move a role, as a list."""
    phrases = {"name": head.name}
    remove = format_html(REMOVE, _("Remove"))
    links = (
        (head.change, _("Change"), _("Change %(name)s") % phrases),
        (head.remove, remove, _("Remove %(name)s") % phrases),
        (head.to_the_left, LEFT, _("Move %(name)s earlier") % phrases),
        (head.to_the_right, RIGHT, _("Move %(name)s later") % phrases),
    )
    items = format_html_join("", ACT, (link for link in links if link[0]))
    return format_html('<ul class="acts" role="list">{}</ul>', items)


@register.simple_tag
def row(line, mark):
    """Return a line of the table, with the points of its texts and their marks."""
    dimension = line.row.dimension
    return piece(
        "comparisons/_row.html",
        slug=dimension.slug,
        name=dimension.name,
        question=dimension.question,
        label=line.row.overlap.label,
        words=line.label,
        notes=line.notes + line.frames,
        only=line.only,
        cells=line.cells,
        mark=mark,
    )


@register.simple_tag
def figure_line(head, figures):
    """Return a line of a table of figures: up to 49 of them in 49 lines."""
    text = format_html(LINK, head.link, head.text) if head.link else head.text
    chips = format_html_join(
        " ", CHIP, ((shade(place), place + 1) for place in head.places)
    )
    cells = []
    for place, figure in enumerate(figures):
        if not figure:
            words = _("the same role") if place in head.places else _("given below")
            cells.append(("no-figure", "", format_html(HIDDEN, words)))
        elif figure.counts is None:
            words = format_html(HIDDEN, _("not described yet"))
            cells.append(("alike-0", "–", words))
        else:
            counts = f"{figure.counts.same} + {figure.counts.same_but_for}"
            cells.append((f"alike-{figure.level}", counts, ""))
    return format_html(LINE, chips, text, format_html_join("", FIGURE, cells))
