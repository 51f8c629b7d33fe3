"""Sentences in scripts. They belong in the page's markup, where they are marked."""

import re
from pathlib import Path

from .strings import Unmarked, has_sentence, in_html

VALUE = r"\$\{(?:[^{}`]|`[^`]*`)*\}"

STRING_OR_NOT = re.compile(
    r"//[^\n]*|/\*.*?\*/"
    r"|(?<=[(,=:!&|?])\s?/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/"
    r"""|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'"""
    rf"|`((?:{VALUE}|[^`\\]|\\.)*)`",
    re.DOTALL,
)

# Names of keys and headers, selectors, and lists of ids, tags or classes.
NO_SENTENCE = re.compile(
    r"Enter|Escape|Tab|Home|End|Delete|Backspace|Shift|Control|Insert|Dead|Process"
    r"|Accept|[A-Z][a-z]*(-[A-Z][a-z]+)+"
    r"|[.#]?[a-z-]+(,? [a-z.#]+)+|[^A-Z]*(_|\[|-[a-z])[^A-Z]*|.*[\[#>=].*"
)
IS_MARKUP = re.compile(r"</[a-z]")


def in_script(path: Path) -> list[Unmarked]:
    script = path.read_text()
    strings = []
    for match in STRING_OR_NOT.finditer(script):
        string = re.sub(VALUE, "{}", next(filter(None, match.groups()), ""))
        line = script.count("\n", 0, match.start()) + 1
        if IS_MARKUP.search(string):
            strings += [part._replace(line=line) for part in in_html(string)]
        elif has_sentence(string) and not NO_SENTENCE.fullmatch(string):
            strings.append(Unmarked("string", string, line))
    return strings
