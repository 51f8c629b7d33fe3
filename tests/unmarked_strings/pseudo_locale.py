"""A language in which every translated string shows: ⟦Publish⟧ %(count)s⟦ texts⟧.

Only the words of a message are wrapped, not the values of its placeholders. So a
sentence joined from parts shows too.
"""

import gettext
import re
from contextlib import contextmanager
from unittest import mock

from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

LANGUAGE = "en-xx"
CONTEXT = "\x04"  # what gettext puts between a message's context and the message

# The parts of a message that are no words: tags, and placeholders of both kinds.
NO_WORDS = re.compile(
    r"(</?[a-zA-Z][^<>]*>|%\(\w+\)[-#0 +]*[\d.]*[a-z]|%[\d.]*[sdr]|%%|\{\w*[^{} ]*\})"
)


def wrapped(message: str) -> str:
    parts = NO_WORDS.split(message.rpartition(CONTEXT)[2])
    words = (f"⟦{part}⟧" if part.strip() else part for part in parts[::2])
    return "".join(
        piece for pair in zip(words, [*parts[1::2], ""], strict=True) for piece in pair
    )


class PseudoTranslation(gettext.NullTranslations):
    def gettext(self, message):
        # Django splits this one message at its commas.
        if message == "yes,no,maybe":
            return ",".join(map(wrapped, message.split(",")))
        return wrapped(message)

    def ngettext(self, singular, plural, n):
        return wrapped(singular if n == 1 else plural)

    def to_language(self):
        return LANGUAGE


@contextmanager
def pseudo_locale():
    """Use the pseudo-locale in this thread."""
    languages = {LANGUAGE: PseudoTranslation()}
    with (
        mock.patch.dict(trans_real._translations, languages),
        override_settings(LANGUAGE_CODE=LANGUAGE),
        translation.override(LANGUAGE),
    ):
        yield
