"""Files, functions and classes that the documentation names exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.one_database

ROOT = Path(settings.BASE_DIR)
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]+)")
# `careers/views.py`, `careers/text/` or, with a function or a class, `careers/x.py:y`.
PATH = re.compile(
    r"`((?:careers|comparisons|docs|fixtures|static|templates|tests)/[\w./-]*)"
    r"(?::([\w.]+))?`"
)
CLASS = re.compile(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`")
CODE = [*ROOT.glob("careers/**/*.py"), *ROOT.glob("comparisons/**/*.py")]


def page_id(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_link_leads_to_a_file(page):
    links = LINK.findall(page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_file_and_function_on_a_page_exists(page):
    names = PATH.findall(page.read_text())

    assert [f"{path}:{name}" for path, name in names if not exists(path, name)] == []


def test_every_class_on_a_page_exists():
    code = "\n".join(path.read_text() for path in CODE)
    names = {name for page in PAGES for name in CLASS.findall(page.read_text())}

    assert {name for name in names if not re.search(rf"class {name}\b", code)} == set()


def exists(path, name):
    if not name:
        return (ROOT / path).exists()
    code = (ROOT / path).read_text() if (ROOT / path).is_file() else ""
    return re.search(rf"\b(?:def|class|function) {name}\b", code)
