"""Posts that compare roles: a dimension as a heading, then "Role: text" a line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from careers.text import fold_name

from .grids import name_of
from .layouts import Names

LONGEST_NAME = 120  # characters
# "Role: text", in Markdown too: "- **Role:** text", "**Role**: text".
LINE = re.compile(
    r"[ \t]*(?:[-*•][ \t]+)?"
    r"(?:(?P<mark>\*\*|__)(?P<bold>[^:：*_\n]+)(?:(?P=mark)[:：]|[:：](?P=mark))[ \t]*"
    r"|(?P<plain>[^\s:：*#][^:：\n]*)(?:：[ \t]*|:(?:[ \t]+|$)))"
    r"(?P<text>.*)"
)
HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<name>[^#\n]*[^#\s])[ \t#]*")
BOLD = re.compile(r"[ \t]*(?P<mark>\*\*|__)(?P<name>[^*_\n]+)(?P=mark):?[ \t]*")
RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}")
BULLET = re.compile(r"[ \t]*[-*•][ \t]")


class _Kind(Enum):
    BLANK = auto()
    HEADING = auto()
    NAMED = auto()
    WORDS = auto()


@dataclass
class _Line:
    kind: _Kind
    words: str
    name: str = ""


@dataclass
class Statement:
    """What a line of a post says of ``name``, under the heading of a section."""

    heading: str
    name: str
    line: int
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.parts).strip()


def read_post(text: str, names: Names) -> tuple[list[Statement], bool]:
    """Return what a post says, and whether its headings are roles, not dimensions.

    Without a line that names a role or dimension under a heading, that is nothing.
    """
    lines = [_line(words) for words in text.splitlines()]
    _keep_names(lines, names)
    if not any(
        line.kind is _Kind.HEADING and _next(lines, at) is _Kind.NAMED
        for at, line in enumerate(lines)
    ):
        _find_plain_headings(lines)
    statements = list(_statements(lines))
    inside = {statement.name for statement in statements}
    headings = {statement.heading for statement in statements}
    as_roles = _count(inside, names.has_role) + _count(headings, names.has_dimension)
    as_other = _count(inside, names.has_dimension) + _count(headings, names.has_role)
    return statements, as_other > as_roles


def _count(cells: set[str], is_known: Callable[[str], bool]) -> int:
    return sum(map(is_known, cells))


def _line(words: str) -> _Line:
    if not words.strip() or RULE.fullmatch(words):
        return _Line(_Kind.BLANK, "")
    if heading := HEADING.fullmatch(words) or BOLD.fullmatch(words):
        return _Line(_Kind.HEADING, words, _bare(heading["name"]))
    if (named := LINE.fullmatch(words)) and (
        len(name := _bare(named["bold"] or named["plain"])) <= LONGEST_NAME
    ):
        return _Line(_Kind.NAMED, words, name)
    return _Line(_Kind.WORDS, words)


def _bare(name: str) -> str:
    return name_of(name.strip(" \t*_:："))


def _keep_names(lines: list[_Line], names: Names) -> None:
    """Take a name before a colon for one if it is known, or begins several lines."""
    counts: dict[str, int] = {}
    for line in lines:
        if line.kind is _Kind.NAMED:
            key = fold_name(line.name)
            has_text = bool(_text_of(line))
            counts[key] = counts.get(key, 0) + (1 if has_text else -len(lines))
    for line in lines:
        is_known = names.has_role(line.name) or names.has_dimension(line.name)
        is_named = is_known or counts.get(fold_name(line.name), 0) > 1
        if line.kind is _Kind.NAMED and not is_named:
            line.kind = _Kind.WORDS


def _text_of(line: _Line) -> str:
    match = LINE.fullmatch(line.words)
    return match["text"].strip() if match else ""


def _find_plain_headings(lines: list[_Line]) -> None:
    """Take short lines for headings that stand apart, right above a named one."""
    for at, line in enumerate(lines):
        is_apart = at == 0 or lines[at - 1].kind is _Kind.BLANK
        if (
            line.kind is _Kind.WORDS
            and is_apart
            and _next(lines, at) is _Kind.NAMED
            and len(line.words) <= LONGEST_NAME
            and not BULLET.match(line.words)
        ):
            line.kind, line.name = _Kind.HEADING, _bare(line.words)


def _next(lines: list[_Line], at: int) -> _Kind | None:
    """Return the kind of the next line that is not blank."""
    at += 1
    while at < len(lines) and lines[at].kind is _Kind.BLANK:
        at += 1
    return lines[at].kind if at < len(lines) else None


def _statements(lines: list[_Line]) -> Iterator[Statement]:
    heading, statement = "", None
    for number, line in enumerate(lines, start=1):
        if line.kind is _Kind.HEADING:
            if statement:
                yield statement
            heading, statement = line.name, None
        elif line.kind is _Kind.NAMED and heading:
            if statement:
                yield statement
            statement = Statement(heading, line.name, number, [_text_of(line)])
        elif statement:
            statement.parts.append(line.words)
    if statement:
        yield statement
