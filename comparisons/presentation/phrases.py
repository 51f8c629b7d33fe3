"""How a page says who shares something: counted, never judged."""

from collections.abc import Collection, Mapping, Sequence

from careers.phrases import join_names
from careers.text.overlap.points import Point
from careers.text.words import truncate

COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
MOST_LEFT_OUT = 2
MOST_NAMED = 3
LONGEST_QUOTE = 80  # characters


def all_of(count: int) -> str:
    """Return "both", "all three" or "all 12"."""
    if count == 2:
        return "both"
    return f"all {COUNTS[count] if count < len(COUNTS) else count}"


def who(sharing: Collection[str], names: Mapping[str, str]) -> str:
    """Say which roles are ``sharing``: "All three", "All but B", "A and C", "5 of 12".

    ``names`` are those of all roles by their slugs, in the order of the columns.
    """
    others = [name for slug, name in names.items() if slug not in sharing]
    if not others:
        return all_of(len(names)).capitalize()
    if len(others) <= MOST_LEFT_OUT < len(sharing) - 1:
        return f"All but {join_names(others)}"
    if len(sharing) > MOST_NAMED:
        return f"{len(sharing)} of {len(names)}"
    return named(sharing, names)


def named(sharing: Collection[str], names: Mapping[str, str]) -> str:
    """Name the roles that are ``sharing``, in the order of the columns."""
    return join_names([name for slug, name in names.items() if slug in sharing])


def quoted(points: Sequence[Point], most: int) -> str:
    """Return the first points in their own words, and how many there are more."""
    quotes = "; ".join(truncate(point.quote, LONGEST_QUOTE) for point in points[:most])
    more = len(points) - most
    return f"{quotes}; and {more} more" if more > 0 else quotes
