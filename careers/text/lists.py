"""Lists as other programs write them, and the site's own: lines that begin "- "."""

import re

BULLET = "- "

# Bullets of Word, HTML and Markdown; the private ones are Word's, in its symbol fonts.
_BULLETS = "•‣⁃◦▪▫∙·\uf06e\uf076\uf0a7\uf0b7\uf0d8"
_SIGNS = f"{_BULLETS}■□●○◆◇►▶➢➤→✓✔✗\uf0fc"
# PDFs put the sign on a line of its own.
_SIGN = re.compile(
    rf"^[ \t]*(?:[{_SIGNS}][ \t]*\n?[ \t]*|[o§]\t\s*)(?!- )(?=[^\s{_SIGNS}])",
    re.MULTILINE,
)
# Bullets if another line has one too: alone, each can be something else.
_DASH = re.compile(r"[ \t]*(?:[–—*+-][ \t]+(?=\S)|-(?=[^\W\d_]))")
_NUMBER = re.compile(
    r"[ \t]*(\()?(?P<number>[0-9]{1,3}|[a-z])(?(1)\)|[.)])(?:[ \t]+(?=\S)|(?=[^\W\d_]))"
)
# A bullet in a cell of its own, as Word copies the lists of a table. Other signs and
# numbers can be cells that mean something.
_CELL = re.compile(
    rf"(^|\t) *[{_BULLETS}] *\t[ \t]*(?=[^\s{_SIGNS}])",
    re.MULTILINE,
)
_MARK = re.compile(rf"[{_SIGNS}o§–—*+-]|\(?(?:[0-9]{{1,3}}|[a-z])[.)]")
# Words after which the order of a list means something.
_ORDER = re.compile(
    r"\b(?:order|sequence|steps?|stages?|phases?|priorit\w+|rank\w*|reihenfolge"
    r"|schritt\w*|phasen?|priorität\w*|ordre|étapes?|orden|pasos?|etapas?|fases?)\b",
    re.IGNORECASE,
)
# A line that goes on in the next one.
_GOES_ON = re.compile(r"[,–—-]$|\b(?:and|or|und|oder|et|ou|y|o)$", re.IGNORECASE)


def with_own_bullets(text: str) -> str:
    """Return clean ``text`` with every list in it as the site's own.

    Numbers go, but for those that mean something: after words about an order, or that
    do not begin with the first. Doing it twice changes nothing.
    """
    lines = _SIGN.sub(BULLET, text).split("\n")
    dashes = [bool(_DASH.match(line)) for line in lines]
    if sum(dashes) > 1:
        lines = [_DASH.sub(BULLET, line, count=1) for line in lines]
    return "\n".join(_numbers_replaced(lines))


def without_bullet_cells(table: str) -> str:
    """Return a table, with tabs between its cells, whose bullets are in their texts."""
    return _CELL.sub(r"\1• ", table)


def is_tabbed_list(text: str) -> bool:
    """Whether each line is a bullet, a tab and words, as Word copies lists."""
    lines = [line for line in text.splitlines() if line.strip()]
    marks = [line.partition("\t")[0].strip(" \t") for line in lines]
    return bool(lines) and all(
        _MARK.fullmatch(mark) and "\t" in line.lstrip(" \t")
        for mark, line in zip(marks, lines, strict=True)
    )


def is_line_by_line(text: str) -> bool:
    """Whether lines of ``text`` may be statements of a list that has no bullets."""
    return any(map(_is_line_by_line, text.split("\n\n")))


def as_list(text: str) -> str:
    """Return ``text`` with a bullet before each line that may be a statement."""
    return "\n\n".join(
        "\n".join(map(_with_bullet, part.split("\n")))
        if _is_line_by_line(part)
        else part
        for part in text.split("\n\n")
    )


def offered_list(text: str) -> str:
    """Return the list that clean ``text`` seems to be, "" if it already reads so."""
    made = as_list(with_own_bullets(text))
    return "" if made == text else made


def _is_line_by_line(paragraph: str) -> bool:
    lines = [line.strip() for line in paragraph.split("\n") if not _opens_list(line)]
    if len(lines) < 2 or not all(lines) or any(map(_GOES_ON.search, lines[:-1])):
        return False
    # The second line of a sentence begins in lower case, and the first line does not.
    are_lower = {line[0].islower() for line in lines}
    return len(are_lower) == 1 and not any(line.startswith(BULLET) for line in lines)


def _opens_list(line: str) -> bool:
    return line.endswith((":", "："))


def _with_bullet(line: str) -> str:
    return line if _opens_list(line) else f"{BULLET}{line.lstrip()}"


def _numbers_replaced(lines: list[str]) -> list[str]:
    numbers = [_NUMBER.match(line) for line in lines]
    values = [_value(match["number"]) for match in numbers if match]
    steps = zip(values, [*values[1:], 0], strict=True)
    if len(values) < 2 or any(b not in (a + 1, 1) for a, b in [*steps][:-1]):
        return lines
    is_ordered = values[0] != 1
    replaced = []
    for line, match in zip(lines, numbers, strict=True):
        if not match:
            is_ordered = bool(_ORDER.search(line)) if line else is_ordered
            replaced.append(line)
        elif is_ordered:
            replaced.append(f"{BULLET}{line.lstrip()}")
        else:
            replaced.append(f"{BULLET}{line[match.end() :]}")
    return replaced


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else ord(number) - ord("a") + 1
