"""Why nothing was written, for the person who asked."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from careers.phrases import join_names


class RefusedError(Exception):
    """Nothing was written; the message says why and what to do."""


class EditConflictError(RefusedError):
    """Nothing was written: someone else wrote first. Has the present ``cells``."""

    def __init__(self, message, cells):
        super().__init__(message)
        self.cells = cells


def reason(error: RefusedError | ValidationError) -> str:
    return " ".join(map(str, getattr(error, "messages", [error])))


def refuse_bad_reason(record, *, exclude):
    """Check the fields of ``record`` but ``exclude``; people type its reason alone."""
    try:
        record.clean_fields(exclude=exclude)
    except ValidationError as error:
        raise RefusedError(
            _("Reason: %(problem)s") % {"problem": reason(error)}
        ) from error


def quote_names(objects: Iterable, *, limit: int | None = None) -> str:
    """Return "“A”, “B”, and “C”", for a message."""
    return join_names((f"“{item}”" for item in objects), limit=limit)
