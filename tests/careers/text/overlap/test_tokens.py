import pytest

from careers.text.overlap.tokens import abbreviations, stem, stems


@pytest.mark.parametrize(
    "words",
    [
        "review Reviews reviewing reviewed",
        "policy policies",
        "manage manages managed managing",
        "plan plans planned planning",
        "organize organise organizing organises",
        "résumé resume",
        "team team's team’s",
    ],
)
def test_inflection_and_spelling_make_no_other_word(words):
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words", ["C C++ C#", "data date", "process progress", "king kin"]
)
def test_other_words_stay_apart(words):
    assert len({stem(word) for word in words.split()}) == len(words.split())


def test_articles_and_the_like_are_no_content():
    assert stems("the head of a team, and its on-call") == stems("HEAD TEAM (call)")


def test_a_short_form_explained_in_brackets_is_its_words():
    short = abbreviations("Tracks key performance indicators (KPIs) and (ABC) things")
    assert stems("KPIs", short) == stems("key performance indicators")
    assert stems("ABC", short) == {"abc"}
