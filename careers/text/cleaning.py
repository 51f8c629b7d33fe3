"""Text as it arrives from forms, files and the clipboard."""

import re

# Everything in Unicode's C0 and C1 blocks but tab and line breaks; and the two
# characters that are none, which XML cannot hold.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Return ``text`` with Unix line ends and no invisible spaces at line ends."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def visible(text: str | None) -> str:
    """Return ``text`` with a replacement sign for every control character."""
    return CONTROL_CHARACTERS.sub("\ufffd", text or "")
