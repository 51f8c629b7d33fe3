"""Which roles are compared, in which order, and the addresses that say so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from careers.models.fields import MAX_SLUG

SEPARATOR = "-vs-"

# Before the day on which a role is to be read: "data-engineer@2026-01-31".
DAY_MARK = "@"

Query = Sequence[tuple[str, str]]


def parted(slug: str) -> tuple[str, str | None]:
    """Return a role's slug and the day named after it, as it is written, or None."""
    slug, mark, day = slug.partition(DAY_MARK)
    return slug, day if mark else None


def asked_slug(value: str) -> str:
    """Return the slug, with its day, that a query's value comes closest to."""
    slug, day = parted(value)
    slug = slugify(slug[:MAX_SLUG])
    return f"{slug}{DAY_MARK}{slugify(day[:MAX_SLUG])}" if slug and day else slug


@dataclass(frozen=True)
class Selection:
    """An ordered set of role slugs. Immutable: changing it makes another one.

    A slug may carry a day: then it stands for the role as it was read on that day.
    """

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

    @property
    def roles(self) -> list[str]:
        """The slugs of the roles, each once, whatever the days."""
        return list(dict.fromkeys(parted(slug)[0] for slug in self.slugs))

    @property
    def is_comparable(self) -> bool:
        """Whether so many roles have a comparison."""
        return 2 <= len(self) <= settings.COMPARISON_MAX_ROLES

    @property
    def is_dated(self) -> bool:
        return any(DAY_MARK in slug for slug in self.slugs)

    @property
    def undated(self) -> "Selection":
        """The selection of the same roles as they are now."""
        return Selection(tuple(self.roles))

    def renamed(self, names: Mapping[str, str]) -> "Selection":
        """Return the selection with the present slugs for former ones."""
        parts = (slug.partition(DAY_MARK) for slug in self.slugs)
        return Selection.of(
            f"{names.get(slug, slug)}{mark}{day}" for slug, mark, day in parts
        )

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
        """Return the path of the picker with these roles ticked.

        It knows no days: there a role is chosen as it is now.
        """
        roles = [("role", slug) for slug in self.roles]
        return with_query(reverse("comparisons:picker"), [*roles, *query])


def with_query(path: str, query: Query) -> str:
    return f"{path}?{urlencode(query)}" if query else path
