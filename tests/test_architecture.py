"""The layout that everything later leans on."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = settings.BASE_DIR
MODULES = [
    path
    for folder in ("careers", "comparisons", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
# Django finds tags in this folder alone. Public templates do not load these.
EDITORS_TAGS = "careers/templatetags/workshop.py"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name(path):
    return str(path.relative_to(ROOT))


def imported(path):
    """Yield the name of every module that the file at ``path`` imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = f"{node.module}." if node.module else ""
            yield from (f"{module}{alias.name}" for alias in node.names)


def strings(path):
    tree = ast.parse(path.read_text())
    return [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]


def test_neither_package_imports_the_tests():
    for path in MODULES:
        if "tests" not in path.relative_to(ROOT).parts:
            assert not [each for each in imported(path) if each.startswith("tests")]


def test_comparisons_has_no_tables():
    assert not list(apps.get_app_config("comparisons").get_models())
    assert not (ROOT / "comparisons" / "models.py").exists()
    assert not (ROOT / "comparisons" / "migrations").exists()


def test_no_module_is_a_drawer_for_the_rest():
    drawers = {"utils", "helpers", "common", "services", "misc"}

    assert not [name(path) for path in MODULES if path.stem in drawers]


def compares_with_published(node):
    """Whether code compares with ``Status.PUBLISHED``, or filters by it."""
    if isinstance(node, ast.Call):
        callee = getattr(node.func, "attr", getattr(node.func, "id", ""))
        values = [keyword.value for keyword in node.keywords]
        values = values if callee in {"filter", "exclude", "get", "Q"} else []
    else:
        values = [*getattr(node, "comparators", []), getattr(node, "left", None)]
    return any(
        value is not None and re.search(r"\bStatus\.PUBLISHED$", ast.unparse(value))
        for value in values
    )


def test_the_status_alone_decides_what_is_public():
    asking = [
        f"{name(path)}:{node.lineno}"
        for path in MODULES
        if "tests" not in path.relative_to(ROOT).parts
        for node in ast.walk(ast.parse(path.read_text()))
        if compares_with_published(node)
    ]

    assert [place.partition(":")[0] for place in asking] == ["careers/models/status.py"]


def test_no_template_compares_a_status_with_published():
    comparison = re.compile(r"status [!=]= .published.")

    assert [
        name(path) for path in TEMPLATES if comparison.search(path.read_text())
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short(path):
    assert len(path.read_text().splitlines()) < 500


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_is_short(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 50, node.name


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_is_short_and_has_nothing_inline(path):
    text = path.read_text()

    assert len(text.splitlines()) <= 150
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "|safe" not in text
    assert "<select multiple" not in text


def test_autoescape_is_off_only_where_no_html_is_written():
    off = [
        name(path)
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.is_file() and "autoescape off" in path.read_text()
    ]

    assert off == ["templates/comparisons/comparison.md", "templates/llms.txt"]


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}

    assert [name(each) for each in folders if not (each / "__init__.py").exists()] == []


def test_the_top_level_holds_what_it_should():
    here = {path.name for path in Path(ROOT).iterdir()}

    assert {
        "manage.py",
        "pyproject.toml",
        "careers",
        "comparisons",
        "templates",
        "static",
        "fixtures",
        "tests",
    } <= here
