"""Notices by e-mail to the people whom a step of the workshop concerns.

They name what waits and where, and never quote a text that is not public. They go
out when the step is committed; a mail server that is down stops nobody's work.
"""

import logging
import re

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import transaction
from django.urls import reverse

logger = logging.getLogger(__name__)

MOST_NAMED = 10  # texts that one notice names

MENTION = re.compile(r"(?<![\w@])@([\w.@+-]{1,150})")


def submitted(drafts, *, by, comment=""):
    people = holding("careers.approve_draft")
    if settings.SECOND_PERSON_APPROVES:
        writers = {draft.written_by_id for draft in drafts}
        people = [each for each in people if {each.pk} != writers]
    _tell(people, by, f"{counted(drafts)} to review", drafts, "review", comment)


def sent_back(drafts, *, by, comment):
    people = {draft.written_by for draft in drafts}
    _tell(people, by, f"{counted(drafts)} returned to you", drafts, "home", comment)


def approved(drafts, *, by, comment=""):
    people = {draft.written_by for draft in drafts}
    _tell(people, by, f"{counted(drafts)} approved", drafts, "publish", comment)


def scheduled(publication, *, by):
    verb = "scheduled" if publication.is_scheduled else "published"
    _about(publication, verb, by)


def published(publication):
    _about(publication, "published", None)


def cancelled(publication, *, by):
    _about(publication, "called off", by)


def refused(publication):
    _about(publication, "could not be published", None, publication.refusal)


def commented(comment):
    """Tell the people whom a comment names with @."""
    names = set(MENTION.findall(comment.text))
    names |= {name.rstrip(".") for name in names}
    people = get_user_model().objects.filter(
        username__in=names, is_active=True, is_staff=True
    )
    place = f"{comment.role}: {comment.dimension}"
    slugs = [comment.role.slug, comment.dimension.slug]
    address = settings.SITE_URL + reverse("workshop:text", args=slugs)
    _send(
        [each for each in people if each != comment.made_by],
        f"{comment.made_by} asks you about {place}",
        [comment.text, "", address],
    )


def holding(permission):
    """Return the active people who hold ``permission`` and have an address."""
    people = get_user_model().objects.with_perm(
        permission, backend="django.contrib.auth.backends.ModelBackend"
    )
    return list(people.exclude(email=""))


def counted(items):
    return f"{len(items)} text{'s' * (len(items) != 1)}"


def _about(publication, verb, by, remark=""):
    texts = list(publication.texts.select_related("written_by", "approved_by"))
    people = {publication.made_by}
    people |= {
        person for text in texts for person in (text.written_by, text.approved_by)
    }
    subject = f"{counted(texts)} {verb}: {publication.why}"
    if not texts:
        subject = f"Roles {verb}: {publication.why}"
    lines = [
        remark,
        *named(texts),
        "",
        settings.SITE_URL + publication.get_absolute_url(),
    ]
    _send([each for each in people if each != by], subject, lines)


def _tell(people, by, subject, drafts, page, comment):
    address = settings.SITE_URL + reverse(PAGES[page])
    lines = [f"By {by}.", comment, "", *named(drafts), "", address]
    _send([each for each in people if each != by], subject, lines)


PAGES = {"review": "admin:review", "publish": "admin:publish", "home": "admin:index"}


def named(items):
    more = [f"and {len(items) - MOST_NAMED} more"] if len(items) > MOST_NAMED else []
    return [*map(str, items[:MOST_NAMED]), *more]


def _send(people, subject, lines):
    to = sorted({person.email for person in people if person.is_active} - {""})
    if to:
        subject = f"[{settings.SITE_NAME}] {' '.join(subject.split())}"[:200]
        body = "\n".join(lines).strip() + "\n"
        transaction.on_commit(lambda: _deliver(subject, body, to))


def _deliver(subject, body, to):
    try:
        for address in to:
            mail.send_mail(subject, body, None, [address])
    except OSError:
        # Without the address: logs name nobody.
        logger.exception("A notice could not be sent.")
