"""The roles that an address of the directory asks for, page by page, and facets."""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_
from urllib.parse import urlencode

from django.conf import settings

from careers.models import ChangedRole, ListedRole, Role, is_slug
from careers.paths import path_to
from careers.search.index import refresh_roles, refresh_some
from careers.search.roles import MOST, find
from careers.search.waiting import try_to_write
from careers.text import by_size, fold, fold_letters

from .facets import FAMILY, INITIAL, facets_of
from .filters import CHANGED, NAME, DirectoryFilter
from .filters import FAMILY as BY_FAMILY
from .paging import FamilyOrder, KeyOrder, ListOrder
from .role_sets import RoleSets

PAGE = 30  # roles
MOST_IN_LIST = 2_000  # keys of roles in one statement
LONGEST_NUMBER = 9  # digits of the number of a page

COLUMNS = {NAME: "by_name", CHANGED: "by_change"}
# An address with one of these keys is a part of the directory.
SELECTING = [
    *("q", "family", "completeness", "theme", "described", "initial", "sort"),
    *("role", "after", "before", "start", "page"),
]


@dataclass
class Page:
    rows: list[ListedRole]
    has_previous: bool
    has_next: bool

    @property
    def first(self):
        return slug_of(self.rows[0])

    @property
    def last(self):
        return slug_of(self.rows[-1])


