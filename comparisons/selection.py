"""Which roles are compared, in which order, and the addresses that say so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

SEPARATOR = "-vs-"

MAX_SLUG = 80  # characters; what is longer names nothing

Query = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Selection:
    """An ordered set of role slugs. Immutable: changing it makes another one."""

    slugs: tuple[str, ...] = ()

    @classmethod
    def of(cls, slugs: Iterable[str]) -> "Selection":
        """Return the selection of ``slugs``: lower case, the first of each."""
        return cls(tuple(dict.fromkeys(slug.lower() for slug in slugs if slug)))

    @classmethod
    def from_address(cls, address: str) -> "Selection":
        """Read the slugs between the "-vs-" of an address."""
        return cls.of(address.lower().split(SEPARATOR))

    def __len__(self) -> int:
        return len(self.slugs)

    @property
    def address(self) -> str:
        """The slugs in their order, joined by "-vs-"."""
        return SEPARATOR.join(self.slugs)

    @property
    def canonical(self) -> "Selection":
        """The one selection that stands for every order of these roles."""
        return Selection(tuple(sorted(self.slugs)))

    def without(self, slug: str) -> "Selection":
        return Selection(tuple(each for each in self.slugs if each != slug))

    def moved(self, slug: str, steps: int) -> "Selection":
        """Return the selection with ``slug`` that many places further right."""
        slugs = [each for each in self.slugs if each != slug]
        slugs.insert(max(self.slugs.index(slug) + steps, 0), slug)
        return Selection(tuple(slugs))

    def path(self, file: str = "", query: Query = ()) -> str:
        """Return the path of the comparison, or of its ``file`` (such as "csv").

        Fewer than two roles are no comparison yet: they lead to the picker.
        """
        if len(self) < 2:
            return self.picker_path(query)
        if file:
            path = reverse("comparisons:file", args=[self.address, file])
        else:
            path = reverse("comparisons:comparison", args=[self.address])
        return with_query(path, query)

    def picker_path(self, query: Query = ()) -> str:
        """Return the path of the picker with these roles ticked."""
        roles = [("role", slug) for slug in self.slugs]
        return with_query(reverse("comparisons:picker"), [*roles, *query])


def with_query(path: str, query: Query) -> str:
    return f"{path}?{urlencode(query)}" if query else path
