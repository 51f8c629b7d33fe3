"""Posts that compare roles: a dimension as a heading, then "Role: text" a line."""

import time

import pytest

from careers.editorial.files.reading import read_table_text

from .made_files import KNOWN, NOTHING, names, places, read, shapes, triples

TEXTS = [
    ("Analyst", "Purpose", "Plans: first, then acts"),
    ("Cook", "Purpose", "Cooks.\n- Bakes\n- Fries"),
    ("Analyst", "Scope", "One team"),
    ("Cook", "Scope", "All kitchens"),
]
PLAIN = """Analyst vs Cook

Compare Analyst, and Cook: what they do.

Purpose
Analyst: Plans: first, then acts
Cook: Cooks.
- Bakes
- Fries

Scope
Analyst: One team
Cook: All kitchens
"""
MARKDOWN = """# Analyst vs Cook

They differ in this: more than you think.

## Purpose

**Analyst:** Plans: first, then acts

**Cook**: Cooks.
- Bakes
- Fries

---

## Scope

- **Analyst:** One team
- **Cook:** All kitchens
"""
BOLD = """**Purpose**
Analyst: Plans: first, then acts
Cook: Cooks.
- Bakes
- Fries
**Scope:**
Analyst：One team
Cook：All kitchens
"""


@pytest.mark.parametrize("post", [PLAIN, MARKDOWN, BOLD])
@pytest.mark.parametrize("known", [NOTHING, KNOWN])
def test_posts_are_read(post, known):
    reading = read(post.encode(), known, name="post.txt")

    assert shapes(reading) == ["post"]
    assert triples(reading) == TEXTS
    assert places(reading) == []
    assert triples(read_table_text("Pasted", post, known)) == TEXTS


def test_a_post_can_be_a_saved_web_page():
    page = """<!doctype html><title>Roles</title><h1>Analyst vs Cook</h1>
        <h2>Purpose</h2><p><b>Analyst:</b> Plans: first, then <i>acts</i></p>
        <p><b>Cook:</b> Cooks.</p><ul><li>Bakes<li>Fries</ul>
        <h2>Scope</h2><p>Analyst: One team<br>Cook: All kitchens</p>"""

    assert triples(read(page.encode(), name="post.html")) == TEXTS


def test_headings_can_be_the_roles():
    post = (
        "# Analyst\n\nPurpose: Plans.\nScope: One team\n\n# Cook\n\nPurpose: Cooks.\n"
    )

    assert triples(read(post.encode(), KNOWN)) == [
        ("Analyst", "Purpose", "Plans."),
        ("Analyst", "Scope", "One team"),
        ("Cook", "Purpose", "Cooks."),
    ]


def test_a_text_can_begin_on_the_next_line_and_have_paragraphs():
    post = "## Purpose\nCook:\n\nCooks well.\n\nBakes too.\n\n## Notes\n\nAsk Ann.\n"

    assert triples(read(post.encode(), names(["Cook"]))) == [
        ("Cook", "Purpose", "Cooks well.\n\nBakes too.")
    ]


def test_words_before_a_list_are_no_name():
    post = "\n".join(
        f"## {heading}\nChef: Leads.\nYou can:\n- plan\n"
        "Baker: Bakes.\nYou can:\n- rest\n"
        for heading in ("Purpose", "Scope")
    )

    assert triples(read(post.encode()))[:2] == [
        ("Chef", "Purpose", "Leads.\nYou can:\n- plan"),
        ("Baker", "Purpose", "Bakes.\nYou can:\n- rest"),
    ]


def test_each_statement_says_its_line():
    reading = read(PLAIN.encode(), name="post.md")

    assert [(text.place.file, text.place.row) for text in reading] == [
        ("post.md", line) for line in (6, 7, 12, 13)
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "Note: this is no post.",
        "To do\n\nMonday: shop\nTuesday: cook",
        "https://example.com/a: b",
        "# Title\n\nWords and words.",
    ],
)
def test_prose_is_no_post(prose):
    assert triples(read(prose.encode(), KNOWN)) == []


@pytest.mark.parametrize("part", ["a: ", "**", "# #", "a:", " - ", "\n\n", "_:_"])
def test_a_post_takes_time_in_line_with_its_length(part):
    start = time.perf_counter()

    read((part * 20_000).encode(), KNOWN)
    read((f"{part}\n" * 5_000).encode(), KNOWN)

    assert time.perf_counter() - start < 5
