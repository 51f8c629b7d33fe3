"""Rules for the layout of the code that no linter checks."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

pytestmark = pytest.mark.one_database

ROOT = settings.BASE_DIR
MODULES = [
    path
    for folder in ("careers", "comparisons", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def relative(path):
    return str(path.relative_to(ROOT))


def views_in_strings(folder, namespaces):
    """Return where Python code names a view in these URL namespaces in a string."""
    view = re.compile(rf"({'|'.join(namespaces)}):")
    return [
        f"{relative(path)}:{node.lineno} {node.value}"
        for path in MODULES
        if relative(path).startswith(folder)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and view.match(node.value)
    ]


def test_the_public_side_names_no_view_of_editors_or_comparisons():
    views = views_in_strings("careers/", ["editorial", "admin", "comparisons"])

    assert [view for view in views if not view.startswith("careers/editorial/")] == []


def test_the_editors_side_names_no_view_of_comparisons():
    assert views_in_strings("careers/editorial/", ["comparisons"]) == []


def test_comparisons_has_no_tables():
    assert not list(apps.get_app_config("comparisons").get_models())
    assert not (ROOT / "comparisons" / "models.py").exists()
    assert not (ROOT / "comparisons" / "migrations").exists()


def test_no_module_has_a_meaningless_name():
    names = {"utils", "helpers", "common", "services", "misc"}

    assert not [relative(path) for path in MODULES if path.stem in names]


def compares_with_published(node):
    """Return whether code compares with ``Status.PUBLISHED`` or filters by it."""
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
    places = [
        f"{relative(path)}:{node.lineno}"
        for path in MODULES
        if "tests" not in path.relative_to(ROOT).parts
        for node in ast.walk(ast.parse(path.read_text()))
        if compares_with_published(node)
    ]

    assert [place.partition(":")[0] for place in places] == ["careers/models/status.py"]


def test_no_template_compares_a_status_with_published():
    comparison = re.compile(r"status [!=]= .published.")

    assert [
        relative(path) for path in TEMPLATES if comparison.search(path.read_text())
    ] == []


def test_modules_are_short():
    long = [
        relative(path) for path in MODULES if len(path.read_text().splitlines()) >= 500
    ]

    assert long == []


def test_functions_are_short():
    long = [
        f"{relative(path)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 50
    ]

    assert long == []


def test_templates_are_short():
    long = [
        relative(path) for path in TEMPLATES if len(path.read_text().splitlines()) > 150
    ]

    assert long == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:",
        r"<script(?![^>]*\ssrc=)",
        r"\|safe",
        r"<select multiple",
    ],
)
def test_no_template_has_inline_styles_or_scripts(pattern):
    assert [
        relative(path) for path in TEMPLATES if re.search(pattern, path.read_text())
    ] == []


def test_autoescape_is_never_off():
    off = [
        relative(path)
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.is_file() and "autoescape off" in path.read_text()
    ]

    assert off == []


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}

    assert [
        relative(folder) for folder in folders if not (folder / "__init__.py").exists()
    ] == []


def test_the_expected_files_are_at_the_top_level():
    names = {path.name for path in Path(ROOT).iterdir()}

    assert {
        "manage.py",
        "pyproject.toml",
        "careers",
        "comparisons",
        "templates",
        "static",
        "fixtures",
        "tests",
    } <= names
