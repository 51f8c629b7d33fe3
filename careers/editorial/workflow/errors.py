"""Why nothing was written, for the person who asked."""

from django.core.exceptions import ValidationError


class RefusedError(Exception):
    """Nothing was written; the message says why and what to do."""


class EditConflictError(RefusedError):
    """Nothing was written: someone else wrote first. Has the present ``cells``."""

    def __init__(self, message, cells):
        super().__init__(message)
        self.cells = cells


def reason(error: RefusedError | ValidationError) -> str:
    return " ".join(map(str, getattr(error, "messages", [error])))
