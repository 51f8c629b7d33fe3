"""The words of an element of a web page as plain text."""

import re
from dataclasses import dataclass

SPACE = re.compile(r"\s+")
LISTS = {"ul", "ol"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The line ends around an element.
BREAKS = dict.fromkeys(("p", *HEADINGS), 2)
BREAKS |= dict.fromkeys(("li", "div", "table", "tr", "dt", "dd", "section"), 1)


class Words:
    """Words as plain text, with their paragraphs and lists.

    With ``marks_headings``, headings are marked as in Markdown.
    """

    def __init__(self, *, marks_headings: bool = False) -> None:
        self.marks_headings = marks_headings
        self.parts: list[str] = []
        self.breaks = 0
        self.lists: list[_List] = []
        self.is_after_bullet = self.is_after_list = False

    def open(self, tag: str) -> None:
        if tag in LISTS:
            if not self.is_after_list:
                # A paragraph that opens a list stands right before it.
                self.breaks = min(self.breaks, 1)
            self.lists.append(_List(tag == "ol"))
        elif tag == "li":
            self._start_item()
        elif tag == "br":
            self.breaks += 1
        elif tag == "details":
            # The rest of a long list, which is folded.
            self.is_after_list = False
        else:
            self._break(BREAKS.get(tag, 0))
            if self.marks_headings and tag in HEADINGS:
                self._add("## ")

    def close(self, tag: str) -> None:
        if tag in LISTS and self.lists:
            self.lists.pop()
            self._break(1 if self.lists else 2)
            self.is_after_list = True
        else:
            self._break(BREAKS.get(tag, 0))

    def add(self, data: str) -> None:
        words = SPACE.sub(" ", data)
        if self.breaks or not self.parts or self.parts[-1].endswith(" "):
            words = words.lstrip(" ")
        if words:
            self._add(words)
            self.is_after_bullet = self.is_after_list = False

    def text(self) -> str:
        return "".join(self.parts).strip()

    def _start_item(self) -> None:
        items = self.lists[-1] if self.lists else _List(False)
        items.count += 1
        self._break(1)
        if items.count > 1:
            self.breaks = 1
        self._add(f"{items.count}. " if items.is_ordered else "- ")
        self.is_after_bullet = True

    def _break(self, lines: int) -> None:
        if self.parts and not self.is_after_bullet:
            self.breaks = max(self.breaks, lines)

    def _add(self, words: str) -> None:
        if self.breaks and self.parts:
            self.parts[-1] = self.parts[-1].rstrip(" ")
            self.parts.append("\n" * min(self.breaks, 2))
        self.breaks = 0
        self.parts.append(words)


@dataclass
class _List:
    is_ordered: bool
    count: int = 0
