import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.phrases import join_names
from careers.text.folding import fold
from careers.text.words import words_of


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_has_words_and_single_spaces(text):
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert all(c.isalnum() or c == " " for c in folded)


@given(st.text(), st.sampled_from(["NFC", "NFD"]))
def test_forms_of_unicode_fold_alike(text, form):
    assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_upper_and_lower_case_fold_alike(text):
    assert fold(text.upper()) == fold(text.lower())


@pytest.mark.parametrize(
    "text", ["R&D", "R and D", "r & d", "R AND D", " r.&.d! ", "Ｒ＆Ｄ", "R, and, D"]
)
def test_an_ampersand_is_the_word_and(text):
    assert fold(text) == "r d"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Site  Reliability\tEngineer (SRE)", "site reliability engineer sre"),
        ("Café Señor Ärztin", "cafe senor arztin"),
        ("STRASSE straße", "strasse strasse"),
        ("CI/CD_pipelines", "ci cd pipelines"),
        ("Sandy’s brand", "sandy s brand"),
        ("and & AND", ""),
        ("", ""),
        ("مهندس بيانات", "مهندس بيانات"),
    ],
)
def test_case_accents_and_punctuation_fold_away(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  \n", 0),
        ("— …", 0),
        ("Reports to the CTO", 4),
        ("R&D, A/B testing and on-call", 5),
        ("doesn’t don't", 2),
        ("- leads\n- mentors", 2),
    ],
)
def test_words_are_counted_as_an_editor_counts_them(text, count):
    assert len(words_of(text)) == count


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B, and C"),
        (["A", "B", "C", "D"], "A, B, C, and D"),
    ],
)
def test_items_are_joined_as_in_a_sentence(items, sentence):
    assert join_names(items) == sentence


def test_items_beyond_the_limit_are_counted():
    names = ["A", "B", "C", "D"]

    assert join_names(names, limit=4) == "A, B, C, and D"
    assert join_names(names, limit=2) == "A, B, and 2 more"
    assert join_names(names, limit=1) == "A and 3 more"
