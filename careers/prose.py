"""The plain text of an entry, read as paragraphs and bullets."""

from itertools import groupby
from typing import NamedTuple

NOT_DESCRIBED = "Not described yet"


class Block(NamedTuple):
    """One paragraph (its lines joined) or one list (``bullets``)."""

    paragraph: str = ""
    bullets: tuple[str, ...] = ()


def blocks(text: str) -> list[Block]:
    """Cut ``text`` into blocks: a blank line ends one, "- " starts a bullet.

    A line that follows a bullet without a blank line in between belongs to the
    bullet. Takes time and memory linear in the length of ``text``.
    """
    lines = (line.strip() for line in text.splitlines())
    return [
        block
        for filled, chunk in groupby(lines, key=bool)
        if filled
        for block in _blocks_of(chunk)
    ]


def _blocks_of(lines) -> list[Block]:
    """Return the paragraph and the list, or one of them, of lines without gaps."""
    paragraph: list[str] = []
    bullets: list[list[str]] = []
    for line in lines:
        if line.startswith("- "):
            bullets.append([line[2:].strip()])
        elif bullets:
            bullets[-1].append(line)
        else:
            paragraph.append(line)
    found = [Block(paragraph=" ".join(paragraph))] if paragraph else []
    if bullets:
        found.append(Block(bullets=tuple(" ".join(each) for each in bullets)))
    return found
