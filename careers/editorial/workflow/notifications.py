"""Notices by e-mail to the people whom a step of a draft or a publication concerns.

A notice names texts and other changes, and links to them; it never quotes a text that
is not public, and people who may not read drafts get none. Notices go out when the step
is committed.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from careers.addresses import absolute_url
from careers.editorial.models import Comment, DetailsDraft
from careers.models import Publication

from .confirmation import without_unconfirmed
from .delivery import deliver_later
from .people import display_name
from .permissions import APPROVE, PUBLISH, READ, REDACT
from .scope import people_within

MAX_NAMED = 10  # texts in one notice

# Of one person: so many comments in this time mail those whom they mention.
MENTION_GAP = timedelta(minutes=10)
MOST_MENTIONS = 20

MENTION = re.compile(r"(?<![\w@])@([\w.@+-]{1,150})")

# The subject of a publication with texts, and of one without.
SUBJECTS = {
    Publication.State.SCHEDULED: (
        ngettext_lazy(
            "%(count)d text scheduled: %(why)s",
            "%(count)d texts scheduled: %(why)s",
            "count",
        ),
        gettext_lazy("Changes scheduled: %(why)s"),
    ),
    Publication.State.PUBLISHED: (
        ngettext_lazy(
            "%(count)d text published: %(why)s",
            "%(count)d texts published: %(why)s",
            "count",
        ),
        gettext_lazy("Changes published: %(why)s"),
    ),
    Publication.State.CANCELLED: (
        ngettext_lazy(
            "Publication of %(count)d text canceled: %(why)s",
            "Publication of %(count)d texts canceled: %(why)s",
            "count",
        ),
        gettext_lazy("Publication of changes canceled: %(why)s"),
    ),
    Publication.State.REFUSED: (
        ngettext_lazy(
            "%(count)d text couldn’t be published: %(why)s",
            "%(count)d texts couldn’t be published: %(why)s",
            "count",
        ),
        gettext_lazy("Changes couldn’t be published: %(why)s"),
    ),
}


# The subject of a step of texts, and of details.
STEPS = {
    "submitted": (
        ngettext_lazy("%(count)d text to review", "%(count)d texts to review", "count"),
        ngettext_lazy(
            "%(count)d change to review", "%(count)d changes to review", "count"
        ),
    ),
    "sent_back": (
        ngettext_lazy(
            "%(count)d text returned to you",
            "%(count)d texts returned to you",
            "count",
        ),
        ngettext_lazy(
            "%(count)d change returned to you",
            "%(count)d changes returned to you",
            "count",
        ),
    ),
    "approved": (
        ngettext_lazy("%(count)d text approved", "%(count)d texts approved", "count"),
        ngettext_lazy(
            "%(count)d change approved", "%(count)d changes approved", "count"
        ),
    ),
}


def subject_of(step, drafts):
    of_texts, of_details = STEPS[step]
    return of_details if isinstance(drafts[0], DetailsDraft) else of_texts


def submitted(drafts, *, by, comment=""):
    subject = subject_of("submitted", drafts)
    people = reviewers_of(drafts, by=by)
    return _notify(people, subject, drafts, by, "editorial:review", comment)


def reviewers_of(drafts, *, by):
    """Return the people to notify when ``by`` submits ``drafts``, by name.

    Where a second person has to approve, people who wrote in all drafts are left out.
    """
    people = holding(APPROVE).filter(pk__in=holding(READ).values("pk"))
    people = without_unconfirmed(people.exclude(pk=by.pk))
    if settings.SECOND_PERSON_APPROVES and drafts:
        people = people.exclude(pk__in=writers_of_all(drafts))
    roles = {draft.role_id for draft in drafts}
    return sorted(people_within(people, roles), key=display_name)


def writers_of_all(drafts):
    """Return the keys of the people who wrote in every one of ``drafts``."""
    model = type(drafts[0])
    own = model._meta.model_name
    wrote = model.writers.through.objects.filter(**{f"{own}__in": drafts})
    counts = wrote.values("user").annotate(number=Count(own))
    return counts.filter(number=len(drafts)).values("user")


def sent_back(drafts, *, by, comment):
    subject = subject_of("sent_back", drafts)
    writers = {draft.written_by for draft in drafts}
    return _notify(writers, subject, drafts, by, "admin:index", comment)


def approved(drafts, *, by, comment=""):
    subject = subject_of("approved", drafts)
    writers = {draft.written_by for draft in drafts}
    publishers = set(holding(PUBLISH)) & writers
    others = writers - publishers
    _notify(publishers, subject, drafts, by, "editorial:publish", comment)
    _notify(others, subject, drafts, by, "admin:index", comment)
    return writers


def made(publication, *, by):
    _about(publication, but=by)


def published(publication):
    _about(publication)


def cancelled(publication, *, by):
    _about(publication, but=by)


def refused(publication):
    _about(publication, remark=publication.refusal)


def redaction_asked(redaction, *, by):
    subject = _("A redaction waits for a second administrator")
    _about_redaction(redaction, holding(REDACT), subject, by)


def redaction_ended(redaction, *, by):
    subject = _("Redaction: %(state)s") % {"state": redaction.get_state_display()}
    _about_redaction(redaction, [redaction.asked_by], subject, by)


def _about_redaction(redaction, people, subject, by):
    address = absolute_url(reverse("editorial:redaction", args=[redaction.pk]))
    lines = [_("By %(person)s.") % {"person": display_name(by)}, redaction.why]
    to = [person for person in people if person != by]
    _send(to, subject, [*lines, "", address])


def commented(comments, besides=()):
    """Notify the people mentioned with @ in a comment made on one text or several.

    People in ``besides`` got the comment with the notice of its step.
    """
    first = comments[0]
    names = mentioned(first.text) - _mailed_already(first)
    people = get_user_model().objects.filter(username__in=names, is_staff=True)
    subject = ngettext(
        "%(person)s asks you about %(role)s: %(dimension)s",
        "%(person)s asks you about %(role)s: %(dimension)s and %(others)d more",
        len(comments),
    ) % {
        "person": display_name(first.made_by),
        "role": first.role,
        "dimension": first.dimension,
        "others": len(comments) - 1,
    }
    addresses = [
        reverse("editorial:text", args=[comment.role.slug, comment.dimension.slug])
        for comment in comments
    ]
    _send(
        set(people) - {first.made_by, *besides},
        subject,
        [first.text, "", *_first_of([absolute_url(path) for path in addresses])],
    )


def mentioned(text):
    names = set(MENTION.findall(text))
    return names | {name.rstrip(".") for name in names}


def _mailed_already(comment):
    """Return the names that the same person has just mentioned about the same text.

    All names of the comment are among them if there have been too many mentions.
    """
    since = comment.made_at - MENTION_GAP
    earlier = Comment.objects.filter(
        made_by=comment.made_by, made_at__gt=since, made_at__lt=comment.made_at
    )
    earlier = list(
        earlier.filter(text__contains="@").order_by("-made_at")[:MOST_MENTIONS]
    )
    if len(earlier) == MOST_MENTIONS:
        return mentioned(comment.text)
    cell = comment.role_id, comment.dimension_id
    return {
        name
        for other in earlier
        if (other.role_id, other.dimension_id) == cell
        for name in mentioned(other.text)
    }


def holding(permission):
    people = get_user_model().objects.with_perm(permission)
    return people.exclude(email="")


def _about(publication, *, but=None, remark=""):
    texts = list(publication.texts.select_related("written_by", "approved_by"))
    others = list(publication.details.select_related("written_by", "approved_by"))
    changes = [*texts, *others]
    people = {publication.made_by}
    for change in changes:
        people |= {change.written_by, change.approved_by}
    with_texts, without = SUBJECTS[Publication.State(publication.state)]
    subject = (with_texts if texts else without) % {
        "count": len(texts),
        "why": publication.why,
    }
    address = absolute_url(reverse("editorial:publication", args=[publication.pk]))
    _send(people - {but, None}, subject, [remark, *_first_of(changes), "", address])


def _notify(people, subject, drafts, by, page, comment):
    lines = [
        _("By %(person)s.") % {"person": display_name(by)},
        comment,
        "",
        *_first_of(drafts),
        "",
        absolute_url(reverse(page)),
    ]
    to = [person for person in people if person != by]
    _send(to, subject % {"count": len(drafts)}, lines)
    return people


def _first_of(items):
    lines = [str(item) for item in items[:MAX_NAMED]]
    if len(items) > MAX_NAMED:
        lines.append(_("and %(count)d more") % {"count": len(items) - MAX_NAMED})
    return lines


def _send(people, subject, lines):
    readers = holding(READ).filter(pk__in={person.pk for person in people})
    to = sorted(set(readers.values_list("email", flat=True))) if people else []
    if to:
        deliver_later(subject, lines, to)
