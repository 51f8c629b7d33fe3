"""Which roles are compared, in which order, and the addresses for that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.text import slugify

from careers.models import MAX_SLUG
from careers.paths import path_to

SEPARATOR = "-vs-"

# Before the day on which a role is to be read: "data-engineer@2026-01-31".
DAY_MARK = "@"

# Where an address has a selection, in the path that stands for all of them.
PLACE = "ADDRESS"
# As Django has them in its paths.
UNQUOTED = "!$&'()*+,;=/~:@"

Query = Sequence[tuple[str, str]]


def split_day(slug: str) -> tuple[str, str | None]:
    """Return a role's slug and the text of the day after it, None without a day."""
    slug, mark, day = slug.partition(DAY_MARK)
    return slug, day if mark else None


def plain_slug(value: str) -> str:
    return slugify(value[:MAX_SLUG])


def closest_slug(value: str) -> str:
    """Return the slug, with its day, that the value of a query comes closest to."""
    slug, day = split_day(value)
    slug = plain_slug(slug)
    return f"{slug}{DAY_MARK}{plain_slug(day)}" if slug and day else slug


@dataclass(frozen=True)
class Selection:
    """An ordered set of role slugs. Immutable: a change makes another selection.

    A slug with a day stands for the role as it was at the end of that day.
    """

    slugs: tuple[str, ...] = ()

    @classmethod
    def of(cls, slugs: Iterable[str]) -> "Selection":
        return cls(tuple(dict.fromkeys(slug.lower() for slug in slugs if slug)))

    @classmethod
    def from_address(cls, address: str) -> "Selection":
        return cls.of(address.lower().split(SEPARATOR))

    def __len__(self) -> int:
        return len(self.slugs)

    @property
    def address(self) -> str:
        return SEPARATOR.join(self.slugs)

    @property
    def canonical(self) -> "Selection":
        return Selection(tuple(sorted(self.slugs)))

    @property
    def role_slugs(self) -> list[str]:
        return list(dict.fromkeys(slug.partition(DAY_MARK)[0] for slug in self.slugs))

    @property
    def is_comparable(self) -> bool:
        return 2 <= len(self) <= settings.COMPARISON_MAX_ROLES

    @property
    def undated(self) -> "Selection":
        return Selection(tuple(self.role_slugs))

    def renamed(self, names: Mapping[str, str]) -> "Selection":
        parts = (slug.partition(DAY_MARK) for slug in self.slugs)
        return Selection.of(
            f"{names.get(slug, slug)}{mark}{day}" for slug, mark, day in parts
        )

    def without(self, slug: str) -> "Selection":
        return Selection(tuple(other for other in self.slugs if other != slug))

    def replaced(self, slug: str, other: str) -> "Selection":
        return Selection.of(other if kept == slug else kept for kept in self.slugs)

    def moved(self, slug: str, steps: int) -> "Selection":
        slugs = [other for other in self.slugs if other != slug]
        slugs.insert(max(self.slugs.index(slug) + steps, 0), slug)
        return Selection(tuple(slugs))

    @cached_property
    def page_path(self) -> str:
        # A comparison links to itself with each of its options.
        return self._path_of("comparisons:comparison")

    def _path_of(self, view: str, *args: str) -> str:
        """Return the path of a view for this selection, as ``reverse`` quotes it.

        A page has some 25 of them, and each would take as long as a text.
        """
        address = quote(self.address, safe=UNQUOTED)
        return path_to(view, PLACE, *args).replace(PLACE, address)

    def path(self, file: str = "", query: Query = ()) -> str:
        if len(self) < 2:
            return self.picker_path(query)
        path = self._path_of("comparisons:file", file) if file else self.page_path
        return f"{path}?{urlencode(query)}" if query else path

    def brief_path(self, query: Query = ()) -> str:
        path = self._path_of("comparisons:brief")
        return f"{path}?{urlencode(query)}" if query else path

    def picker_path(self, query: Query = ()) -> str:
        query = [*(("role", slug) for slug in self.role_slugs), *query]
        path = path_to("comparisons:picker")
        return f"{path}?{urlencode(query)}" if query else path

    def replace_path(self, slug: str, query: Query = ()) -> str:
        """Return the path of the picker for another role in the place of ``slug``."""
        roles = [("role", kept) for kept in self.slugs]
        pairs = [*roles, ("replace", slug), *query]
        return f"{path_to('comparisons:picker')}?{urlencode(pairs)}"
