"""The letters and the field for a page number, by which a long list is gone through."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest

from careers.models.role import RoleQuerySet

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
    roles: RoleQuerySet | None = None,
    *,
    letter: str = "",
    page_key: str = "page",
) -> GoTo | None:
    """Return what goes through a list, None for a list of one page.

    ``roles`` are all that the list can have, whatever their first ``letter``. Without
    them, or if a page has all of them, there are no letters.
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
    counts = [] if roles is None else roles.letter_counts()
    names = [name for name, _count in counts]
    letters = [
        Letter(
            name.upper(), f"?{urlencode([*others, ('letter', name)])}", name == letter
        )
        for name in names
    ]
    return GoTo(
        letters if len(letters) <= MOST_LETTERS else [],
        page,
        page_key,
        pairs,
        f"?{urlencode(others)}" if letter else "",
    )
