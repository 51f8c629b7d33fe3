"""A role, and a guide to the site, as Markdown."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from .addresses import absolute_url
from .phrases import NOT_DESCRIBED, join_quotes
from .text.markdown import escape, paragraphs


def role_markdown(role, rows, similar):
    """Return a role's page; ``rows`` are (dimension, entry or None).

    ``similar`` are roles near to it, each with words that stand in both.
    """
    blocks = [f"# {escape(role.title)}"]
    for dimension, entry in rows:
        blocks.append(f"## {escape(dimension.name)}")
        blocks.append(paragraphs(entry.text) if entry else str(NOT_DESCRIBED))
    if similar:
        blocks.append(f"## {_('Similar roles')}")
        blocks.append(
            _list(f"{_link(m.role)}: {escape(join_quotes(m.quotes))}" for m in similar)
        )
    names = {"url": absolute_url(role.get_absolute_url())}
    return _join([*blocks, _("Source: %(url)s") % names])


def site_markdown(roles, dimensions, next_page):
    """Return what language models need to know about the site, as llms.txt has it.

    ``next_page`` is the address that has more roles, or "".
    """
    about = _(
        "Roles described by %(owner)s along the same dimensions. Any set of them "
        "can be read side by side."
    )
    addresses = _(
        "Each role is at /roles/<slug>/ and, as Markdown, at /roles/<slug>.md. "
        "Comparisons are at /compare/<slug>-vs-<slug>/, with any number of roles "
        "joined by “-vs-”. For a comparison as a file, replace the last slash with "
        ".md, .json, .csv or .xlsx. All roles: %(url)s"
    )
    questions = [
        ": ".join(map(escape, filter(None, [dimension.name, dimension.question])))
        for dimension in dimensions
    ]
    links = list(map(_link, roles))
    if next_page:
        links.append(f"[{_('More roles')}]({next_page})")
    return _join(
        [
            f"# {escape(settings.SITE_NAME)}",
            f"> {about % {'owner': settings.CONTENT_OWNER}}",
            addresses % {"url": absolute_url(reverse("careers:roles_json"))},
            f"## {_('Dimensions')}",
            _list(questions),
            f"## {_('Roles')}",
            _list(links),
        ]
    )


def _link(role):
    path = reverse("careers:role_markdown", args=[role.slug])
    return f"[{escape(role.title)}]({absolute_url(path)})"


def _list(items):
    return "\n".join(f"- {item}" for item in items)


def _join(blocks):
    return "\n\n".join(blocks) + "\n"
