"""Cleaning text from forms, files and the clipboard."""

import re

# Unicode's C0 and C1 blocks without tab and line breaks, and two noncharacters that
# XML cannot hold.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Return ``text`` with Unix line ends and no invisible spaces at line ends."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def visible(text: str | None) -> str:
    """Return ``text`` with each control character replaced by a visible sign."""
    return CONTROL_CHARACTERS.sub("\ufffd", text or "")
