"""All profiles of a site, for making every row at once."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from sys import byteorder

from .profiles import Corpus, Profile
from .rows import Row, nearest, score, scores

# A word that more roles have leads to none: their number bounds the time of a row. Up
# to so many roles every row is exact.
MOST_FOUND = 4_000
CANDIDATES = 300  # scored by all of their words, on a larger site

WIDTH = 4  # bytes for a sum of products, which is at most LENGTH ** 2
# A word that one role in so many has is faster to look up as one whole number.
FEW = 32


class Index:
    """The words of all profiles, each with the roles that have it.

    The weights of a common word are one whole number, WIDTH bytes a role: one
    multiplication and one addition count it for all roles. A rare word has a list.
    """

    def __init__(self, profiles: Iterable[Profile], corpus: Corpus) -> None:
        self.corpus = corpus
        self.profiles = sorted(profiles, key=lambda profile: profile.slug)
        weights: dict[str, dict[int, int]] = defaultdict(dict)
        for place, profile in enumerate(self.profiles):
            for stem, weight in profile.vector.items():
                weights[stem][place] = weight
        self._rare: dict[str, dict[int, int]] = {}
        self._common: dict[str, int] = {}
        for stem, row in weights.items():
            if len(row) > MOST_FOUND:
                continue
            if len(row) * FEW < len(self.profiles):
                self._rare[stem] = row
            else:
                self._common[stem] = self._packed(row)

    def rows(self) -> dict[str, Row]:
        return {profile.slug: self.row(profile) for profile in self.profiles}

    def row(self, profile: Profile) -> Row:
        """Return the roles nearest to one, which may be in the index or new."""
        products = self._products(profile)
        if len(self.profiles) > MOST_FOUND:
            best = sorted(products, key=lambda place: (-products[place], place))
            candidates = [self.profiles[place] for place in best[:CANDIDATES]]
            return nearest(scores(profile, candidates, self.corpus))
        others = ((self.profiles[place], products[place]) for place in products)
        return nearest(
            {
                other.slug: score(profile, other, product, self.corpus)
                for other, product in others
                if other.slug != profile.slug
            }
        )

    def _packed(self, row: dict[int, int]) -> int:
        weights = array("I", bytes(WIDTH * len(self.profiles)))
        for place, weight in row.items():
            weights[place] = weight
        return int.from_bytes(weights.tobytes(), byteorder)

    def _products(self, profile: Profile) -> dict[int, int]:
        """Return the product of a vector with each that shares a word, by place."""
        total = 0
        for stem, weight in profile.vector.items():
            if packed := self._common.get(stem):
                total += weight * packed
        sums = memoryview(total.to_bytes(WIDTH * len(self.profiles), byteorder))
        products = dict(enumerate(sums.cast("I").tolist()))
        for stem, weight in profile.vector.items():
            for place, other in self._rare.get(stem, {}).items():
                products[place] += weight * other
        return {place: product for place, product in products.items() if product}
