"""Sending notices, over one connection each.

After a failure the mail server is left alone for a while: its notices are lost, and no
editor waits for it twice.
"""

import logging
import time
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

logger = logging.getLogger(__name__)

PAUSE = 30  # seconds without a try after a mail server did not answer
# Per process: other workers find out by trying once themselves.
pause = {"ends": 0.0}

# Errors about one message, from a server that works.
MESSAGE_ERRORS = (SMTPRecipientsRefused, SMTPResponseException, ValueError)


# The backends that bring no message to anybody.
NO_MAIL = {
    f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy")
}


def sends_mail():
    return settings.MAILERS["default"]["BACKEND"] not in NO_MAIL


def deliver_later(subject, lines, to, then=None):
    """Send one mail to each address on commit; ``then`` gets whether it worked."""
    subject = " ".join(f"[{settings.SITE_NAME}] {subject}".split())[:200]
    body = "\n".join(lines).strip() + "\n"

    def deliver_now():
        is_sent = deliver(subject, body, to)
        if then:
            then(is_sent)

    transaction.on_commit(deliver_now)


def deliver(subject, body, to):
    """Return whether the mail server took every message."""
    if time.monotonic() < pause["ends"]:
        return False
    failures = []
    try:
        with mail.mailers.default as connection:
            for address in to:
                message = mail.EmailMessage(subject, body, to=[address])
                try:
                    connection.send_messages([message])
                except MESSAGE_ERRORS as error:
                    failures.append(error)
    except (OSError, ValueError, ImproperlyConfigured) as error:
        failures.append(error)
        pause["ends"] = time.monotonic() + PAUSE
    if failures:
        # Only the kinds of error: their texts may hold addresses of people.
        names = ", ".join(sorted({type(failure).__name__ for failure in failures}))
        if time.monotonic() < pause["ends"]:
            logger.error(
                "A notice did not reach all its readers: %s. "
                "Mail is paused for %d seconds.",
                names,
                PAUSE,
            )
        else:
            logger.error("A notice did not reach all its readers: %s.", names)
    return not failures
