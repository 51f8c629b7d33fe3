"""The first screen of a comparison: what all roles share, and what each alone has."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from careers.text.prose import one_line
from careers.text.words import truncate
from comparisons.comparison import ComparedRole, Row

from .presenter import ComparisonPresenter, all_of, count_roles
from .quotes import common_words, in_words

# From so many roles on, the heads of the columns are names and nothing else.
MOST_CARDS = 8
MOST_WITH_SUMMARIES = 4
MOST_SHARED = 4
LONGEST_SUMMARY = 220  # characters
LONGEST_QUOTE = 90
LONGEST_IN_NARROW_COLUMN = 50


class Link(NamedTuple):
    """Words of the texts, and the address of their row."""

    text: str
    path: str


@dataclass(frozen=True)
class Head:
    """The head of a column: its role, and the links that change its place."""

    role: ComparedRole
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
    only: list[Link]


class Overview:
    """What stands above the table, of the rows that were chosen."""

    def __init__(self, presenter: ComparisonPresenter) -> None:
        self.presenter = presenter
        self.roles = presenter.comparison.roles
        self.has_cards = len(self.roles) <= MOST_CARDS
        self.has_summaries = len(self.roles) <= MOST_WITH_SUMMARIES

    @cached_property
    def heads(self) -> list[Head]:
        selection = self.presenter.comparison.selection
        options = self.presenter.options
        query = options.pairs()

        def moved(slug: str, steps: int) -> str:
            return f"{selection.moved(slug, steps).path(query=query)}#role_{slug}"

        heads = []
        for place, role in enumerate(self.roles):
            rest = selection.without(role.slug)
            remaining, _unknown = options.within(options.dimension, rest.slugs)
            path = rest.path(query=remaining.pairs(dimension=options.dimension))
            heads.append(
                Head(
                    role,
                    place,
                    selection.replace_path(role.slug, query),
                    f"{path}#view_options" if rest.is_comparable else path,
                    moved(role.slug, -1) if place else "",
                    moved(role.slug, 1) if place + 1 < len(self.roles) else "",
                )
            )
        return heads

    @cached_property
    def columns(self) -> list[Head]:
        return [self.heads[place] for place in self.presenter.places]

    @cached_property
    def cards(self) -> list[Card]:
        if not self.has_cards:
            return []
        return [
            Card(head, self._summary(head.place), list(self._only(head.role)))
            for head in self.columns
        ]

    def _summary(self, place: int) -> str:
        """Return the summary of a role, or the start of its first text."""
        rows = sorted(
            self.presenter.comparison.rows, key=lambda row: not row.dimension.is_summary
        )
        texts = (row.cells[place].text for row in rows)
        return truncate(one_line(next(filter(None, texts), "")), LONGEST_SUMMARY)

    def _only(self, role: ComparedRole) -> Iterator[Link]:
        chosen = self.presenter.chosen
        longest = LONGEST_QUOTE if self.has_summaries else LONGEST_IN_NARROW_COLUMN
        for place, quote in self.presenter.summary.apart(role.slug)[:1]:
            yield self._link(chosen[place], truncate(in_words(quote), longest))

    def _link(self, row: Row, text: str) -> Link:
        return Link(text, self.presenter.link_to(row))

    @property
    def title(self) -> str:
        return all_of(len(self.roles))

    @cached_property
    def shared(self) -> list[Link]:
        """What all share, then what all do in the same way to different things."""
        summary, chosen = self.presenter.summary, self.presenter.chosen
        total = len(self.roles)
        in_all = [
            (place, shared)
            for place, shared in summary.shared
            if len(shared.quotes) == total
        ]
        links = [
            self._link(chosen[place], truncate(common_words(shared), LONGEST_QUOTE))
            for place, shared in in_all
        ]
        said = {place for place, _shared in in_all}
        links += [
            self._link(chosen[place], f"{frame.opener} …")
            for place, frame in summary.frames
            if frame.opener and len(frame.quotes) == total and place not in said
        ]
        return links[:MOST_SHARED]

    @property
    def shared_by_most(self) -> list[tuple[str, Link]]:
        """What most of the roles share, for where nothing is in all of their texts."""
        names, chosen = self.presenter.comparison.names, self.presenter.chosen
        return [
            (
                count_roles(shared.quotes, names),
                self._link(
                    chosen[place], truncate(common_words(shared), LONGEST_QUOTE)
                ),
            )
            for place, shared in self.presenter.summary.shared[:2]
        ]

    @property
    def is_counted(self) -> bool:
        return any(row.overlap.is_counted for row in self.presenter.chosen)
