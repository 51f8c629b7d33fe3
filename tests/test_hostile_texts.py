"""Hostile texts in every field that an editor can fill in."""

import json

import pytest

from careers.models import Dimension

from .addresses import CONTENT, make_site
from .factories import make_dimension, make_family, make_role, make_theme
from .html import comparison_table, document, sheet_rows

pytestmark = pytest.mark.django_db

SCRIPT = "</script><script>alert('“1”')</script><!-- {{ x }} &amp; </title>"
TEXTS = {
    "a script": SCRIPT,
    "right to left": "مهندس بيانات \u202eolleh",
    "emoji": "👩🏽‍🚀 🇪🇺 \U0001f9d1\u200d\U0001f52c",
    "fifty thousand characters": "word " * 10_000,
    "one long word": "a" * 50_000,
    "two thousand bullets": "- a\n" * 2_000,
    "two thousand paragraphs": "a\n\n" * 2_000,
    "combining marks": "Z" + "\u0351" * 1_000,
    "an attribute": "\" onmouseover='alert(1)' x=`",
    "a link": "javascript:alert(1) [x](javascript:alert(1)) https://evil.example",
}

PATHS = [
    "/",
    "/roles/",
    "/roles/?q=a&role=role-1",
    "/compare/",
    "/compare/?role=role-1",
    "/compare/role-1-vs-role-2/",
    "/roles/role-1/",
    "/roles/role-1.md",
    "/roles/role-1.json",
    "/roles.json",
    "/llms.txt",
    "/dimensions/",
    "/dimensions/purpose/",
    "/compare/role-1-vs-unknown/",
    "/roles/rol/",
    "/sitemap-roles.xml",
    *(f"/compare/role-1-vs-role-2.{kind}" for kind in ("csv", "xlsx", "md", "json")),
]


@pytest.fixture(autouse=True)
def no_limit(settings):
    settings.COMPARISON_MAX_CHARACTERS = 1_000_000


def make_hostile_site(text):
    short = text.strip()[:100]
    dimensions = [
        make_dimension(
            short,
            slug="purpose",
            question=short,
            theme=make_theme(short, slug="theme"),
            is_summary=True,
        ),
        make_dimension("Plain", position=1),
    ]
    family = make_family(short, slug="family")
    for number in (1, 2):
        make_role(
            f"{number} {short}",
            slug=f"role-{number}",
            family=family,
            abbreviations=short,
            other_names=short,
            texts=dict.fromkeys(dimensions, text),
        )


@pytest.mark.one_database
@pytest.mark.parametrize("name", TEXTS)
def test_every_address_answers_with_intact_markup(client, name):
    make_hostile_site(TEXTS[name])

    for path in PATHS:
        response = client.get(path)
        assert response.status_code in {200, 404}, path
        if response["Content-Type"].startswith("text/html"):
            page = document(response)
            assert not page.query("main script, main img, [onmouseover]")
            for script in page.query("script[type='application/ld+json']"):
                json.loads(script.to_text())
            assert not [
                node
                for node in page.query("a")
                if not node.attrs["href"].startswith(("/", "#", "?", "mailto:people@"))
            ]


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_appears_as_written(client, name):
    text = TEXTS[name]
    make_hostile_site(text)

    table = comparison_table(document(client.get("/compare/role-1-vs-role-2/")))
    data = json.loads(client.get("/compare/role-1-vs-role-2.json").content)

    words = " ".join(text.removeprefix("- ").replace("\n- ", " ").split())
    assert table[2] == ["Plain", words, words]
    assert data["rows"][1]["cells"] == [text, text]


def test_markdown_keeps_html_and_links_as_text(client):
    make_hostile_site(SCRIPT + " [x](javascript:alert(1))")

    for path in ("/roles/role-1.md", "/compare/role-1-vs-role-2.md"):
        markdown = client.get(path).content.decode().replace("<br>", "")
        assert "<" not in markdown
        assert "[x](" not in markdown


def test_a_workbook_keeps_characters_that_xml_escapes(client):
    make_site()
    dimension = Dimension.objects.first()
    make_role("A", texts={dimension: "tab\tand\u2028separator"})
    make_role("B")

    rows = sheet_rows(client.get("/compare/a-vs-b.xlsx"))

    assert [r[1] for r in rows if r[0] == dimension.name] == ["tab\tand\u2028separator"]


def test_every_address_of_the_test_site_answers(client):
    make_site()

    assert {client.get(path).status_code for path in CONTENT} == {200}
