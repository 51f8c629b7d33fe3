"""The roles to choose from: by family, by their first letter, or by words."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from careers.directory.facets import (
    FAMILY,
    INITIAL,
    MOST_INITIALS,
    NO_FAMILY,
    NO_KEY,
)
from careers.directory.rows import roles_of, roles_with
from careers.models import Family, ListedRole, Role
from careers.search.counts import kept_counts
from careers.search.index import refresh_some
from careers.search.roles import find
from careers.text.search_words import last_character

MOST_UNFOLDED = 60  # roles, in a list without folded families
MOST_LISTED = 1_500  # roles on one page, about 300 kB; of more, families are counted
MOST_LETTERS = MOST_INITIALS
MOST_OF_GROUP = 200  # roles, of one letter or family: some 10,000 px on a phone


@dataclass(frozen=True)
class Group:
    """A family, a letter or what words find, with the roles that the page lists."""

    slug: str
    name: str
    count: int
    is_open: bool = False
    roles: list[Role] = field(default_factory=list)

    @property
    def is_cut(self):
        return len(self.roles) < self.count


class RoleList:
    """The public roles but those ``taken``, in groups: folded if there are many.

    A list that is too long for a page holds the roles of the family asked for. How many
    roles a family or a letter has is kept by publishing.
    """

    def __init__(self, *, taken=(), words="", family="", letter=""):
        refresh_some()
        self.family, self.letter = family, letter
        self.taken = [role.pk for role in taken]
        self.found = self._find(words) if words.strip() else None
        self.family_counts, self.letter_counts = self._counts()
        self.count = sum(self.family_counts.values())
        self.is_long = self.count > MOST_UNFOLDED
        self.is_folded = self.is_long and not letter and self.found is None
        if letter:
            self.groups = self._of_letter()
        else:
            self.groups = self._families() if self.found is None else self._matches()

    @property
    def shown_count(self):
        return sum(group.count for group in self.groups)

    @property
    def letters(self):
        letters = sorted(letter for letter in self.letter_counts if letter)
        return letters if self.is_long and len(letters) <= MOST_LETTERS else []

    def _find(self, words):
        keys = find(Role.objects.published(), words).keys
        return roles_with([key for key in keys if key not in self.taken])

    def _counts(self):
        """Return the number of roles of each family and of each letter."""
        if self.found is not None:
            return self._counts_of([role.pk for role in self.found])
        kept = kept_counts(FAMILY), kept_counts(INITIAL)
        if not self.taken:
            return kept
        taken = self._counts_of(self.taken)
        return kept[0] - taken[0], kept[1] - taken[1]

    def _counts_of(self, keys):
        rows = ListedRole.objects.filter(pk__in=keys)
        pairs = list(rows.values_list("family", "initial"))
        families = Counter(str(family) for family, _letter in pairs)
        return families, Counter(letter for _family, letter in pairs)

    def _of_letter(self):
        if not (count := self.letter_counts[self.letter]):
            return []
        end = f"{self.letter}{last_character()}"
        rows = ListedRole.objects.filter(by_name__gt=self.letter, by_name__lt=end)
        if self.found is not None:
            rows = rows.filter(pk__in=[role.pk for role in self.found])
        roles = self._first(rows)
        return [Group("", self.letter.upper(), count, is_open=True, roles=roles)]

    def _matches(self):
        """Return one group: families would hide the best match."""
        if not self.found:
            return []
        best = self.found[:MOST_UNFOLDED]
        return [Group("", _("Best matches"), len(self.found), is_open=True, roles=best)]

    def _families(self):
        keys = [key for key in self.family_counts if key != NO_KEY]
        families = [
            (family.slug, family.name, str(family.pk))
            for family in Family.objects.filter(pk__in=keys)  # in the editors' order
        ]
        if self.family_counts[NO_KEY]:
            families.append((NO_FAMILY, "", NO_KEY))
        listed = self._listed(families)
        return [
            Group(
                slug,
                name,
                self.family_counts[key],
                is_open=not self.is_folded or slug == self.family,
                roles=listed[key][:MOST_OF_GROUP],
            )
            for slug, name, key in families
        ]

    def _listed(self, families):
        """Return ``{key of a family: its roles that the page lists}``."""
        if self.count <= MOST_LISTED:
            offered = Role.objects.published().by_family()
            roles = offered.exclude(pk__in=self.taken)[:MOST_LISTED]
        else:
            opened = [int(key) for slug, _, key in families if slug == self.family]
            rows = ListedRole.objects.filter(family__in=opened)
            roles = self._first(rows, "by_place")
        listed = defaultdict(list)
        for role in roles:
            listed[str(role.family_id or NO_KEY)].append(role)
        return listed

    def _first(self, rows, order="by_name"):
        rows = rows.exclude(pk__in=self.taken).order_by(order)[:MOST_OF_GROUP]
        return roles_of(rows)
