"""How well a document matches a query."""

from math import log
from typing import NamedTuple

from .documents import BODY, INITIALS, NAME, OTHER_NAME, SUMMARY, words_in_name
from .query import Meaning, Part, Query

# What a word is worth by where it stands.
PLACES = [(NAME, 1.0), (OTHER_NAME, 0.9), (INITIALS, 0.6), (SUMMARY, 0.45)]
MOST_IN_TEXTS = 0.45
RAREST = 200  # a word in fewer than one of so many documents is no rarer
UNNEEDED = 0.3  # of what another word is worth: "it", also in "IT support"
HALF = 3  # texts with a word that are worth half of any number of them
IN_MORE_PLACES = 0.3  # of what the texts add to a word of the name


class Needles(NamedTuple):
    """What to look for in a document for one part of a meaning."""

    anywhere: str
    places: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, part: Part) -> "Needles":
        word = part.stem if part.is_start else f"{part.stem} "
        return cls(f" {word}", tuple((f" {mark}{word}", n) for mark, n in PLACES))

    def strength(self, head: str, body: str) -> float:
        marked = 0.0
        for needle, worth in self.places:
            if needle in head:
                marked = worth
                break
        count = body.count(self.anywhere)
        if not count:
            return marked
        in_texts = MOST_IN_TEXTS * count / (count + HALF)
        return marked + IN_MORE_PLACES * in_texts if marked else in_texts

    def is_in_name(self, head: str) -> bool:
        needle, _worth = self.places[0]
        return needle in head


class RankedMeaning(NamedTuple):
    worth: float
    rarity: float
    parts: list[Needles]

    def score(self, head: str, body: str) -> float:
        total = 0.0
        for part in self.parts:
            strength = part.strength(head, body)
            if not strength:
                return 0.0
            total += strength
        return self.rarity * total / len(self.parts)


class Ranking:
    """Scores documents for one query."""

    def __init__(self, query: Query):
        self.query = query
        # What is the same for every document is worked out once.
        self.words = [
            (
                word.is_needed,
                [
                    RankedMeaning(
                        meaning.worth,
                        self._rarity(meaning),
                        list(map(Needles.of, meaning.parts)),
                    )
                    for meaning in word.meanings
                ],
            )
            for word in query.words
        ]
        self.total = sum(
            meanings[0].rarity for is_needed, meanings in self.words if is_needed
        )

    def score(self, key: int, words: str) -> float:
        """Return the score of a document, more for a better match."""
        head, _, body = words.partition(BODY)
        head, body = f"{head} ", f" {body}"
        total = matched = in_name = named = 0.0
        for is_needed, meanings in self.words:
            best, meaning = 0.0, meanings[0]
            for other in meanings:
                score = other.score(head, body)
                if score > best:
                    best, meaning = score, other
            if not is_needed:
                best *= UNNEEDED
            total += best
            if best and is_needed:
                matched += meanings[0].rarity
            if best and any(part.is_in_name(head) for part in meaning.parts):
                named += meaning.worth
                in_name += best
        coverage = matched / self.total if self.total else 0
        precision = named / max(words_in_name(key), named, 1)
        return total * coverage + in_name * precision * named / len(self.words)

    def _rarity(self, meaning: Meaning) -> float:
        number = self.query.documents + 1
        rarities = [
            log(1 + number / (max(number / RAREST, min(part.count, number)) + 1))
            for part in meaning.parts
        ]
        return meaning.worth * sum(rarities) / len(rarities)
