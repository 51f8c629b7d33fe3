"""Published text as Markdown that reads as it was written."""

import re
from collections.abc import Iterator

from .prose import Block, blocks

_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")
# At the start of a line, these would make a list, a rule or a heading.
_START = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")


def escape(text: str) -> str:
    """Return ``text`` on one line, with nothing in it that Markdown would read."""
    line = " ".join(text.split())
    escaped = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _START.sub(r"\1\\", _SPECIAL.sub(r"\\\1", escaped))


def paragraphs(text: str) -> str:
    return "\n\n".join(
        "\n".join(_lines_of(text, block, bullet="- ")) for block in blocks(text)
    )


def table_cell(text: str) -> str:
    return "<br>".join(
        line for block in blocks(text) for line in _lines_of(text, block, bullet="• ")
    )


def _lines_of(text: str, block: Block, *, bullet: str) -> Iterator[str]:
    for start, end in block.spans:
        yield f"{bullet if block.is_list else ''}{escape(text[start:end])}"
