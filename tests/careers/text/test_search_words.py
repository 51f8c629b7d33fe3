import time

import pytest

from careers.text.languages import ENGLISH
from careers.text.search_words import initials, search_words, stems_of_text


def forms(text):
    return [word.form for word in search_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++, C# and C", "c++ c# c"),
        ("C/C++", "c c++ cc++"),
        ("R&D", "r&d rd"),
        ("R & D", "r&d rd"),
        ("r and d", "r r&d d"),
        ("A/B tests", "a/b ab tests"),
        ("CI/CD", "ci cd cicd"),
        ("ML-Ops", "ml ops mlops"),
        ("Node.js", "node js nodejs"),
        ("end-to-end", "end to end endtoend"),
        ("the driver's licence", "the driver licence"),
        ("snake_case", "snake case snakecase"),
        ("Café Straße", "cafe strasse"),
        ("co\u00ador\u200bdi\u2060na\ufefftor", "coordinator"),
        ("数据工程师", "数据 据工 工程 程师 师"),
        ("数据abc", "数据 据 abc"),
        ("中", "中"),
        ("दल के साथ", "दल के साथ"),
        ("& *** 👍🏽 \u200b \0 \ud800", ""),
    ],
)
def test_words_of_a_text(text, expected):
    assert forms(text) == expected.split()


def test_words_know_where_they_stand():
    text = "Runs A/B tests, 数据"

    places = [(word.form, text[word.start : word.end]) for word in search_words(text)]

    assert places[1:3] == [("a/b", "A/B"), ("ab", "A/B")]
    assert places[-2:] == [("数据", "数据"), ("据", "据")]


def test_stems_of_a_text_leave_out_what_only_connects():
    text = "Keeps servers running, and keeps the R & D of r and d running."

    assert stems_of_text(text, ENGLISH) == "keep server run r&d rd r d".split()


def test_initials_of_words_that_stand_together():
    assert initials(["emergency", "medical", "technicians"]) == ["em", "mt", "emt"]


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "a-" * 50_000, "a&" * 50_000, "+" * 100_000, "\u200b" * 100_000,
     "e\u0301" * 30_000, "数" * 50_000, "พี่" * 30_000, "\u200b-" * 50_000],
)  # fmt: skip
def test_no_text_takes_long(text):
    started = time.process_time()

    search_words(text)

    assert time.process_time() - started < 3
