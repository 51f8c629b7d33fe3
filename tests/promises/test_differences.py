"""One click shows how a draft differs from the live text.

Applying the shown difference to the live text gives exactly the draft.
"""

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from hypothesis import given, strategies
from justhtml import JustHTML

from careers.editorial.workflow import drafting
from careers.text.diffs import Kind, diff, tokens
from tests.factories import make_dimension, make_draft, make_person, make_role
from tests.html import document

WORDS = ["one", "two ", "three,", " ", "\n", "\n\n", "- ", "é", "<b>", "&amp;", "=1"]
texts = strategies.lists(strategies.sampled_from(WORDS), max_size=20).map("".join)
any_text = texts | strategies.text(max_size=60)


def text_without(pieces, kind):
    return "".join(piece.text for piece in pieces if piece.kind is not kind)


@given(before=any_text, after=any_text)
def test_the_pieces_make_up_both_texts(before, after):
    pieces = diff(before, after)

    assert text_without(pieces, kind=Kind.ADDED) == before
    assert text_without(pieces, kind=Kind.REMOVED) == after


@given(text=any_text)
def test_the_words_of_a_text_make_up_the_text(text):
    assert "".join(tokens(text)) == text


@given(text=any_text)
def test_a_text_does_not_differ_from_itself(text):
    assert {piece.kind for piece in diff(text, text)} <= {Kind.SAME}


def test_only_changed_words_are_marked():
    pieces = diff("Decides on the tools of a team.", "Decides on all tools of a team.")

    assert [(kind, text) for kind, text in pieces if kind is not Kind.SAME] == [
        ("removed", "the"),
        ("added", "all"),
    ]


def test_texts_too_long_to_compare_are_shown_whole():
    before, after = "a b " * 20_000, "b c " * 20_000

    pieces = diff(f"Both. {before}", f"Both. {after}")

    assert text_without(pieces, kind=Kind.ADDED) == f"Both. {before}"
    assert text_without(pieces, kind=Kind.REMOVED) == f"Both. {after}"
    assert pieces[0] == (Kind.SAME, "Both. ")


WORD_DIFF = Template("{% load editorial %}<p>{% word_diff before after %}</p>")


def text_after(diff_element):
    """Return the text that a reader gets by applying a shown difference."""
    parts = []
    for child in diff_element.children:
        if child.name == "ins":
            parts += [node.data for node in child.children if node.name == "#text"]
        elif child.name == "#text":
            parts.append(child.data)
    return "".join(parts)


@given(before=texts, after=texts)
def test_applying_the_shown_difference_gives_the_draft(before, after):
    html = WORD_DIFF.render(Context({"before": before, "after": after}))

    [diff_element] = JustHTML(html, sanitize=False, fragment=True).query("p")

    assert text_after(diff_element) == after


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["review", "text", "history"])
def test_each_page_shows_the_difference(view):
    role = make_role("Analyst", texts={make_dimension("Purpose"): "Counts the old."})
    draft = make_draft(role, role.entries.get().dimension, "Counts the new.")
    reviewer = Client()
    reviewer.force_login(make_person("rita", "Reviewer"))
    address = {
        "review": reverse("editorial:review"),
        "text": reverse("editorial:text", args=["analyst", "purpose"]),
        "history": reverse("editorial:text_history", args=["analyst", "purpose"]),
    }[view]
    if view == "review":
        drafting.submit(versions=[draft.version], by=draft.written_by)

    differences = document(reviewer.get(address)).query(".diff")

    assert "Counts the new." in [text_after(element) for element in differences]
