"""The words of a text, in the form in which two texts have them in common."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from careers.words import fold

# What stands between white space and punctuation: "C++" and "R&D" are one word each.
WORD = re.compile(r"[^\s,;:.!?()\[\]{}<>\"“”„«»…—–‐‑\-/|\\•·*=~_^`]+")

ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z&]*[A-Z]s?)\)")
VOWEL = re.compile("[aeiouy]")
LONGEST_FORM = 100  # characters

Words = frozenset[str]

# One spelling for two, from the end of a word on: British, then American.
SPELLINGS = [
    (re.compile(pattern), spelling)
    for pattern, spelling in [
        (r"(?<=\w{2})our", "or"),
        (r"(?<=\w)tre$", "ter"),
        (r"(?<=gra)mme$", "m"),
        (r"(?<=\w)ll$", "l"),
        (r"ys(?=e?$)", "yz"),
        (r"(?<=\w{3})is(?=e?$|ation$)", "iz"),
        (r"(?<=[ei]n)[cs]e?$", "s"),
    ]
]

# Words that say how others hang together and, in English, nothing by themselves.
STOP_WORDS = frozenset(
    """
    a an the and or nor but of to for with in on at by from as into onto upon via per
    through across within between among about over that which who whom whose this these
    those every each any both other others their its his her our your they them is are
    be been being was were has have had do does did can could will would shall also such
    so than then etc various including include includes
    """.split()
)

# Two points of which only one has such a word do not say the same.
TELLING_WORDS = frozenset(
    """
    no not never none neither without except cannot non unlike excluding before after
    above below under internal external may might must should
    zero one two three four five six seven eight nine ten eleven twelve fifteen twenty
    thirty forty fifty sixty ninety hundred thousand million billion half third quarter
    first second daily weekly monthly quarterly yearly annual annually
    """.split()
)


@lru_cache(maxsize=2**15)
def stem(word: str) -> str:
    """Return ``word`` without case, accents and inflection; "" for a stop word.

    Plurals and third persons lose their "s" as in Donna Harman's S stemmer ("How
    effective is suffixing?", 1991); "-ing" and "-ed" go where a syllable stays;
    British spelling becomes American.
    """
    bare = fold(word.replace("’", "'").removesuffix("'s")).replace(" ", "")
    bare += "".join(sign for sign in word if sign in "+#")
    if bare in STOP_WORDS or bare in TELLING_WORDS:
        return "" if bare in STOP_WORDS else bare
    if word.casefold().endswith(("n't", "n’t")):
        return "not"
    bare = _without_ending(bare)
    for pattern, spelling in SPELLINGS:
        bare = pattern.sub(spelling, bare)
    return bare.removesuffix("e")


def _without_ending(bare: str) -> str:
    if bare.endswith("ies") and len(bare) > 4:
        bare = f"{bare[:-3]}y"
    elif bare.endswith("s") and not bare.endswith(("ss", "us", "is")) and len(bare) > 2:
        bare = bare[:-1]
    for ending in ("ing", "ed"):
        rest = bare.removesuffix(ending)
        if rest != bare and len(rest) > 2 and VOWEL.search(rest):
            bare = rest
            if bare[-1] == bare[-2] and bare[-1] not in "lsz":
                bare = bare[:-1]
    return bare


def stems(text: str, short: Mapping[str, Words] = MappingProxyType({})) -> Words:
    """Return the stems of the content words of ``text``; ``short`` forms are long."""
    words = WORD.findall(text)
    found = {stem(word) for word in words}
    found.discard("")
    if short:
        # "IT" is a short form, "it" never.
        capitals = {stem(word) for word in words if word.removesuffix("s").isupper()}
        known = capitals & short.keys()
        found = (found - known).union(*(short[word] for word in known))
    return frozenset(found)


def abbreviations(text: str) -> dict[str, Words]:
    """Return what the short forms in brackets stand for, by their stem.

    "key performance indicators (KPIs)" explains one; its letters begin the words.
    """
    explained = {}
    for found in ABBREVIATION.finditer(text):
        letters = found[1].removesuffix("s")
        words = WORD.findall(text, max(0, found.start() - LONGEST_FORM), found.start())
        words = words[-len(letters) :]
        if "".join(word[0] for word in words).casefold() == letters.casefold():
            explained[stem(found[1])] = stems(" ".join(words))
    return explained


@lru_cache(maxsize=2**15)
def is_telling(found: str) -> bool:
    """Whether a stem is a number, or a word that turns round what others say."""
    return found in TELLING_WORDS or any(letter.isdigit() for letter in found)
