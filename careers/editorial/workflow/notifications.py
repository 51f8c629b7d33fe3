"""Notices by e-mail to the people whom a step of the workshop concerns.

They name what waits and where, and never quote a text that is not public; who may
not read drafts, or not any more, gets none. They go out when the step is committed,
over one connection. A mail server that is down is tried once, and then left alone for
a while: its notices are lost, and nobody waits for it again.
"""

import logging
import re
import time
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.urls import reverse

from careers.addresses import absolute_url
from careers.editorial.models import Draft
from careers.editorial.models.draft import REVIEW_STEPS, Step
from careers.phrases import counted

from .people import display_name
from .permissions import APPROVE, PUBLISH, READ

logger = logging.getLogger(__name__)

MOST_NAMED = 10  # texts that one notice names

REST = 30  # seconds in which nobody tries a mail server that did not answer
# In this process, by its clock. A rest that nobody else knows of costs them one try.
rest = {"ends": 0.0}

# What a server that is there says of one message.
OF_ONE_MESSAGE = (SMTPRecipientsRefused, SMTPResponseException, ValueError)

MENTION = re.compile(r"(?<![\w@])@([\w.@+-]{1,150})")


def submitted(drafts, *, by, comment=""):
    people = asked_to_review(drafts, by=by)
    _tell(people, by, "to review", drafts, "editorial:review", comment)


def asked_to_review(drafts, *, by):
    """Return those who get a notice when ``by`` submits ``drafts``, by name.

    Who wrote all of them is none, where somebody else has to approve.
    """
    people = holding(APPROVE).filter(pk__in=holding(READ).values("pk"))
    people = people.exclude(pk=by.pk)
    writers = {draft.written_by_id for draft in drafts}
    if settings.SECOND_PERSON_APPROVES and len(writers) == 1:
        people = people.exclude(pk__in=writers)
    return sorted(people, key=display_name)


def sent_back(drafts, *, by, comment):
    people = {draft.written_by for draft in drafts}
    _tell(people, by, "returned to you", drafts, "admin:index", comment)


def approved(drafts, *, by, comment=""):
    people = {draft.written_by for draft in drafts}
    may_publish = set(holding(PUBLISH)) & people
    _tell(may_publish, by, "approved", drafts, "editorial:publish", comment)
    _tell(people - may_publish, by, "approved", drafts, "admin:index", comment)


def made(publication, *, by):
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
        reverse("editorial:text", args=[each.role.slug, each.dimension.slug])
        for each in comments
    ]
    more = f" and {counted(len(comments) - 1, 'other text')}" if comments[1:] else ""
    _send(
        set(people) - {said.made_by} - _told_of_step(comments),
        f"{display_name(said.made_by)} asks you about {said.role}: "
        f"{said.dimension}{more}",
        [said.text, "", *_named([absolute_url(each) for each in addresses])],
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
    if step not in REVIEW_STEPS:
        return set()
    cells = {(each.role_id, each.dimension_id) for each in comments}
    drafts = Draft.objects.filter(role__in={role for role, _ in cells})
    drafts = drafts.select_related("written_by")
    drafts = [each for each in drafts if (each.role_id, each.dimension_id) in cells]
    if step == Step.SUBMITTED:
        return set(asked_to_review(drafts, by=said.made_by))
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
    people -= {by, None}
    subject = f"{_texts(texts) if texts else 'Roles'} {verb}: {publication.why}"
    address = absolute_url(reverse("editorial:publication", args=[publication.pk]))
    lines = [remark, *_named(texts), "", address]
    _send(people, subject, lines)


def _tell(people, by, what, drafts, page, comment):
    address = absolute_url(reverse(page))
    lines = [f"By {display_name(by)}.", comment, "", *_named(drafts), "", address]
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
    """Send each their own message; stop where there is no server to send it."""
    if time.monotonic() < rest["ends"]:
        return
    failures = []
    try:
        with mail.mailers.default as connection:
            for address in to:
                message = mail.EmailMessage(subject, body, to=[address])
                try:
                    connection.send_messages([message])
                except OF_ONE_MESSAGE as error:
                    failures.append(error)
    except (OSError, ValueError, ImproperlyConfigured) as error:
        failures.append(error)
        rest["ends"] = time.monotonic() + REST
    if failures:
        # Without the addresses, which the errors may hold: logs name nobody.
        names = ", ".join(sorted({type(each).__name__ for each in failures}))
        is_resting = time.monotonic() < rest["ends"]
        then = f" None is tried for {REST} seconds." if is_resting else ""
        logger.error("A notice could not be sent to everybody: %s.%s", names, then)
