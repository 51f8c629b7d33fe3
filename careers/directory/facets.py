"""What visitors filter the directory by."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from careers.models import Dimension, FacetValue, Family, RoleDimensionEntry

DESCRIBED, DIMENSION = FacetValue.Facet.DESCRIBED, FacetValue.Facet.DIMENSION
FAMILY, INITIAL = FacetValue.Facet.FAMILY, FacetValue.Facet.INITIAL

# In the place of a family's slug, which has no single hyphen.
NO_FAMILY = "-"
NO_KEY = "0"

MOST_INITIALS = 40  # alphabets have fewer, Chinese names have thousands
MOST_UNFOLDED = 8  # values of a facet


@dataclass
class Value:
    """A value that roles may have, and the kept values that it stands for."""

    slug: str
    label: str
    kept: list[str]
    bits: int = 0
    is_chosen: bool = False
    count: int = 0


@dataclass
class Facet:
    """One thing to filter by. Roles with any of its chosen values pass.

    ``name`` is its key in an address, ``unknown`` what the address asks for in vain.
    """

    name: str
    kind: FacetValue.Facet
    values: list[Value]
    label: str
    error: str  # for a value that there is not
    is_open: bool = False
    is_cut: bool = False  # the counts are of some of the roles
    unknown: list[str] = field(default_factory=list)

    def choose(self, slugs):
        known = {value.slug for value in self.values}
        for value in self.values:
            value.is_chosen = value.slug in slugs
        self.unknown = [slug for slug in slugs if slug and slug not in known]

    @property
    def chosen(self):
        return [value for value in self.values if value.is_chosen]

    @property
    def bits(self):
        """The roles that pass, if anything is chosen."""
        bits = 0
        for value in self.chosen:
            bits |= value.bits
        return bits

    @property
    def condition(self):
        """The same as a condition of ListedRole."""
        kept = [kept for value in self.chosen for kept in value.kept]
        if self.kind == INITIAL:
            # Where the names start saves reading all before them.
            return Q(initial__in=kept, by_name__gte=min(kept, default=""))
        numbers = [int(number) for number in kept]
        if self.kind == FAMILY:
            return Q(family__in=numbers)
        if self.kind == DESCRIBED:
            return Q(described__in=numbers)
        texts = RoleDimensionEntry.objects.filter(role=OuterRef("pk"))
        return Q(Exists(texts.filter(dimension__in=numbers)))

    @property
    def is_listed(self):
        """Whether there is something to choose, or to say about what was chosen."""
        return len(self.values) > 1 or bool(self.chosen or self.unknown)

    @property
    def is_unfolded(self):
        return bool(self.is_open or self.chosen or self.unknown)

    @property
    def has_chosen_rest(self):
        return any(value.is_chosen for value in self.rest)

    @property
    def first(self):
        return self.values if self.has_few else self.values[:MOST_UNFOLDED]

    @property
    def rest(self):
        return [] if self.has_few else self.values[MOST_UNFOLDED:]

    @property
    def has_few(self):
        # Letters are short, and one folded line saves nothing.
        return self.kind == INITIAL or len(self.values) <= MOST_UNFOLDED + 1


def facets_of(sets):
    """Return the facets that tell public roles apart."""
    dimensions = list(Dimension.objects.published().select_related("theme"))
    by_dimension = [Value(d.slug, d.name, [str(d.pk)]) for d in dimensions]
    facets = [
        Facet(
            "family",
            FAMILY,
            families(sets[FAMILY]),
            label=_("Family"),
            error=_("There is no such family. Choose another."),
            is_open=True,
        ),
        Facet(
            "completeness",
            DESCRIBED,
            completeness(sets[DESCRIBED], len(dimensions)),
            label=_("Completeness"),
            error=_("There is no such completeness. Choose another."),
            is_open=True,
        ),
        Facet(
            "theme",
            DIMENSION,
            themes(dimensions),
            label=_("Theme described"),
            error=_("There is no such theme. Choose another."),
        ),
        Facet(
            "described",
            DIMENSION,
            by_dimension,
            label=_("Dimension described"),
            error=_("There is no such dimension. Choose another."),
        ),
        Facet(
            "initial",
            INITIAL,
            initials(sets[INITIAL]),
            label=_("First letter"),
            error=_("No role starts with this letter. Choose another."),
        ),
    ]
    for facet in facets:
        for value in facet.values:
            for kept in value.kept:
                value.bits |= sets[facet.kind].get(kept, 0)
        facet.values = [value for value in facet.values if value.bits]
    return facets


def families(kept):
    """Return families in the editors' order, and what roles without one have."""
    keys = [int(key) for key in kept if key != NO_KEY]
    found = Family.objects.filter(pk__in=keys).order_by("position", "name")
    return [
        *(Value(family.slug, family.name, [str(family.pk)]) for family in found),
        Value(NO_FAMILY, _("No family"), [NO_KEY]),
    ]


def themes(dimensions):
    by_slug = {}
    for dimension in dimensions:
        if (theme := dimension.theme) and theme.is_published:
            value = by_slug.setdefault(theme.slug, Value(theme.slug, theme.name, []))
            value.kept.append(str(dimension.pk))
    return list(by_slug.values())


def completeness(kept, total):
    """Return groups of numbers of described dimensions."""
    groups = [
        ("complete", _("Every dimension"), lambda number: number >= total),
        ("most", _("Half or more"), lambda number: total / 2 <= number < total),
        ("some", _("Less than half"), lambda number: 0 < number < total / 2),
        ("none", _("Nothing yet"), lambda number: number == 0),
    ]
    return [
        Value(slug, label, [number for number in kept if has(int(number))])
        for slug, label, has in groups
        if total
    ]


def initials(kept):
    letters = sorted(letter for letter in kept if letter)
    if len(letters) > MOST_INITIALS:
        return []
    return [Value(letter, letter.upper(), [letter]) for letter in letters]
