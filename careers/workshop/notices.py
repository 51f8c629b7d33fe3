"""Notices by e-mail to the people whom a step of the workshop concerns.

They name what waits and where, and never quote a text that is not public; who may
not read drafts, or not any more, gets none. They go out when the step is committed; a
mail server that is down stops nobody's work.
"""

import logging
import re

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import transaction
from django.urls import reverse

from careers.addresses import absolute
from careers.models import Draft
from careers.models.draft import OF_REVIEW, Step
from careers.words import counted

from .rights import APPROVE, PUBLISH, READ

logger = logging.getLogger(__name__)

MOST_NAMED = 10  # texts that one notice names

MENTION = re.compile(r"(?<![\w@])@([\w.@+-]{1,150})")


def submitted(drafts, *, by, comment=""):
    _tell(_reviewers(drafts), by, "to review", drafts, "admin:review", comment)


def _reviewers(drafts):
    """Those whom drafts wait for."""
    people = set(holding(APPROVE))
    if settings.SECOND_PERSON_APPROVES:
        writers = {draft.written_by_id for draft in drafts}
        people = {each for each in people if {each.pk} != writers}
    return people


def sent_back(drafts, *, by, comment):
    people = {draft.written_by for draft in drafts}
    _tell(people, by, "returned to you", drafts, "admin:index", comment)


def approved(drafts, *, by, comment=""):
    people = {draft.written_by for draft in drafts}
    may_publish = set(holding(PUBLISH)) & people
    _tell(may_publish, by, "approved", drafts, "admin:publish", comment)
    _tell(people - may_publish, by, "approved", drafts, "admin:index", comment)


def scheduled(publication, *, by):
    verb = "scheduled" if publication.is_scheduled else "published"
    _about(publication, verb, by)


def published(publication):
    _about(publication, "published", None)


def cancelled(publication, *, by):
    _about(publication, "cancelled", by)


def refused(publication):
    _about(publication, "could not be published", None, publication.refusal)


def commented(comments):
    """Tell the people whom a comment, made on one text or on several, names with @.

    Who gets the comment with the notice of the step it was made in gets one mail.
    """
    said = comments[0]
    names = set(MENTION.findall(said.text))
    names |= {name.rstrip(".") for name in names}
    people = get_user_model().objects.filter(username__in=names, is_staff=True)
    addresses = [
        reverse("workshop:text", args=[each.role.slug, each.dimension.slug])
        for each in comments
    ]
    more = f" and {counted(len(comments) - 1, 'other text')}" if comments[1:] else ""
    _send(
        set(people) - {said.made_by} - _told_of_step(comments),
        f"{said.made_by} asks you about {said.role}: {said.dimension}{more}",
        [said.text, "", *_named([absolute(each) for each in addresses])],
    )


def _told_of_step(comments):
    """Those whom the step that ``comments`` were made with is told to.

    It was recorded at their moment, in the name of whoever made them.
    """
    said = comments[0]
    step = Draft.history.filter(
        role_id=said.role_id,
        dimension_id=said.dimension_id,
        history_date=said.made_at,
        history_user=said.made_by,
    )
    step = step.values_list("history_change_reason", flat=True).first()
    if step not in OF_REVIEW:
        return set()
    cells = {(each.role_id, each.dimension_id) for each in comments}
    drafts = Draft.objects.filter(role__in={role for role, _ in cells})
    drafts = drafts.select_related("written_by")
    drafts = [each for each in drafts if (each.role_id, each.dimension_id) in cells]
    if step == Step.SUBMITTED:
        return _reviewers(drafts)
    return {each.written_by for each in drafts}


def holding(permission):
    """The active people who hold ``permission`` and have an address."""
    people = get_user_model().objects.with_perm(
        permission, backend="django.contrib.auth.backends.ModelBackend"
    )
    return people.exclude(email="")


def _about(publication, verb, by, remark=""):
    texts = list(publication.texts.select_related("written_by", "approved_by"))
    people = {publication.made_by}
    people |= {
        person for text in texts for person in (text.written_by, text.approved_by)
    }
    subject = f"{_texts(texts) if texts else 'Roles'} {verb}: {publication.why}"
    address = absolute(publication.get_absolute_url())
    lines = [remark, *_named(texts), "", address]
    _send([each for each in people if each != by], subject, lines)


def _tell(people, by, what, drafts, page, comment):
    address = absolute(reverse(page))
    lines = [f"By {by}.", comment, "", *_named(drafts), "", address]
    _send([each for each in people if each != by], f"{_texts(drafts)} {what}", lines)


def _texts(items):
    return counted(len(items), "text")


def _named(items):
    more = [f"and {len(items) - MOST_NAMED} more"] if len(items) > MOST_NAMED else []
    return [*map(str, items[:MOST_NAMED]), *more]


def _send(people, subject, lines):
    readers = holding(READ).filter(pk__in={person.pk for person in people})
    to = sorted(set(readers.values_list("email", flat=True))) if people else []
    if to:
        subject = " ".join(f"[{settings.SITE_NAME}] {subject}".split())[:200]
        body = "\n".join(lines).strip() + "\n"
        transaction.on_commit(lambda: _deliver(subject, body, to))


def _deliver(subject, body, to):
    for address in to:
        try:
            mail.send_mail(subject, body, None, [address])
        except (OSError, ValueError) as error:
            # Without the address, which the error may hold: logs name nobody.
            logger.error("A notice could not be sent: %s.", type(error).__name__)
