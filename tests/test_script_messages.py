"""Every message that a script uses is in a template."""

import re
from itertools import chain
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parent.parent
IN_MARKUP = re.compile(r'data-message="([\w-]+?)(?:-one|-other)?"')
# The first argument of message(): one name, or a choice of two.
ARGUMENT = re.compile(r"\bmessage\(\s*((?:`[^`]*`|[^`,()])+)")
LITERAL = re.compile(r'"([\w-]+)"')
PREFIX = re.compile(r"^`([\w-]+-)\$\{")


@pytest.fixture(scope="module")
def names():
    templates = (ROOT / "templates").rglob("*.html")
    texts = [template.read_text() for template in templates]
    return set(chain.from_iterable(map(IN_MARKUP.findall, texts)))


@pytest.mark.parametrize(
    "path",
    [str(path.relative_to(ROOT)) for path in (ROOT / "static" / "js").rglob("*.js")],
)
def test_the_messages_of_a_script_exist(path, names):
    for argument in ARGUMENT.findall((ROOT / path).read_text()):
        if prefix := PREFIX.match(argument):
            assert any(name.startswith(prefix[1]) for name in names), argument
        else:
            assert set(LITERAL.findall(argument)) <= names, argument
