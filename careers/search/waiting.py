"""What a page writes in passing: it can wait, and the page can't."""

import logging
from contextlib import contextmanager
from time import monotonic

from django.db import OperationalError, connection, transaction

logger = logging.getLogger(__name__)

PATIENCE, NO_PATIENCE = 1, 0.001  # seconds


class LastWait:
    """When a thread of this process last waited in vain.

    For a while none waits again: a page with several things to write would wait for
    each of them.
    """

    ended_at = float("-inf")


def try_to_write(write, *arguments, patience=PATIENCE):
    """Call ``write``, which is atomic. Return whether others let it be done in time.

    If not, a page shows what there is, and the next page tries again.
    """
    if monotonic() - LastWait.ended_at < PATIENCE:
        patience = NO_PATIENCE
    try:
        with short_waits(patience):
            write(*arguments)
    except OperationalError as error:
        if patience == PATIENCE:
            LastWait.ended_at = monotonic()
            logger.warning("What a search keeps of roles stays old for now: %s", error)
        return False
    return True


@contextmanager
def short_waits(seconds):
    """Let no statement wait longer than this for others who write."""
    if connection.vendor == "sqlite":
        with connection.waiting_at_most(seconds):
            yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        (usual,) = cursor.fetchone()
        change = "SELECT set_config('lock_timeout', %s, true)"
        cursor.execute(change, [f"{1_000 * seconds:.0f}ms"])
        yield
        cursor.execute(change, [usual])
