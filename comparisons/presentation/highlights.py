"""A comparison at a glance: a few lines that quote the texts and link to them.

The overview stands above the table; highlights sum up, in files and below the table.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.phrases import Part, common_words, in_words, join_names, parts_of
from careers.text.overlap import Counts, Kind, Quote, Shared
from comparisons.comparison import ComparedRole, Row

from .presenter import (
    ComparisonPresenter,
    all_of,
    count_roles,
    name_roles,
    some_of,
)

SHARED_LINES = 6
PARALLEL_LINES = 6
UNIQUE_QUOTES = 12  # for all roles together
DIFFERING_QUOTES = 3  # for each row
MOST_LEFT_OUT = 2  # roles, of "All but A and B"
MOST_NAMED = 3

# From so many roles on, the heads of the columns are names and nothing else.
MOST_CARDS = 8
MOST_WITH_SUMMARIES = 4
MOST_SHARED = 4
ENOUGH_SHARED = 3  # without what says little
LONGEST_QUOTE, LONGEST_IN_NARROW_COLUMN = 90, 50  # characters


@dataclass(frozen=True)
class Citation:
    """A quote with a link to its row."""

    row: Row
    link: str
    quote: Quote


@dataclass(frozen=True)
class Version:
    """What the roles of these names say, where others say it in other words."""

    names: str
    opening: str
    parts: list[Part]


@dataclass(frozen=True)
class SharedLine:
    """Which roles share a point: "All three", or "5 of 12" and their names.

    One quote says it for all, or each role's words are in ``versions``.
    """

    roles: str
    names: str
    citation: Citation
    versions: list[Version]


@dataclass(frozen=True)
class Parallel:
    """What roles do in the same way to different things, or at different ranks."""

    roles: str
    opener: str
    row: Row
    link: str
    versions: list[Version]


@dataclass(frozen=True)
class RoleHighlights:
    """The points that one role alone makes; ``place`` is that of its column.

    It ``has_unique_points`` where none is quoted if only its summary has them.
    """

    role: ComparedRole
    place: int
    citations: list[Citation]
    has_unique_points: bool


@dataclass(frozen=True)
class Difference:
    """A row in which the roles differ most, and what some of them alone say there."""

    row: Row
    link: str
    versions: list[Version]


class Highlights:
    """The rows that were chosen, summed up: for files, and below the table."""

    def __init__(self, presenter: ComparisonPresenter) -> None:
        self.presenter = presenter
        self.rows = presenter.chosen
        self.names = presenter.comparison.names
        self.summary = presenter.summary

    @cached_property
    def shared(self) -> list[SharedLine]:
        lines = self.summary.shared[:SHARED_LINES]
        return [self._shared(place, shared) for place, shared in lines]

    @property
    def shared_more(self) -> int:
        return len(self.summary.shared) - len(self.shared)

    @cached_property
    def parallels(self) -> list[Parallel]:
        return [
            Parallel(
                sharing_roles(frame.quotes, self.names)[0],
                frame.opener,
                self.rows[place],
                self.presenter.link_to(self.rows[place]),
                self._versions(frame.quotes),
            )
            for place, frame in self.summary.frames[:PARALLEL_LINES]
        ]

    @cached_property
    def differ_most(self) -> list[Difference]:
        return [self._difference(place) for place in self.summary.differ_most]

    def _shared(self, place: int, shared: Shared) -> SharedLine:
        is_same, row = shared.kind is Kind.SAME, self.rows[place]
        return SharedLine(
            *sharing_roles(shared.quotes, self.names),
            Citation(row, self.presenter.link_to(row), shared.point),
            [] if is_same else self._versions(shared.quotes),
        )

    def _versions(self, quotes: Mapping[str, Quote]) -> list[Version]:
        """Return quotes with the roles that they are of, those of equal words once."""
        names: dict[str, list[str]] = {}
        for slug, name in self.names.items():
            if slug in quotes:
                names.setdefault(quotes[slug].quote, []).append(name)
        first: dict[str, Quote] = {}
        for quote in quotes.values():
            first.setdefault(quote.quote, quote)
        return [
            Version(join_names(roles), first[words].opening, parts_of(first[words]))
            for words, roles in names.items()
        ]

    @property
    def unique(self) -> list[RoleHighlights]:
        roles = self.presenter.comparison.roles
        most = min(max(UNIQUE_QUOTES // len(roles), 1), 3)
        return [
            RoleHighlights(
                role,
                place,
                [
                    Citation(row, self.presenter.link_to(row), quote)
                    for number, quote in self.presenter.summary.apart(role.slug)[:most]
                    for row in [self.rows[number]]
                ],
                any(row.overlap.only[role.slug] for row in self.rows),
            )
            for place, role in enumerate(roles)
        ]

    def _difference(self, place: int) -> Difference:
        row = self.rows[place]
        quotes = {
            slug: alone[0] for slug in self.names if (alone := row.overlap.alone(slug))
        }
        versions = self._versions(quotes)[:DIFFERING_QUOTES]
        return Difference(row, self.presenter.link_to(row), versions)

    @property
    def no_difference(self) -> str:
        if any(row.overlap.label for row in self.rows):
            return _("Nowhere: the texts are nearly the same.")
        if any(len(row.overlap.answered) > 1 for row in self.rows):
            return _("This site can’t count the words of these texts.")
        return _("No dimension has two texts to compare yet.")

    @property
    def closest(self) -> str:
        """The pair most alike, and what it shares; "" where no pair stands out.

        With a baseline, among the pairs that it is in.
        """
        summary = self.presenter.summary
        pair = summary.closest(self.presenter.options.baseline)
        if not pair:
            return ""
        roles = join_names(name for slug, name in self.names.items() if slug in pair)
        phrases = {"roles": roles, "shared": describe(summary.counts[pair])}
        return _("%(roles)s: %(shared)s") % phrases


class Link(NamedTuple):
    """Words of the texts, and the address of their row."""

    text: str
    path: str


@dataclass(frozen=True)
class Head:
    """The head of a column: its role, and the links that change its place."""

    slug: str
    name: str
    page: str
    place: int
    change: str
    remove: str
    to_the_left: str
    to_the_right: str


@dataclass(frozen=True)
class Card:
    """What the page says about one role before the table."""

    head: Head
    summary: str
    only: tuple[Link, ...]


class Overview:
    """What stands above the table, of the rows that were chosen."""

    def __init__(self, presenter: ComparisonPresenter) -> None:
        self.presenter = presenter
        self.roles = presenter.comparison.roles
        self.has_cards = len(self.roles) <= MOST_CARDS
        self.has_summaries = len(self.roles) <= MOST_WITH_SUMMARIES
        self.title = all_of(len(self.roles))
        self.longest_quote = (
            LONGEST_QUOTE if self.has_summaries else LONGEST_IN_NARROW_COLUMN
        )
        self.is_counted = any(row.overlap.is_counted for row in presenter.chosen)

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        selection = self.presenter.comparison.selection
        options = self.presenter.options
        query = options.pairs()
        heads = []
        for place, role in self.presenter.columns:
            slug, last = role.slug, len(self.roles) - 1
            rest = selection.without(slug)
            remaining, _unknown = options.within(options.dimension, rest.slugs)
            path = rest.path(query=remaining.pairs(dimension=options.dimension))
            left, right = (
                f"{selection.moved(slug, steps).path(query=query)}#role_{slug}"
                if 0 <= place + steps <= last
                else ""
                for steps in (-1, 1)
            )
            heads.append(
                Head(
                    slug,
                    role.title,
                    role.get_absolute_url(),
                    place,
                    selection.replace_path(slug, query),
                    f"{path}#view_options" if rest.is_comparable else path,
                    left,
                    right,
                )
            )
        return tuple(heads)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        if not self.has_cards:
            return ()
        chosen, apart = self.presenter.chosen, self.presenter.summary.apart
        link_to = self.presenter.link_to
        return tuple(
            Card(
                head,
                self.presenter.comparison.summary_of(head.place),
                tuple(
                    Link(in_words(quote), link_to(chosen[place]))
                    for place, quote in apart(head.slug)[:1]
                ),
            )
            for head in self.heads
        )

    @cached_property
    def shared(self) -> list[Link]:
        """What all share, then what all do in the same way to different things."""
        summary, chosen = self.presenter.summary, self.presenter.chosen
        link_to, total = self.presenter.link_to, len(self.roles)
        in_all = [
            (place, shared)
            for place, shared in summary.shared
            if len(shared.quotes) == total
        ]
        links = [
            Link(common_words(shared), link_to(chosen[place]))
            for place, shared in in_all
        ]
        with_shared = {place for place, _shared in in_all}
        frames = [
            (place, frame)
            for place, frame in summary.frames
            if len(frame.quotes) == total and place not in with_shared
        ]
        links += [
            Link(
                _("%(dimension)s, at different ranks")
                % {"dimension": chosen[place].dimension.name},
                link_to(chosen[place]),
            )
            for place, frame in frames
            if not frame.opener
        ]
        # "Focused on" alone says little, so the longest openers come first.
        openers = sorted(
            (item for item in frames if item[1].opener),
            key=lambda item: -len(item[1].opener.split()),
        )
        links += [
            Link(f"{frame.opener} …", link_to(chosen[place]))
            for place, frame in openers[: max(0, ENOUGH_SHARED - len(links))]
        ]
        return links[:MOST_SHARED]

    @cached_property
    def shared_by_most(self) -> list[tuple[str, Link]]:
        """What most of the roles share, for where nothing is in all of their texts."""
        names, chosen = self.presenter.comparison.names, self.presenter.chosen
        return [
            (
                count_roles(shared.quotes, names),
                Link(common_words(shared), self.presenter.link_to(chosen[place])),
            )
            for place, shared in self.presenter.summary.shared[:2]
        ]

    @property
    def differ_most(self) -> list[Link]:
        chosen = self.presenter.chosen
        places = self.presenter.summary.differ_most
        return [
            Link(chosen[n].dimension.name, self.presenter.link_to(chosen[n]))
            for n in places
        ]


def describe(counts: Counts) -> str:
    same = ngettext(
        "%(count)d point the same", "%(count)d points the same", counts.same
    ) % {"count": counts.same}
    if not counts.same_but_for:
        return same
    nearly = ngettext(
        "%(count)d but for a word or two",
        "%(count)d but for a word or two",
        counts.same_but_for,
    ) % {"count": counts.same_but_for}
    return _("%(same)s, %(nearly)s") % {"same": same, "nearly": nearly}


def sharing_roles(slugs: Collection[str], names: Mapping[str, str]) -> tuple[str, str]:
    """Return which roles share something, and their names if that only counts them.

    "All three", "All but B", "A and C", "5 of 12"; ``names`` are those of all roles
    by slug, in the order of the columns.
    """
    others = [name for slug, name in names.items() if slug not in slugs]
    if not others:
        return all_of(len(names)), ""
    if len(others) <= MOST_LEFT_OUT < len(slugs) - 1:
        return _("All but %(roles)s") % {"roles": join_names(others)}, ""
    if len(slugs) > MOST_NAMED:
        return some_of(len(slugs), len(names)), name_roles(slugs, names)
    return name_roles(slugs, names), ""
