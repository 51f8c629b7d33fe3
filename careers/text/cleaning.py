"""Cleaning text from forms, files and the clipboard, in time linear in its length."""

import re

# Unicode's C0 and C1 blocks without tab and line breaks, and two noncharacters that
# XML cannot hold.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

# Vertical tabs are the line breaks of Word and PowerPoint, form feeds their pages.
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
# No-break spaces, and what is invisible and changes nothing. Joiners stay: Persian and
# emoji need them.
_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f", " ") | dict.fromkeys("\u00ad\u200b\u2060\ufeff")
)


def clean_text(text: str) -> str:
    """Return ``text`` as the site keeps it. Clean text stays as it is.

    It has Unix line ends, plain spaces, none of them at the end of a line, and no
    invisible characters.
    """
    lines = _LINE_ENDS.sub("\n", text).translate(_SPACES).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def visible(text: str | None) -> str:
    """Return ``text`` with each control character replaced by a visible sign."""
    return CONTROL_CHARACTERS.sub("\ufffd", text or "")
