"""Why nothing was written, in words that a person can act on."""

from django.core.exceptions import ValidationError


class RefusedError(Exception):
    """Nothing was written. Its text is for the person who asked."""


class EditConflictError(RefusedError):
    """Nothing was written, as somebody else wrote first. ``cells`` are as they are."""

    def __init__(self, message, cells):
        super().__init__(message)
        self.cells = cells


def reason(error: RefusedError | ValidationError) -> str:
    """Return why nothing was written, in one line."""
    return " ".join(getattr(error, "messages", [str(error)]))
