"""Sending notices, outside requests, over one connection each.

A notice is part of the transaction that it is about. One that the mail server doesn’t
take is tried again after ever longer waits, and then given up.
"""

import logging
import time
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.tasks import task
from django.utils import timezone

logger = logging.getLogger(__name__)

# Between one try and the next; after the last one a notice is given up.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]

PAUSE = 30  # seconds without a try after a mail server did not answer
pause = {"ends": 0.0}

# Errors about one message, from a server that works.
MESSAGE_ERRORS = (SMTPRecipientsRefused, SMTPResponseException, ValueError)


# The backends that bring no message to anybody.
NO_MAIL = {
    f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy")
}


def sends_mail():
    return settings.MAILERS["default"]["BACKEND"] not in NO_MAIL


def deliver_later(subject, lines, to):
    """Send one mail to each address."""
    send.enqueue(subject=subject_line(subject), body=body_of(lines), to=list(to))


def subject_line(subject):
    return " ".join(f"[{settings.SITE_NAME}] {subject}".split())[:200]


def body_of(lines):
    return "\n".join(lines).strip() + "\n"


@task
def send(*, subject, body, to, tries=0):
    left = deliver(subject, body, to)
    try_again(send, left and {"subject": subject, "body": body, "to": left}, tries)


def try_again(sending, arguments, tries):
    """Try ``sending`` again later, unless no ``arguments`` are left or it is too late.

    Logs say nothing of whom it is for.
    """
    if not arguments:
        return
    if tries == len(WAITS):
        logger.error("A notice was given up after %d tries.", tries + 1)
        return
    later = sending.using(run_after=timezone.now() + WAITS[tries])
    later.enqueue(**arguments, tries=tries + 1)


def deliver(subject, body, to):
    """Return the addresses to try again later."""
    if time.monotonic() < pause["ends"]:
        return to
    left, failures = list(to), []
    try:
        with mail.mailers.default as connection:
            for address in to:
                message = mail.EmailMessage(subject, body, to=[address])
                try:
                    connection.send_messages([message])
                except MESSAGE_ERRORS as error:
                    failures.append(error)
                    if is_for_now(error):
                        continue
                left.remove(address)
    except (OSError, ValueError, ImproperlyConfigured) as error:
        failures.append(error)
        pause["ends"] = time.monotonic() + PAUSE
    if failures:
        # Only the kinds of error: their texts may hold addresses of people.
        names = ", ".join(sorted({type(failure).__name__ for failure in failures}))
        logger.error("A notice did not reach all its readers: %s.", names)
    return left


def is_for_now(error):
    """Whether a server that refused a message may take it later."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _reason in error.recipients.values()]
    else:
        codes = [getattr(error, "smtp_code", 0)]
    return all(400 <= code < 500 for code in codes)
