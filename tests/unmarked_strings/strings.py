"""Strings on a page, in a file or in a mail that have unmarked words.

The editors' content is Greek in these tests, so every Latin word is the site's own.
"""

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import NamedTuple

import openpyxl

from .allowed import is_allowed, rest

WORD = re.compile(r"[A-Za-z]{2,}")
SENTENCE = re.compile(r"\b[A-Z][a-z]+\b|[A-Za-z]{2,},? +[A-Za-z]{2,}")

TAG = re.compile(r"</?[a-z]+>")

ATTRIBUTES = {
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "title",
    "alt",
    "placeholder",
    "label",
}
BUTTONS = {"submit", "button", "reset"}
META = {"description", "og:title", "og:description", "og:site_name", "og:image:alt"}

VOID = set("area base br col embed hr img input link meta source track wbr".split())
CODE = {"script", "style", "code", "kbd", "samp"}


class Unmarked(NamedTuple):
    element: str
    string: str
    line: int = 0


def has_words(text: str) -> bool:
    """Return whether a text that people read has an unmarked word."""
    return bool(WORD.search(text) and WORD.search(rest(text)))


def has_sentence(data: str) -> bool:
    """Return whether data that may be a code or a key has an unmarked sentence."""
    return bool(WORD.search(data) and SENTENCE.search(rest(data)))


class Markup(HTMLParser):
    """The unmarked strings in the texts and attributes of a page."""

    def __init__(self, html):
        super().__init__()
        self.strings, self.open = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or "" for name, value in attributes}
        name = _selector(tag, attributes)
        if tag not in VOID:
            self.open.append((tag, name))
        for attribute, value in attributes.items():
            is_unmarked = has_sentence if attribute.startswith("data-") else has_words
            if _is_read(tag, attribute, attributes) and is_unmarked(value):
                self._add(f"{name} {attribute}=", value)

    def handle_endtag(self, tag):
        places = [n for n, (name, _) in enumerate(self.open) if name == tag]
        del self.open[places[-1] if places else len(self.open) :]

    def handle_data(self, text):
        tags = {tag for tag, _ in self.open}
        name = self.open[-1][1] if self.open else ""
        if name.startswith("script[application/ld+json]"):
            self.strings += in_json(text)
        elif not tags & CODE and has_words(text):
            self._add(name, text)

    def _add(self, element, string):
        before = string[: len(string) - len(string.lstrip())]
        line = self.getpos()[0] + before.count("\n")
        string = " ".join(string.split())
        if not is_allowed(element, string):
            self.strings.append(Unmarked(element, string, line))


def _is_read(tag, attribute, attributes):
    """Return whether people read this attribute of an element."""
    if tag == "meta" and attribute == "content":
        return bool(META & {attributes.get("name"), attributes.get("property")})
    if tag == "input" and attribute == "value":
        return attributes.get("type") in BUTTONS
    return attribute in ATTRIBUTES or attribute.startswith("data-")


def _selector(tag, attributes):
    for mark, name in ("#", "id"), (".", "class"):
        if values := attributes.get(name, "").split():
            return f"{tag}{mark}{values[0]}"
    return f"{tag}[{attributes['type']}]" if attributes.get("type") else tag


def in_html(html):
    return Markup(html).strings


def in_text(text):
    return [
        Unmarked("line", line.strip(), number)
        for number, line in enumerate(text.splitlines(), 1)
        if has_words(TAG.sub("", line))
    ]


def in_json(text):
    return [
        Unmarked("json", value)
        for value in _values(json.loads(text))
        if has_sentence(value)
    ]


def _values(data):
    if isinstance(data, dict):
        # Keys that start with "@" give the type, for machines.
        data = [value for key, value in data.items() if not key.startswith("@")]
    if isinstance(data, list):
        for value in data:
            yield from _values(value)
    elif isinstance(data, str):
        yield data


def in_csv(text):
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    return [Unmarked("cell", cell) for cell in cells if has_words(cell)]


def in_workbook(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    texts = [book.properties.title or "", *book.sheetnames]
    texts += [str(cell or "") for sheet in book for row in sheet.values for cell in row]
    return [Unmarked("cell", text) for text in texts if has_words(text)]


def in_response(response):
    kind = response["Content-Type"].partition(";")[0]
    if kind.endswith("sheet"):
        return in_workbook(response.content)
    find = {
        "text/html": in_html,
        "application/json": in_json,
        "text/csv": in_csv,
        "text/markdown": in_text,
        "text/plain": in_text,
    }
    return find[kind](response.content.decode("utf-8-sig")) if kind in find else []


def in_mail(message):
    parts = ("subject", message.subject), ("body", message.body)
    return [
        Unmarked(part, line)
        for part, text in parts
        for line in text.splitlines()
        if has_words(line)
    ]