class Directory:
    """What an address of the directory asks for. Reads the database once it is made."""

    def __init__(self, data):
        self.data = data
        self.form = DirectoryFilter(data).form
        self.may_be_old = refresh_some()
        self._read()

    def _read(self):
        self.sets = RoleSets()
        self.facets = facets_of(self.sets)
        for facet in self.facets:
            facet.choose(self.data.getlist(facet.name))
        self.everything = reduce(or_, self.sets[FAMILY].values(), 0)
        self.passing = self._passing(self.chosen_facets)
        self.found = self.best = self.everything
        self.is_cut = self.is_first_cut = False
        self.query = None  # what the words mean
        if self.words:
            self._search()
        self.bits = self.found & self.passing
        self._count()
        self.order = self._order()

    @property
    def words(self):
        return self.form.words

    @property
    def chosen_facets(self):
        return [facet for facet in self.facets if facet.chosen]

    @property
    def has_unknown(self):
        """Whether a facet has a message, which must not be folded away."""
        return any(facet.unknown for facet in self.facets)

    @property
    def count(self):
        return self.bits.bit_count()

    def _search(self):
        """Find the best roles, and if that is not all of them, the best that pass."""
        published = Role.objects.published()
        self.ranked, self.query = find(published, self.words)
        self.best = self.found = self.sets.of_keys(self.ranked)
        self.is_cut = self.is_first_cut = len(self.ranked) >= MOST
        if self.is_cut and self.chosen_facets:
            only = set(self.sets.keys(self.passing))
            self.ranked = find(published, self.words, only, self.query).keys
            self.found = self.sets.of_keys(self.ranked)
            self.is_cut = len(self.ranked) >= MOST

    def _passing(self, facets):
        return reduce(and_, (facet.bits for facet in facets), self.everything)

    def without(self, facet):
        """Return the roles that would be left without what is chosen of ``facet``."""
        if facet not in self.chosen_facets:
            return self.bits
        others = [other for other in self.chosen_facets if other is not facet]
        return self.best & self._passing(others)

    def _count(self):
        for facet in self.facets:
            bits = self.without(facet)
            facet.is_cut = self.is_first_cut if facet.chosen else self.is_cut
            for value in facet.values:
                value.count = (bits & value.bits).bit_count()

    def facet(self, kind):
        return next(facet for facet in self.facets if facet.kind == kind)

    # Pages

    def _order(self):
        if self.words:
            return ListOrder(self._found_rows())
        rows = DirectoryFilter(self.data, facets=self.facets).qs
        if self.count <= MOST_IN_LIST:
            # Of many, some are near any place in an order; few are looked up.
            rows = ListedRole.objects.filter(pk__in=self.sets.keys(self.bits))
        if self.form.order == BY_FAMILY:
            return FamilyOrder(rows, self._family_counts())
        return KeyOrder(rows, COLUMNS[self.form.order])

    def _found_rows(self):
        rows = list(ListedRole.objects.filter(pk__in=self.sets.keys(self.bits)))
        if column := COLUMNS.get(self.form.order):
            return sorted(rows, key=lambda row: getattr(row, column))
        if self.form.order == BY_FAMILY:
            families = list(self._family_counts())
            return sorted(rows, key=lambda r: (families.index(r.family), r.by_place))
        places = {key: place for place, key in enumerate(self.ranked)}
        return sorted(rows, key=lambda row: places[row.pk])

    def _family_counts(self):
        return {
            int(key): (self.bits & value.bits).bit_count()
            for value in self.facet(FAMILY).values
            for key in value.kept
        }

    @cached_property
    def page(self):
        page = self._page()
        if self.may_be_old:
            notes = ChangedRole.objects.filter(role__in=[r.pk for r in page.rows])
            changed = set(notes.values_list("role", flat=True))
            if changed and try_to_write(refresh_roles, changed):
                self._read()
                return self._page()
        return page

    def _page(self):
        if slug := self.data.get("before"):
            rows = self.order.before(self._row(slug), PAGE + 1)
            if len(rows) > PAGE:
                return Page(rows[1:], has_previous=True, has_next=True)
        rows = self._rows_from_place()
        has_previous = bool(rows and self.order.before(rows[0], 1))
        # Behind the last role, the pages start again.
        rows = rows or self.order.after(None, PAGE + 1)
        return Page(rows[:PAGE], has_previous, has_next=len(rows) > PAGE)

    def _rows_from_place(self):
        if slug := self.data.get("after"):
            return self.order.after(self._row(slug), PAGE + 1)
        letter = fold_letters(self.data.get("start", "")[:1])[:1]
        if self.has_letters and letter.isalnum():
            return self.order.from_key(letter, PAGE + 1)
        number = self.data.get("page", "")[:LONGEST_NUMBER]
        if number.isdecimal():
            return self.order.after(self._row_before(int(number)), PAGE + 1)
        return []

    def _row(self, slug):
        """Return the row of a role, or for another slug a place by its words."""
        row = None
        if is_slug(slug):
            row = ListedRole.objects.filter(role__slug=slug).first()
        if not row:
            moved = Role.objects.published().by_former_slug([slug]).get(slug)
            row = ListedRole.objects.filter(role=moved).first() if moved else None
        return row or ListedRole(by_name=by_size(fold(slug)))

    @property
    def has_letters(self):
        return self.form.order == NAME and not self.words

    @property
    def letters(self):
        """The letters to jump to: label, address, and whether the page starts there."""
        if not self.has_letters or self.count <= PAGE or not self.page.rows:
            return []
        current = self.page.rows[0].initial
        return [
            (value.label, self.path(start=value.slug), value.slug == current)
            for value in self.facet(INITIAL).values
            if value.bits & self.bits
        ]

    def _row_before(self, number):
        """Return the last row before a page that used to have this number, or None."""
        last = max((self.count - 1) // PAGE, 0)
        place = min(max(number - 1, 0), last) * PAGE - 1
        return self.order.at(place) if place >= 0 else None

    # Addresses

    @cached_property
    def chosen_roles(self):
        slugs = dict.fromkeys(map(str.lower, self.data.getlist("role")))
        return list(slugs)[: settings.COMPARISON_MAX_ROLES]

    @property
    def choices(self):
        """The chosen values, each with its facet."""
        return [(facet, value) for facet in self.facets for value in facet.chosen]

    def path(self, *, words=None, choices=None, **place):
        """Return the address of the first page, or of a ``place`` in the order."""
        words = self.words if words is None else words
        choices = self.choices if choices is None else choices
        pairs = [
            ("q", words),
            *((facet.name, value.slug) for facet, value in choices),
            ("sort", self.form.cleaned_data.get("sort")),
            *(("role", slug) for slug in self.chosen_roles),
            *place.items(),
        ]
        query = urlencode([(key, value) for key, value in pairs if value])
        path = path_to("careers:roles")
        return f"{path}?{query}" if query else path

    @property
    def previous_path(self):
        return self.path(before=self.page.first) if self.page.has_previous else ""

    @property
    def next_path(self):
        return self.path(after=self.page.last) if self.page.has_next else ""

    @property
    def path_to_all(self):
        return self.path(words="", choices=[])


def slug_of(row):
    return row.by_name.rpartition("\n")[2]
