"""Tags and filters that every template has: this library is built in."""

import json
import re
from collections import deque
from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.defaultfilters import stringfilter
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from careers.addresses import absolute_url
from careers.phrases import NOT_DESCRIBED, join_names, join_quotes, row_label
from careers.pieces import piece
from careers.static_files import JOINED_SHEETS, CollectedFilesStorage
from careers.structured_data import breadcrumb_list, item_list, occupation
from careers.text import blocks, truncate

register = template.Library()

MOST_BULLETS = 8  # of a list in a table, before the rest is folded
TEXT = (
    '<span class="cell-role" aria-hidden="true" dir="auto">{}</span>'
    '<div class="prose">{}</div>'
)
MARK = "<mark>{}</mark>"
DIFFERENT = '<mark class="is-different">{}</mark>'
LONGEST_REMEMBERED = 2_000  # characters
FEWEST_FOLDED = 2  # bullets: fewer are as short as what would unfold them

_SPACE = re.compile(r"\s+")

# Characters that could end a script element, as JSON writes them.
_SCRIPT_ESCAPES = {ord(c): f"\\u{ord(c):04X}" for c in "<>&\u2028\u2029"}


@register.simple_tag
def site_name():
    return settings.SITE_NAME


@register.filter
def marked(pieces):
    """Return the pieces of an excerpt as HTML, those that match in <mark>."""
    return format_html_join(
        "",
        "{}",
        ((format_html(MARK, text) if is_match else text,) for text, is_match in pieces),
    )


@register.simple_tag
def content_owner():
    return settings.CONTENT_OWNER


@register.simple_tag
def contact_email():
    return settings.CONTACT_EMAIL


@register.simple_tag
def legal_links():
    """Return (name, address) of the owner’s pages, or of the site’s in their place."""
    privacy = settings.PRIVACY_URL or reverse("careers:privacy")
    links = {_("Imprint"): settings.IMPRINT_URL, _("Privacy"): privacy}
    return [(name, address) for name, address in links.items() if address]


@register.simple_tag(takes_context=True)
def is_sent_form(context):
    """Whether the page answers a form of the admin, whose words it may have to show."""
    request = context.get("request")
    is_sent = bool(request) and request.method == "POST"
    return is_sent and request.path.startswith(settings.ADMIN_PATH)


@register.simple_tag
def fixed(template_name, **values):
    """Return a part that is the same on every page with these values.

    Its template sees nothing else.
    """
    return piece(template_name, **values)


@register.simple_tag
def stylesheets(joined):
    """Return the links to a joined style sheet, or to its parts if it isn't joined."""
    if isinstance(staticfiles_storage, CollectedFilesStorage):
        return _link_sheets(joined)
    return _link_sheets(*JOINED_SHEETS[joined])


@cache
def _link_sheets(*sheets):
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ((static(sheet),) for sheet in sheets),
    )


register.filter("absolute", absolute_url)
register.filter("breadcrumb_list", breadcrumb_list)
register.filter("item_list", item_list)
register.filter("occupation", occupation)
register.filter("join_quotes", join_quotes)
register.filter("row_label", row_label)
register.filter("truncate", stringfilter(truncate))


@register.filter("join_names")
def join_names_filter(names, limit=None):
    return join_names(names, limit=limit)


@register.filter
def quote_slugs(slugs):
    """Join slugs that visitors asked for: "“analyst”, “a-very-lon…”, and 4 more"."""
    quoted = [_("“%(slug)s”") % {"slug": truncate(slug, 60)} for slug in slugs]
    return join_names(quoted, limit=3)


@register.filter(name="prose")
def prose_html(text, marks=None, *, most_bullets=None):
    """Return a text as paragraphs and lists, escaped; "" is “Not described yet”.

    The spans of ``marks`` are in order and apart from each other. What a list has over
    ``most_bullets`` is folded.
    """
    if not text:
        return format_html('<p class="not-yet">{}</p>', NOT_DESCRIBED)
    prose = _remembered_prose if len(text) <= LONGEST_REMEMBERED else _prose
    spans, different = (marks.spans, marks.different) if marks else ((), ())
    return prose(text, tuple(spans), different, most_bullets, get_language())


@register.simple_tag
def cell_text(cell):
    """Return a text under the name of its role, which narrow windows show."""
    prose = prose_html(cell.text, cell.marks, most_bullets=MOST_BULLETS)
    return format_html(TEXT, cell.name, prose)


def _prose(text, spans, different, most_bullets, _language):
    spans, html = deque(spans), []
    for block in blocks(text):
        parts = [_marked(text, span, spans, different) for span in block.spans]
        if not block.is_list:
            html += [format_html('<p dir="auto">{}</p>', part) for part in parts]
        elif most_bullets and len(parts) > most_bullets + FEWEST_FOLDED:
            html += [
                _list(parts[:most_bullets]),
                format_html(
                    '<details class="more-bullets"><summary>{}</summary>{}</details>',
                    _("Show all %(count)d") % {"count": len(parts)},
                    _list(parts[most_bullets:]),
                ),
            ]
        else:
            html.append(_list(parts))
    return format_html_join("", "{}", ((part,) for part in html))


# Pages have the same texts again and again; long ones would fill memory.
_remembered_prose = lru_cache(maxsize=4096)(_prose)


def _list(parts):
    items = format_html_join("", "<li>{}</li>", ((part,) for part in parts))
    return format_html('<ul dir="auto">{}</ul>', items)


def _marked(text, span, marks, different):
    """Return one part of a text with its marks, which leave the queue ``marks``."""
    at, end = span
    if not marks or marks[0][1] > end:
        return escape(_SPACE.sub(" ", text[at:end]))
    html = []
    while marks and marks[0][1] <= end:
        first, last = mark = marks.popleft()
        if first < at:  # started before this part
            continue
        tag = DIFFERENT if mark in different else MARK
        html += [_SPACE.sub(" ", text[at:first])]
        html += [format_html(tag, _SPACE.sub(" ", text[first:last]))]
        at = last
    html += [_SPACE.sub(" ", text[at:end])]
    return format_html_join("", "{}", ((part,) for part in html))


@register.simple_tag
def json_ld(data):
    text = json.dumps(data, ensure_ascii=False).translate(_SCRIPT_ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308  (escaped just above)
    )
