"""The letters and the field for a page number, by which a long list is gone through."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest

MOST_LETTERS = 60  # with more, as of Chinese names, a list of them is no help


@dataclass(frozen=True)
class Letter:
    """A first letter of names, and the list of the roles that have it."""

    name: str
    path: str
    is_chosen: bool


@dataclass(frozen=True)
class GoTo:
    letters: list[Letter]
    page: Page
    page_key: str  # that stands for the number in the address
    kept: list[tuple[str, str]]
    without_letter: str


def go_to(
    request: HttpRequest,
    page: Page,
    letters: Iterable[str] = (),
    *,
    letter: str = "",
    page_key: str = "page",
) -> GoTo | None:
    """Return what goes through a list, None for a list of one page.

    ``letters`` are the first ones of all that the list can have, whatever ``letter`` is
    chosen. They are of no use, and not read, if a page has all of them.
    """
    if not page.has_other_pages() and not letter:
        return None
    pairs = [
        (key, value)
        for key, values in request.GET.lists()
        for value in values
        if value and key != page_key
    ]
    others = [(key, value) for key, value in pairs if key != "letter"]
    links = [
        Letter(
            name.upper(), f"?{urlencode([*others, ('letter', name)])}", name == letter
        )
        for name in letters
        if name
    ]
    return GoTo(
        links if len(links) <= MOST_LETTERS else [],
        page,
        page_key,
        pairs,
        f"?{urlencode(others)}" if letter else "",
    )
