"""How well a document matches a query."""

from math import log

from .documents import BODY, INITIALS, NAME, OTHER_NAME, SUMMARY, words_in_name
from .query import Meaning, Part, Query, QueryWord

# What a word is worth by where it stands.
PLACES = [(NAME, 1.0), (OTHER_NAME, 0.9), (INITIALS, 0.6), (SUMMARY, 0.45)]
MOST_IN_TEXTS = 0.45
RAREST = 200  # a word in fewer than one of so many documents is no rarer
UNNEEDED = 0.3  # of what another word is worth: "it", also in "IT support"
HALF = 3  # texts with a word that are worth half of any number of them
IN_MORE_PLACES = 0.3  # of what the texts add to a word of the name


class Ranking:
    """Scores documents for one query."""

    def __init__(self, query: Query):
        self.query = query
        self.total = sum(self._rarity(word.meanings[0]) for word in query.needed)

    def score(self, key: int, words: str) -> float:
        """Return the score of a document, more for a better match."""
        head, _, body = words.partition(BODY)
        head, body = f"{head} ", f" {body}"
        total = matched = in_name = 0.0
        named = 0
        for word in self.query.words:
            best, is_named = self._best(word, head, body)
            if not word.is_needed:
                best *= UNNEEDED
            total += best
            if best and word.is_needed:
                matched += self._rarity(word.meanings[0])
            if is_named:
                named += 1
                in_name += best
        coverage = matched / self.total if self.total else 0
        precision = named / max(words_in_name(key), named, 1)
        return total * coverage + in_name * precision * named / len(self.query.words)

    def _best(self, word: QueryWord, head: str, body: str) -> tuple[float, bool]:
        scores = [
            (self._meaning(meaning, head, body), meaning) for meaning in word.meanings
        ]
        best, meaning = max(scores, key=lambda pair: pair[0])
        is_named = best > 0 and any(
            _is_in(head, f" {NAME}", part) for part in meaning.parts
        )
        return best, is_named

    def _meaning(self, meaning: Meaning, head: str, body: str) -> float:
        strengths = [_strength(part, head, body) for part in meaning.parts]
        if not all(strengths):
            return 0.0
        return self._rarity(meaning) * sum(strengths) / len(strengths)

    def _rarity(self, meaning: Meaning) -> float:
        number = self.query.documents + 1
        rarities = [
            log(1 + number / (max(number / RAREST, min(part.count, number)) + 1))
            for part in meaning.parts
        ]
        return meaning.worth * sum(rarities) / len(rarities)


def _strength(part: Part, head: str, body: str) -> float:
    wanted = f" {part.stem}" if part.is_start else f" {part.stem} "
    count = body.count(wanted)
    if not count:
        return _marked(part, head)
    in_texts = MOST_IN_TEXTS * count / (count + HALF)
    marked = _marked(part, head)
    return marked + IN_MORE_PLACES * in_texts if marked else in_texts


def _marked(part: Part, head: str) -> float:
    return next(
        (worth for mark, worth in PLACES if _is_in(head, f" {mark}", part)), 0.0
    )


def _is_in(head: str, mark: str, part: Part) -> bool:
    return f"{mark}{part.stem}{'' if part.is_start else ' '}" in head
