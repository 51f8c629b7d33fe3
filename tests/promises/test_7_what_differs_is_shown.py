"""Promise 7: one click shows what differs from what is live.

Applying the difference that is shown to the live text gives the draft, to the letter.
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


def said(pieces, without):
    return "".join(piece.text for piece in pieces if piece.kind is not without)


@given(before=any_text, after=any_text)
def test_the_pieces_lead_from_one_text_to_the_other(before, after):
    pieces = diff(before, after)

    assert said(pieces, without=Kind.ADDED) == before
    assert said(pieces, without=Kind.REMOVED) == after


@given(text=any_text)
def test_cut_into_words_a_text_is_all_there(text):
    assert "".join(tokens(text)) == text


@given(text=any_text)
def test_a_text_differs_in_nothing_from_itself(text):
    assert {piece.kind for piece in diff(text, text)} <= {Kind.SAME}


def test_only_the_words_that_changed_are_shown_as_changed():
    pieces = diff("Decides on the tools of a team.", "Decides on all tools of a team.")

    assert [(kind, text) for kind, text in pieces if kind is not Kind.SAME] == [
        ("removed", "the"),
        ("added", "all"),
    ]


def test_two_texts_that_take_too_long_to_compare_are_shown_whole():
    before, after = "a b " * 20_000, "b c " * 20_000

    pieces = diff(f"Both. {before}", f"Both. {after}")

    assert said(pieces, without=Kind.ADDED) == f"Both. {before}"
    assert said(pieces, without=Kind.REMOVED) == f"Both. {after}"
    assert pieces[0] == (Kind.SAME, "Both. ")


SHOWN = Template("{% load editorial %}<p>{% word_diff before after %}</p>")


def applied(shown):
    """Return the text that a shown difference leads to, as a reader applies it."""
    kept = []
    for child in shown.children:
        if child.name == "ins":
            kept += [each.data for each in child.children if each.name == "#text"]
        elif child.name == "#text":
            kept.append(child.data)
    return "".join(kept)


@given(before=texts, after=texts)
def test_applying_what_is_shown_gives_the_draft(before, after):
    html = SHOWN.render(Context({"before": before, "after": after}))

    [shown] = JustHTML(html, sanitize=False, fragment=True).query("p")

    assert applied(shown) == after


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["review", "text", "history"])
def test_one_click_from_each_page_the_difference_is_there(page):
    role = make_role("Analyst", texts={make_dimension("Purpose"): "Counts the old."})
    draft = make_draft(role, role.entries.get().dimension, "Counts the new.")
    reviewer = Client()
    reviewer.force_login(make_person("rita", "Reviewer"))
    address = {
        "review": reverse("editorial:review"),
        "text": reverse("editorial:text", args=["analyst", "purpose"]),
        "history": reverse("editorial:text_history", args=["analyst", "purpose"]),
    }[page]
    if page == "review":
        drafting.submit(versions=[draft.version], by=draft.written_by)

    shown = document(reviewer.get(address)).query(".diff")

    assert "Counts the new." in [applied(each) for each in shown]
