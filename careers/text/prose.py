"""The plain text of an entry, read as paragraphs and bullets."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

Span = tuple[int, int]


class Block(NamedTuple):
    """One paragraph or one list: the spans of its texts in the entry.

    A text over several lines has their line breaks and indents in it, which count as
    one space each.
    """

    spans: tuple[Span, ...]
    is_list: bool


def blocks(text: str) -> list[Block]:
    """Cut ``text`` into blocks: a blank line ends one, "- " starts a bullet.

    A line right after a bullet, without a blank line between, belongs to the bullet.
    Takes time and memory linear in the length of ``text``.
    """
    return [
        block
        for has_text, lines in groupby(_lines(text), key=lambda line: line[0] < line[1])
        if has_text
        for block in _blocks_of(text, lines)
    ]


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        first = start + line.index(bare)
        yield first, first + len(bare)
        start += len(line)


def _blocks_of(text: str, lines: Iterator[Span]) -> list[Block]:
    paragraph: list[Span] = []
    bullets: list[Span] = []
    for start, end in lines:
        if text.startswith("- ", start, end):
            after = text[start + 2 : end]
            bullets.append((end - len(after.lstrip()), end))
        else:
            texts = bullets or paragraph
            first = texts.pop()[0] if texts else start
            texts.append((first, end))
    blocks = [(paragraph, False), (bullets, True)]
    return [Block(tuple(spans), is_list) for spans, is_list in blocks if spans]


@lru_cache(maxsize=512)
def one_line(text: str) -> str:
    """Return a text in one line, its paragraphs and bullets one after the other."""
    parts = [
        " ".join(text[start:end].split())
        for block in blocks(text)
        for start, end in block.spans
    ]
    firsts = (
        part if part.endswith(":") else f"{part.rstrip('.')};" for part in parts[:-1]
    )
    return " ".join([*firsts, *parts[-1:]])
