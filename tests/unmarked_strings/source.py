"""Unmarked strings in the code: sentences, and arguments that people read."""

import ast
import re
from pathlib import Path

from .strings import Unmarked, in_html

GETTEXT = {
    "_",
    *("gettext", "gettext_lazy", "ngettext", "ngettext_lazy"),
    *("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"),
}

# Calls whose strings only operators, developers or no one reads.
NOT_READ = {
    *("debug", "info", "warning", "error", "exception", "critical"),  # of a logger
    *("ImproperlyConfigured", "ValueError", "TypeError", "LookupError", "KeyError"),
    *("AssertionError", "NotImplementedError", "RuntimeError", "CommandError"),
    *("compile", "match", "fullmatch", "search", "sub", "getLogger"),
    "split",  # of a list of words
    *("Error", "Warning", "Info"),  # of the system checks
    "add_argument",
}

# Names and calls whose strings people read, even single words.
KEYWORDS = {
    *("label", "help_text", "title", "description", "description_plural"),
    *("verbose_name", "verbose_name_plural", "violation_error_message"),
    *("empty_label", "short_description", "empty_value_display", "change_message"),
    *("site_header", "site_title", "index_title", "error_messages"),
    *("default_error_messages", "message", "problem", "caption"),
}
CALLS = {"counted", "ValidationError", "Refused", "Overtaken", "Http404", "BadRequest"}
CODES = "StrEnum"  # what people read is one of the choices
CHOICES = {"TextChoices", "IntegerChoices", "Choices"}

SENTENCE = re.compile(
    r"[^\W\d_]{2,},? [^\W\d_]{2,}"  # two words
    r"|\{\} [a-z]{2,}|\b[A-Za-z]{2,}:? [“(]?\{\}"  # a word and a value
    r"|^\W*[A-Z][a-z]+[.?!:…]"  # a word that is a sentence
)
WORD = re.compile(r"[A-Za-z]{2,}")
# Queries, patterns, paths, formats.
NO_SENTENCE = re.compile(r"[\[\\^$=#]|\w/\w|\w__\w|%[bBYmdHMS]|^[A-Z]{4,} ")


def in_source(path: Path) -> list[Unmarked]:
    """Return the unmarked strings of a module, with the function or class of each."""
    finder = Finder()
    finder.visit(ast.parse(path.read_text()))
    return sorted(finder.strings, key=lambda string: string.line)


class Finder(ast.NodeVisitor):
    def __init__(self):
        self.strings, self.names = [], []
        self.is_read = self.is_choices = False

    def visit_Module(self, node):
        self._visit_body(node)

    def visit_FunctionDef(self, node):
        self._visit_body(node)

    def visit_ClassDef(self, node):
        if CODES in map(display_name, node.bases):
            return
        is_choices = CHOICES & {display_name(base) for base in node.bases}
        before, self.is_choices = self.is_choices, is_choices
        self._visit_body(node)
        self.is_choices = before

    def _visit_body(self, node):
        """Visit everything except the docstring."""
        self.names.append(getattr(node, "name", ""))
        first = node.body[0] if node.body else None
        is_doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        for child in ast.iter_child_nodes(node):
            if not (is_doc and child is first):
                self.visit(child)
        self.names.pop()

    def visit_Call(self, node):
        name = display_name(node.func)
        if name in GETTEXT or (name in NOT_READ and not is_of(node, "messages")):
            return
        if name in CALLS or is_of(node, "messages") or is_field(node):
            for argument in node.args:
                self._read(argument)
            for keyword in node.keywords:
                self.visit(keyword)
        else:
            self.generic_visit(node)

    def visit_keyword(self, node):
        self._visit_named(node.arg, node.value)

    def visit_Assign(self, node):
        if self.is_choices and isinstance(node.value, ast.Tuple):
            # A choice is a value and a label.
            self._read(node.value.elts[-1])
        else:
            self._visit_named(display_name(node.targets[0]), node.value)

    def visit_Dict(self, node):
        for key, value in zip(node.keys, node.values, strict=True):
            self._visit_named(getattr(key, "value", None), value)

    def _visit_named(self, name, value):
        if name in KEYWORDS:
            self._read(value)
        elif name != "permissions":  # stored in the database
            self.visit(value)

    def _read(self, node):
        """Visit a string that people read, in which every word counts."""
        before, self.is_read = self.is_read, True
        self.visit(node)
        self.is_read = before

    def visit_Subscript(self, node):
        self.visit(node.value)

    def visit_Compare(self, node):
        pass

    def visit_JoinedStr(self, node):
        text = "".join(
            part.value if isinstance(part, ast.Constant) else "{}"
            for part in node.values
        )
        self._add(node, text)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            self._add(node, node.value)

    def _add(self, node, text):
        if "</" in text:
            is_unmarked = in_html(text)
        elif self.is_read:
            is_unmarked = WORD.search(text)
        else:
            is_unmarked = SENTENCE.search(text) and not NO_SENTENCE.search(text)
        if is_unmarked:
            name = ".".join(filter(None, self.names))
            self.strings.append(Unmarked(name, " ".join(text.split()), node.lineno))


def display_name(node) -> str:
    """Return the last part of a dotted name, or "" for other nodes."""
    return getattr(node, "attr", None) or getattr(node, "id", None) or ""


def is_of(call, module) -> bool:
    return display_name(getattr(call.func, "value", None)) == module


def is_field(call) -> bool:
    """Return whether a call makes a model field whose first argument is its name."""
    name = display_name(call.func)
    return is_of(call, "models") and name.endswith("Field") and "To" not in name
