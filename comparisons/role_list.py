"""The roles to choose from, family by family or by their first letter."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from careers.models import Role

MOST_UNFOLDED = 60  # roles, in a list without folded families
MOST_LISTED = 1_500  # roles on one page, about 300 kB; of more, families are counted
MOST_OF_GROUP = 200  # roles, of one letter or family: some 10,000 px on a phone
MOST_LETTERS = 40  # of an index: alphabets have fewer, Chinese names have thousands

# In the place of a family's slug, which has no single hyphen.
NO_FAMILY = "-"


@dataclass(frozen=True)
class Group:
    """A family, or a letter, with those of its roles that the page lists."""

    slug: str
    name: str
    count: int
    is_open: bool = False
    roles: list[Role] = field(default_factory=list)

    @property
    def is_cut(self):
        return len(self.roles) < self.count


class RoleList:
    """A list of ``roles`` in groups: of one letter, or folded if there are many.

    A list that is too long for a page holds the roles of the family asked for.
    """

    def __init__(self, roles, *, family="", letter="", counts_texts=False):
        self.roles, self.family, self.letter = roles, family, letter
        # One query is enough for a short list.
        listed = roles.with_completeness() if counts_texts else roles
        self.first = first = list(listed[: MOST_UNFOLDED + 1])
        self.is_folded = len(first) > MOST_UNFOLDED
        if self.is_folded:
            counts = roles.family_counts()
        else:
            families = Counter(role.family for role in first)
            counts = [
                (family and family.slug, family and family.name, count)
                for family, count in families.items()
            ]
        self.family_counts = [
            (slug or NO_FAMILY, name or "", count) for slug, name, count in counts
        ]
        self.count = sum(count for *_family, count in self.family_counts)
        has_letters = self.is_folded or letter
        self.letter_counts = dict(roles.letter_counts()) if has_letters else {}
        self.groups = self._of_letter() if letter else self._families()

    @property
    def shown_count(self):
        return sum(group.count for group in self.groups)

    @property
    def letters(self):
        has_index = self.is_folded and len(self.letter_counts) <= MOST_LETTERS
        return list(self.letter_counts) if has_index else []

    def _of_letter(self):
        if not (count := self.letter_counts.get(self.letter, 0)):
            return []
        roles = self.roles.starting_with(self.letter).order_by("folded_names")
        listed = list(roles[:MOST_OF_GROUP])
        return [Group("", self.letter.upper(), count, is_open=True, roles=listed)]

    def _families(self):
        listed = defaultdict(list)
        for role in self._listed():
            listed[role.family.slug if role.family else NO_FAMILY].append(role)
        return [
            Group(
                slug,
                name,
                count,
                is_open=not self.is_folded or slug == self.family,
                roles=listed[slug][:MOST_OF_GROUP],
            )
            for slug, name, count in self.family_counts
        ]

    def _listed(self):
        if not self.is_folded:
            return self.first
        if self.count <= MOST_LISTED:
            return self.roles
        if self.family == NO_FAMILY:
            return self.roles.filter(family=None)[:MOST_OF_GROUP]
        return self.roles.filter(family__slug=self.family)[:MOST_OF_GROUP]
