"""The template tags that every template may use."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from careers.templatetags import site
from careers.text.overlap import Marks

pytestmark = pytest.mark.one_database


def parse_fragment(html):
    page = f"<!doctype html><html lang=en><title>x</title><body>{html}"
    return JustHTML(page, sanitize=False, strict=True)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1))
def test_prose_shows_every_word_as_plain_text(text):
    page = parse_fragment(site.prose_html(text))

    words = " ".join(node.to_text() for node in page.query("p, li"))
    assert words.replace("-", "").split() == text.replace("-", "").split()
    assert {node.name for node in page.query("body *")} <= {"p", "ul", "li"}


def test_every_block_of_prose_has_its_own_direction():
    html = site.prose_html("مهندس\n\n- one\n- two")

    assert html == (
        '<p dir="auto">مهندس</p><ul dir="auto"><li>one</li><li>two</li></ul>'
    )


@pytest.mark.parametrize(
    ("text", "marks", "html"),
    [
        ("a <b> c", [(2, 5)], '<p dir="auto">a <mark>&lt;b&gt;</mark> c</p>'),
        ("- a\n  b\n- c", [(2, 7)], None),
        (
            "a & b",
            [(0, 1), (4, 5)],
            '<p dir="auto"><mark>a</mark> &amp; <mark>b</mark></p>',
        ),
    ],
)
def test_prose_marks_the_given_spans(text, marks, html):
    assert site.prose_html(text, Marks(marks)) == (
        html or '<ul dir="auto"><li><mark>a b</mark></li><li>c</li></ul>'
    )


def test_prose_tells_marks_of_words_that_differ_from_others():
    marks = Marks([(0, 1), (2, 3)], different=frozenset({(2, 3)}))
    assert site.prose_html("a b", marks) == (
        '<p dir="auto"><mark>a</mark> <mark class="is-different">b</mark></p>'
    )


@pytest.mark.parametrize(
    ("count", "shown", "folded"), [(9, 9, 0), (10, 10, 0), (11, 8, 3), (40, 8, 32)]
)
def test_a_long_list_is_folded_when_asked_for(count, shown, folded):
    text = "\n".join(f"- {number}" for number in range(count))
    page = parse_fragment(site.prose_html(text, most_bullets=8))

    assert len(page.query("body > ul > li")) == shown
    assert len(page.query("details > ul > li")) == folded
    assert [node.to_text() for node in page.query("li")] == list(map(str, range(count)))


def test_marks_reach_the_folded_bullets():
    text = "\n".join(["- a"] * 11)
    page = parse_fragment(
        site.prose_html(text, Marks([(2, 3), (42, 43)]), most_bullets=8)
    )

    assert len(page.query("body > ul mark")) == len(page.query("details mark")) == 1


@given(
    st.text("ab <&\"'-\n", min_size=1).filter(str.strip),
    st.lists(st.integers(0, 40), max_size=8),
)
def test_marks_change_neither_words_nor_order(text, edges):
    edges = sorted(set(edges))
    marks = list(zip(edges[::2], edges[1::2], strict=False))
    marked = site.prose_html(text, Marks(marks))
    assert parse_fragment(marked)
    bare = marked.replace("<mark>", "").replace("</mark>", "")
    assert re.sub(" +", " ", bare) == re.sub(" +", " ", site.prose_html(text))


@given(st.recursive(st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_structured_data_can_be_read_back(data):
    html = site.json_ld({"data": data})

    inside = html.removeprefix('<script type="application/ld+json">')
    inside = inside.removesuffix("</script>")
    assert json.loads(inside) == {"data": data}
    assert not set("<>&\u2028\u2029") & set(inside)
