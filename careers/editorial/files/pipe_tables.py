"""Markdown's tables, as people copy them from a wiki and as this site exports them."""

import html
import re
from collections.abc import Iterator

from .grids import Filler, Grid
from .records import Place

# Of a line without spaces around it.
RULE = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?")
CELL_END = re.compile(r"(?<!\\)((?:\\\\)*)\|")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
BOLD = re.compile(r"\*\*(.*)\*\*")


def pipe_tables(name: str, text: str) -> Iterator[Grid]:
    """Yield the tables of a Markdown text, each with the lines of the text as rows."""
    lines = [line.strip() for line in text.splitlines()]
    grid: Grid | None = None
    for number, line in enumerate(lines, start=1):
        if grid and "|" in line:
            if not RULE.fullmatch(line):
                _add(grid, number, line)
        elif grid:
            yield grid
            grid = None
        elif "|" in line and number < len(lines) and RULE.fullmatch(lines[number]):
            grid = Grid(Place(name))
            _add(grid, number, line)
    if grid:
        yield grid


def _add(grid: Grid, number: int, line: str) -> None:
    filler = Filler(grid)
    for column, cell in enumerate(_cells(line), start=1):
        filler.add(number, column, _text_of(cell))


def _cells(line: str) -> list[str]:
    line = line.removeprefix("|")
    ends = [match.end() for match in CELL_END.finditer(line)]
    starts = [0, *ends]
    cells = [line[a : b - 1] for a, b in zip(starts, ends, strict=False)]
    return [*cells, rest] if (rest := line[starts[-1] :]).strip() else cells


def _text_of(cell: str) -> str:
    lines = [line.strip() for line in BREAK.split(cell)]
    lines = [BOLD.sub(r"\1", line) for line in lines]
    return html.unescape(ESCAPED.sub(r"\1", "\n".join(lines)))
