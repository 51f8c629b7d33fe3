"""Which words are one, and which stay apart."""

import pytest

from careers.text.languages import ENGLISH, OTHER
from careers.text.overlap import Wording
from careers.text.overlap.tokens import abbreviations, tokenise


def stems(text, pairs=(), language=ENGLISH):
    wording = Wording(language, tuple(pairs))
    return [token.stem for token in tokenise(text, 0, len(text), wording)]


@pytest.mark.parametrize(
    "words",
    [
        "review Reviews reviewing reviewed",
        "policy policies",
        "manage manages managed managing",
        "plan plans planned planning",
        "oversee oversees overseeing",
        "résumé resume",
        "team team's team’s",
        # British and American spelling.
        "organize organise organizing organises",
        "colour color",
        "programme program",
        "theatre theater",
        "analyse analyze",
        "licence license",
        "labelled labeled",
        "enrol enroll",
        # Numbers in words and in digits.
        "five 5",
        "no not never without",
    ],
)
def test_inflection_and_spelling_make_no_other_word(words):
    assert len({stems(word)[0] for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "C C++ C#",
        "data date",
        "process progress",
        "king kin",
        "5 50",
        "direct indirect",
        "formal informal",
        "employer employee",
        "deployment employment",
        "may must",
    ],
)
def test_other_words_stay_apart(words):
    assert len({stems(word)[0] for word in words.split()}) == len(words.split())


def test_articles_and_the_like_are_no_content():
    assert stems("the head of a team, and its on-call") == stems("HEAD TEAM (call)")


@pytest.mark.parametrize("word", ["don't", "doesn’t", "isn't", "cannot"])
def test_short_negations_are_negations(word):
    assert stems(word) == ["not"]


def test_only_words_that_turn_or_measure_are_telling():
    text = "May approve only 5 small orders"
    tokens = tokenise(text, 0, len(text), Wording(ENGLISH))
    telling = [text[t.start : t.end] for t in tokens if t.is_telling]
    assert telling == ["May", "only", "5", "small"]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("key figures (KFs)", {("KF", "key figures")}),
        (
            "key performance indicators (KPIs)",
            {("KPI", "key performance indicators")},
        ),
        (
            "KPIs (key performance indicators)",
            {("KPI", "key performance indicators")},
        ),
        ("Head of Data (HD)", {("HD", "Head of Data")}),
        ("things (ABC)", set()),
        ("ABC (things)", set()),
        ("uses tools (LangChain) daily", set()),
        ("Runs IT (the whole of it)", set()),
    ],
)
def test_brackets_explain_short_forms_both_ways(text, pairs):
    assert set(abbreviations(text, ENGLISH)) == pairs


@pytest.mark.parametrize("short", ["KPI", "KPIs"])
def test_a_short_form_is_its_words(short):
    wording = Wording(ENGLISH).fitted_to(["key performance indicators (KPIs)"])
    assert stems(short, wording.pairs) == stems("key performance indicators")


@pytest.mark.parametrize(
    ("text", "other", "pair"),
    [
        ("oversees clients", "manages clients", ("oversee", "manage")),
        ("overseeing", "managing", ("oversee", "manage")),
        ("takes part in audits", "joins audits", ("take part in", "join")),
        ("looks after vans", "cares for vans", ("look after", "care for")),
        ("runs IT", "runs information technology", ("IT", "information technology")),
        ("fixes PCs", "fixes computers", ("PC", "computer")),
    ],
)
def test_a_variant_is_the_word_that_editors_prefer(text, other, pair):
    assert stems(text, [pair]) == stems(other, [pair])


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("takes it", ("IT", "information technology")),
        ("Part of it", ("take part in", "join")),
        ("looks good after work", ("look after", "care for")),
    ],
)
def test_other_words_are_no_variant(text, pair):
    assert stems(text, [pair]) == stems(text)


def test_the_longest_variant_wins():
    pairs = [("project", "task"), ("project manager", "planner")]
    assert stems("project manager of a project", pairs) == stems("planner of a task")


@pytest.mark.parametrize(
    "words", ["résumé resume", "Kâr Kar", "कमल कमला", "が か", "ö o", "bär bar"]
)
def test_another_language_keeps_its_accents(words):
    first, second = (stems(word, language=OTHER) for word in words.split())
    assert first != second


@pytest.mark.parametrize("words", ["İş iş", "Straße STRASSE", "é é", "ｋ k"])
def test_case_and_form_make_no_other_word(words):
    first, second = (stems(word, language=OTHER) for word in words.split())
    assert first == second
