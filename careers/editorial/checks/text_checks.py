"""What to look at before a text is published: errors stop it, the others do not."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from careers.phrases import join_names
from careers.text.folding import fold
from careers.text.words import words_of

MOST_SENTENCES = 2  # in the summary
MOST_NAMED = 3
LONG = 6  # letters, beyond which a word is a long one

# Below which LIX a text reads how, as Björnsson's readers found it.
READS = {30: "very easy", 40: "easy", 50: "medium", 60: "hard"}

DOUBLED_WORD = re.compile(r"\b([^\W\d_]+)[^\S\n]+\1\b", re.IGNORECASE)
DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")
# A sentence ends before a capital, so that "e.g. this" is none; a bullet ends one too.
SENTENCE_END = re.compile(
    r"[.!?…][\"”’»)\]]*\s+(?=[\"“‘«(\[]*[^\W\d_a-z])|\n\s*\n|\n(?=\s*- )"
)

# Doubled on purpose now and then.
DOUBLED_RIGHTLY = {"had", "that"}


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        return {"error": "To do", "warning": "Check", "note": "Reading"}[self]


class Check(NamedTuple):
    """What a check found."""

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
    that say exactly this, ``is_live`` whether visitors read a text here now, and
    ``names`` has (name, other names, one a line) of every role.
    """
    if not text.strip():
        return [_empty(is_live)]
    found = [
        *_length(text, guide),
        *_sentences(text, is_summary),
        *_slips(text),
        *_names(text, names),
        *_same(same_as),
    ]
    warnings = [Check(Level.WARNING, message) for message in found]
    return [*warnings, Check(Level.NOTE, _reading(text))]


def errors(found: Sequence[Check]) -> list[str]:
    """Return the messages of the checks that stop a text."""
    return [each.message for each in found if each.level is Level.ERROR]


def count_sentences(text: str) -> int:
    """Return how many sentences, bullets and lines of their own ``text`` has."""
    return sum(1 for part in SENTENCE_END.split(text) if re.search(r"\w", part))


def lix(text: str) -> int:
    """Return how hard ``text`` reads, from about 20 to 80 and more.

    Words a sentence, plus the share of long words in percent: C. H. Björnsson,
    Läsbarhet, 1968. Unlike others it needs no syllables, which depend on a language.
    0 for a text without words.
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
            "This takes the live text away: visitors will read “Not described yet”.",
        )
    return Check(
        Level.ERROR, "Nothing is written yet. Visitors read “Not described yet”."
    )


def _length(text: str, guide: int) -> list[str]:
    words = len(words_of(text))
    if words <= guide:
        return []
    return [f"Longer than the guide: {words} words, the guide is {guide}."]


def _sentences(text: str, is_summary: bool) -> list[str]:
    count = count_sentences(text)
    if not is_summary or count <= MOST_SENTENCES:
        return []
    summary = "this text is also the role's summary. One is best, two are enough."
    return [f"{count} sentences: {summary}"]


def _slips(text: str) -> list[str]:
    doubled = [
        word[1]
        for word in DOUBLED_WORD.finditer(text)
        if word[1].lower() not in DOUBLED_RIGHTLY
    ]
    found = [f"The word “{word}” stands twice in a row." for word in doubled[:1]]
    if spaces := DOUBLE_SPACE.search(text):
        words = text[: spaces.start()].split()
        found.append(f"There are two spaces after “{words[-1][:40]}”.")
    return found


def _names(text: str, names: Sequence[tuple[str, str]]) -> list[str]:
    """One name for one role: a reader takes another for another role."""
    said = _in_words(text)
    for name, others in names:
        for other in filter(None, others.splitlines()):
            words = _in_words(other)
            # What is part of a name is most likely said as a part of it.
            if words in said and not any(words in _in_words(each) for each, _ in names):
                return [f"“{other}” is called “{name}” on every page."]
    return []


def _in_words(text: str) -> str:
    return f" {fold(text)} "


def _reading(text: str) -> str:
    figure = lix(text)
    how = next((how for most, how in READS.items() if figure < most), "very hard")
    return (
        f"LIX {figure}, {how}. Long sentences and words of more than {LONG} letters "
        "raise it; newspapers have about 45."
    )


def _same(same_as: Sequence[str]) -> list[str]:
    if not same_as:
        return []
    names = join_names(same_as, limit=MOST_NAMED)
    return [f"Word for word the same as {names}."]
