"""Guards against formulas: an apostrophe before what a spreadsheet would run.

What is a start of a formula is after OWASP's "CSV Injection" page:
https://owasp.org/www-community/attacks/CSV_Injection
"""

import re
from collections.abc import Callable, Iterator

_FORMULA = re.compile("[ \u00a0\ufeff]*[=+@＝＋－＠\t\r\n-]")
# Where spreadsheets cut a line whose separator they take for another: a German Excel
# ends a cell at a semicolon, in quotes or not.
_CUTS = re.compile("([;\t\r\n]+)")


def with_guard(text: str) -> str:
    """Return ``text`` with an apostrophe if it would be a formula.

    What ``without_guard`` would take for a guard gets one too, so that nothing is lost.
    """
    return f"'{text}" if _FORMULA.match(text.lstrip("'")) else text


def without_guard(text: str) -> str:
    is_guarded = text.startswith("'") and _FORMULA.match(text.lstrip("'"))
    return text[1:] if is_guarded else text


def with_guards(text: str) -> str:
    """Return ``text`` with a guard wherever a spreadsheet may begin a cell."""
    return "".join(_guarded(text, with_guard))


def without_guards(text: str) -> str:
    """Return the text that ``with_guards`` was given."""
    return "".join(_guarded(text, without_guard)) if "'" in text else text


def _guarded(text: str, change: Callable[[str], str]) -> Iterator[str]:
    first, *others = _CUTS.split(text)
    # A tab or a line break at the start is no piece, and can begin a formula too.
    yield change(text)[: len(change(text)) - len(text) + len(first)]
    for piece in others:
        yield piece if _CUTS.match(piece) else change(piece)
