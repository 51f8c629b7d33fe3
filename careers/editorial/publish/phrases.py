from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial.models import Draft
from careers.phrases import join_names
from careers.site_time import format_datetime

MAX_NAMES = 5  # texts in a message


def publication_size(publication):
    """Return "3 texts and the visibility of 1 role"; needs ``with_counts()``."""
    texts, roles = publication.text_count, publication.status_count
    parts = []
    if texts:
        part = ngettext("%(count)d text", "%(count)d texts", texts)
        parts.append(part % {"count": texts})
    if roles:
        part = ngettext(
            "the visibility of %(count)d role",
            "the visibility of %(count)d roles",
            roles,
        )
        parts.append(part % {"count": roles})
    return join_names(parts)


def publication_state(publication):
    state = publication.get_state_display()
    is_undone = hasattr(publication, "undoing")
    if publication.undoes_id and is_undone:
        return _("%(state)s, undoes another, undone") % {"state": state}
    if publication.undoes_id:
        return _("%(state)s, undoes another") % {"state": state}
    return _("%(state)s, undone") % {"state": state} if is_undone else state


def published_message(publication):
    hidden = publication.texts.of_hidden_roles().count()
    public = publication.texts.count() - hidden
    sentences = []
    if public or not hidden:
        sentences.append(public_message(publication, public))
    if hidden:
        sentence = ngettext(
            "%(count)d text stays hidden until its role is visible.",
            "%(count)d texts stay hidden until their roles are visible.",
            hidden,
        )
        sentences.append(sentence % {"count": hidden})
    return " ".join(sentences)


def public_message(publication, count):
    """Say when ``count`` texts are public, or without any, the change of status."""
    moment = format_datetime(publication.due_at)
    if publication.is_scheduled and count:
        message = ngettext(
            "%(count)d text will be public on %(moment)s.",
            "%(count)d texts will be public on %(moment)s.",
            count,
        )
    elif publication.is_scheduled:
        message = _("The change will be public on %(moment)s.")
    elif count:
        message = ngettext(
            "%(count)d text is public now.", "%(count)d texts are public now.", count
        )
    else:
        message = _("The change is public now.")
    return message % {"count": count, "moment": moment}


def cancelled_message(publication):
    texts = list(publication.texts.all())
    drafts = Draft.objects.filter(
        state=Draft.State.APPROVED, role__in={text.role_id for text in texts}
    )
    approved = set(drafts.values_list("role", "dimension", "text"))
    changed = [
        text
        for text in texts
        if (text.role_id, text.dimension_id, text.after) not in approved
    ]
    sentences = [_("Canceled.")]
    if count := len(texts) - len(changed):
        sentence = ngettext(
            "%(count)d text stays approved.", "%(count)d texts stay approved.", count
        )
        sentences.append(sentence % {"count": count})
    if changed:
        names = join_names([f"“{text}”" for text in changed], limit=MAX_NAMES)
        sentence = _("Changed since then, and no longer approved: %(texts)s.")
        sentences.append(sentence % {"texts": names})
    return " ".join(sentences)
