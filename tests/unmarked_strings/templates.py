"""Unmarked strings in any branch of a template."""

import re
from pathlib import Path

from django.template.base import Lexer, TokenType

from .strings import Unmarked, has_sentence, has_words, in_html, in_text

# A string argument of a tag or a filter, after the name of what takes it.
ARGUMENT = re.compile(r'(?:([\w-]+)(:|=))?(_\()?"([^"]*)"')
IN_PARTS = {"pluralize", "yesno"}
NO_SENTENCE = {"date", "time"}
# A block can be an attribute of an element in another template.
ATTRIBUTE = re.compile(r'\baria-[a-z]+="\w+"')
NO_SENTENCES = re.compile(
    r"(blocktrans|blocktranslate|trans|translate|url|static|load|extends)\b"
)
UNREAD = re.compile(r"blocktrans|comment\b|block (bodyclass|coltype)\b")
UNREAD_END = re.compile(r"endblock(trans\w*)?\b|endcomment\b")


def in_template(path: Path) -> list[Unmarked]:
    text, arguments = [], []
    is_marked = False
    for token in Lexer(path.read_text()).tokenize():
        is_text = token.token_type is TokenType.TEXT
        if is_text and not is_marked:
            text.append(ATTRIBUTE.sub("", token.contents))
        else:
            # Keep the number of lines, but no text.
            value = "{}" if token.token_type is TokenType.VAR else " "
            text.append(value + "\n" * token.contents.count("\n"))
        if token.token_type is TokenType.BLOCK:
            is_marked = _is_marked_after(token.contents, is_marked)
        if token.token_type in (TokenType.BLOCK, TokenType.VAR) and not is_marked:
            arguments += _in_arguments(token)
    whole = "".join(text)
    strings = in_html(whole) if path.suffix in {".html", ".xml"} else in_text(whole)
    return sorted([*strings, *arguments], key=lambda string: string.line)


def _is_marked_after(tag, is_marked):
    """Return whether text after ``tag`` is marked or never read, as in a comment."""
    if UNREAD.match(tag):
        return True
    return is_marked and not UNREAD_END.match(tag)


def _in_arguments(token):
    if NO_SENTENCES.match(token.contents):
        return
    for name, sign, mark, string in ARGUMENT.findall(token.contents):
        is_filter = sign == ":"
        if mark or (is_filter and name in NO_SENTENCE):
            continue
        is_unmarked = has_words if is_filter and name in IN_PARTS else has_sentence
        if is_unmarked(string):
            yield Unmarked(f"{name}{sign}", string, token.lineno)
