"""The words that make two roles alike, quoted."""

from math import fsum

from .profiles import Corpus, Profile

MOST_QUOTED = 5


def shared_phrases(
    a: Profile, b: Profile, corpus: Corpus, most: int = MOST_QUOTED
) -> list[str]:
    """Return phrases that stand in both roles, the most telling first.

    A phrase tells as much as its words add to the score. No two share a word.
    """
    tells: dict[str, tuple[float, tuple[str, ...]]] = {}
    weights: dict[str, float] = {}
    for key in a.phrases.keys() & b.phrases.keys():
        one, other = a.phrases[key], b.phrases[key]
        if one.stems != other.stems or not (one.is_whole or other.is_whole):
            continue
        for stem in one.stems:
            if stem not in weights:
                weights[stem] = _weight(stem, a, b, corpus)
        # Small letters come last: a capital may only start a sentence.
        quote = max(one.quote, other.quote)
        tells[quote] = -fsum(weights[stem] for stem in set(one.stems)), one.stems
    quotes: list[str] = []
    used: set[str] = set()
    for quote in sorted(tells, key=lambda quote: (tells[quote], quote)):
        _, stems = tells[quote]
        if used.isdisjoint(stems):
            used.update(stems)
            quotes.append(quote)
            if len(quotes) == most:
                break
    return quotes


def _weight(stem: str, a: Profile, b: Profile, corpus: Corpus) -> float:
    mean = corpus.mean(stem)
    return (a.vector.get(stem, 0) - mean) * (b.vector.get(stem, 0) - mean)
