from datetime import timedelta

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from careers.editorial import kept_forms
from careers.editorial.models import SavedView
from careers.editorial.saved_views import kept_query, may_open
from careers.editorial.workflow import display_name
from careers.site_time import format_datetime
from careers.templatetags.site import marked
from careers.text import Kind, diff, visible

register = template.Library()

register.filter("site_time", format_datetime)
register.filter("person", display_name)
register.filter("visible", visible)


@register.filter
def marked_by(text, marker):
    """Return ``text`` with the words of a search in <mark>, without a marker as it is.

    Most texts have none of the words, and are not read word by word.
    """
    if marker is None or not marker.promise(text):
        return text
    return marked(marker.pieces(text))


MINUTE = timedelta(minutes=1)


@register.filter
def time_at(moment):
    return time_element(moment, format_datetime(moment))


@register.filter
def time_ago(moment):
    """ "just now" or "3 minutes ago", as a ``time`` element."""
    if timezone.now() - moment < MINUTE:
        return time_element(moment, _("just now"))
    return time_element(moment, _("%(time)s ago") % {"time": timesince(moment)})


def time_element(moment, text):
    date = timezone.localtime(moment).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', date, text)


@register.simple_tag(takes_context=True)
def keep_typed(context, is_shown_again=None):
    """Return the fields by which a form is kept when its writer is logged out.

    ``is_shown_again`` says whether a page with several forms shows the kept words in
    this one. Scripts keep the same forms in the browser, and what is typed into one
    after the site has kept it.
    """
    request = context["request"]
    kept = kept_forms.kept_form(request) if is_shown_again is not False else None
    key = kept.pk if kept else request.POST.get(kept_forms.KEPT, "")
    field = '<input type="hidden" name="{}" value="{}">'
    fields = [(kept_forms.WRITER, kept_forms.writer_token(request.user))]
    fields += [(kept_forms.KEPT, key)] if key else []
    mark = "unsaved" if kept or request.method == "POST" else "saved"
    return format_html(
        '<span hidden data-kept="{}" data-kept-at="{}">{}</span>',
        mark,
        kept.typed_at.isoformat() if kept else "",
        format_html_join("", field, fields),
    )


@register.simple_tag(takes_context=True)
def typed_words(context):
    """Return the words of the form that led to an error page, for their writer."""
    request = context.get("request")
    return kept_forms.typed_words(request) if request else ""


@register.simple_tag
def details_path(draft):
    return reverse(f"admin:careers_{draft.kind}_change", args=[draft.key])


@register.simple_tag
def word_diff(before, after):
    """Both texts in one, for a parent of the class "diff"."""
    pieces = ([piece_html(piece)] for piece in diff(before, after))
    return format_html_join("", "{}", pieces)


def piece_html(piece):
    if piece.kind == Kind.SAME:
        return piece.text
    # Screen readers skip <ins> and <del>, so hidden words stand for them.
    element, mark = {
        Kind.REMOVED: ("del", _("removed:")),
        Kind.ADDED: ("ins", _("added:")),
    }[piece.kind]
    return format_html(
        '<{0}><span class="visually-hidden"> [{1} </span>{2}'
        '<span class="visually-hidden">] </span></{0}>',
        element,
        mark,
        piece.text,
    )


@register.inclusion_tag(
    "editorial/saved_views/_saved_views.html", takes_context=True, name="saved_views"
)
def saved_views_tag(context, viewed_page):
    """The saved views of a list, and a form that saves the present one."""
    request = context["request"]
    return {
        "views": SavedView.objects.shown_to(request.user).filter(page=viewed_page),
        "viewed_page": viewed_page,
        "query": kept_query(request.GET.urlencode()),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("editorial/saved_views/_links.html", takes_context=True)
def saved_view_links(context):
    user = context["request"].user
    views = SavedView.objects.shown_to(user)
    return {"views": [view for view in views if may_open(user, view)]}
