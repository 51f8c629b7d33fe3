"""What to look at before a text is published: errors stop it, the others do not."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from careers.phrases import NOT_DESCRIBED, join_names, says_nothing
from careers.text import count_sentences, fold, with_own_bullets, words_of
from careers.text.languages import en as language

MOST_SENTENCES = 2  # in the summary
MOST_NAMED = 3
LONG = 6  # letters, beyond which a word is a long one

# The LIX below which a text is so difficult, as Björnsson's readers found it.
DIFFICULTY = {
    30: gettext_lazy("very easy"),
    40: gettext_lazy("easy"),
    50: gettext_lazy("medium"),
    60: gettext_lazy("hard"),
}
MOST_DIFFICULT = gettext_lazy("very hard")

DOUBLED_WORD = re.compile(r"\b([^\W\d_]+)[^\S\n]+\1\b", re.IGNORECASE)
DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")


class Level(TextChoices):
    ERROR = "error", gettext_lazy("To do")
    WARNING = "warning", gettext_lazy("Check")
    NOTE = "note", gettext_lazy("Readability")


class Check(NamedTuple):
    level: Level
    message: str


def checks(
    text: str,
    *,
    guide: int,
    is_summary: bool = False,
    is_live: bool = False,
    same_as: Sequence[str] = (),
    names: Sequence[tuple[str, str]] = (),
) -> list[Check]:
    """Return what stands out in ``text``: errors, warnings, then how it reads.

    ``guide`` is the number of words to aim for, ``same_as`` the names of the roles
    with exactly this text, ``is_live`` whether visitors read a text here now, and
    ``names`` has (name, other names, one a line) of every role.
    """
    if not text.strip():
        return [_empty(is_live)]
    messages = [
        *_form(text),
        *_length(text, guide),
        *_sentences(text, is_summary),
        *_slips(text),
        *_names(text, names),
        *(_same(same_as) if same_as else []),
    ]
    warnings = [Check(Level.WARNING, message) for message in messages]
    return [*warnings, Check(Level.NOTE, _readability(text))]


def errors(checks: Sequence[Check]) -> list[str]:
    return [check.message for check in checks if check.level is Level.ERROR]


def lix(text: str) -> int:
    """Return how difficult ``text`` is, from about 20 to 80 and more; 0 without words.

    Words a sentence, plus the share of long words in percent: C. H. Björnsson,
    Läsbarhet, 1968. Unlike others it needs no syllables, which depend on a language.
    """
    words = words_of(text)
    if not words:
        return 0
    long = sum(len(word.rstrip("’'./&-")) > LONG for word in words)
    return round(len(words) / count_sentences(text) + 100 * long / len(words))


def _empty(is_live: bool) -> Check:
    if is_live:
        return Check(
            Level.WARNING,
            _("This removes the live text: visitors will read “%(text)s”.")
            % {"text": NOT_DESCRIBED},
        )
    return Check(
        Level.ERROR,
        _("There is no text yet. Visitors read “%(text)s”.") % {"text": NOT_DESCRIBED},
    )


def _form(text: str) -> list[str]:
    if says_nothing(text):
        message = _("“%(text)s” only says that there is no text. Leave it empty.")
        return [message % {"text": text.strip()}]
    if with_own_bullets(text) != text:
        return [_("Start each bullet with “- ”. Comparisons read no others.")]
    return []


def _length(text: str, guide: int) -> list[str]:
    count = len(words_of(text))
    if count <= guide:
        return []
    return [
        ngettext(
            "Longer than the guide: %(count)d word instead of %(guide)d.",
            "Longer than the guide: %(count)d words instead of %(guide)d.",
            count,
        )
        % {"count": count, "guide": guide}
    ]


def _sentences(text: str, is_summary: bool) -> list[str]:
    count = count_sentences(text)
    if not is_summary or count <= MOST_SENTENCES:
        return []
    return [
        _(
            "%(count)d sentences. This text is also the role’s summary: one sentence "
            "is best, two are enough."
        )
        % {"count": count}
    ]


def _slips(text: str) -> list[str]:
    messages = []
    doubled = (match[1] for match in DOUBLED_WORD.finditer(text))
    wrong = (word for word in doubled if word.lower() not in language.DOUBLED_WORDS)
    if word := next(wrong, ""):
        messages.append(_("“%(word)s” appears twice in a row.") % {"word": word})
    if spaces := DOUBLE_SPACE.search(text):
        word = text[: spaces.start()].split()[-1][:40]
        messages.append(_("There are two spaces after “%(word)s”.") % {"word": word})
    return messages


def _names(text: str, names: Sequence[tuple[str, str]]) -> list[str]:
    """Ask for the name of a role's page: readers take another for another role."""
    words = f" {fold(text)} "
    for name, others in names:
        for other in filter(None, others.splitlines()):
            folded = f" {fold(other)} "
            # A part of a role's name most likely belongs to that name.
            if folded in words and not any(
                folded in f" {fold(longer)} " for longer, _others in names
            ):
                message = _("Use “%(name)s”, the role’s name, instead of “%(other)s”.")
                return [message % {"name": name, "other": other}]
    return []


def _readability(text: str) -> str:
    score = lix(text)
    difficulties = (word for limit, word in DIFFICULTY.items() if score < limit)
    return _(
        "LIX %(score)d, %(difficulty)s. Long sentences and words over %(letters)d "
        "letters raise it; newspapers score about 45."
    ) % {
        "score": score,
        "difficulty": next(difficulties, MOST_DIFFICULT),
        "letters": LONG,
    }


def _same(same_as: Sequence[str]) -> list[str]:
    names = join_names(same_as, limit=MOST_NAMED)
    return [_("Word for word the same as %(names)s.") % {"names": names}]
