"""What is said of a text while it is written."""

import pytest

from careers.editorial.checks.text_checks import Level, checks, errors, lix
from careers.text.words import count_sentences
from tests.counted_calls import count_calls

ONE_WARNING = [
    ("Owns the the plan.", "“the” appears twice in a row."),
    ("Owns  the plan.", "There are two spaces after “Owns”."),
    (
        "One two three four five six seven eight nine ten eleven.",
        "Longer than the guide: 11 words instead of 10.",
    ),
]


NAMES = [("Chef de partie", "Station chef\nLine cook"), ("Head Line Cook Trainer", "")]


def messages(text, **known):
    """What is said of a text, but for how it reads, which is always said last."""
    *found, note = checks(text, **{"guide": 10} | known)
    assert note.level is Level.NOTE
    return [message for _, message in found]


@pytest.mark.parametrize(("text", "message"), ONE_WARNING)
def test_a_slip_is_a_warning(text, message):
    assert checks(text, guide=10)[:-1] == [(Level.WARNING, message)]


@pytest.mark.parametrize(
    "text",
    [
        "Owns the plan.",
        "- Owns the data\n- Data for all",
        "Knows that that is so.",
        "Sums up\n\nUp to ten",
        "Leads  \nothers",
    ],
)
def test_a_text_without_slips_gets_no_check(text):
    assert messages(text) == []


def test_nothing_written_is_an_error():
    [found] = checks("  ", guide=10)

    assert found.level is Level.ERROR
    assert errors([found]) == [found.message]


def test_taking_a_live_text_away_is_a_warning():
    found = checks("", guide=10, is_live=True)

    assert [each.level for each in found] == [Level.WARNING]
    assert errors(found) == []


def test_more_than_two_sentences_are_too_many_for_a_summary():
    text = "Owns it. Runs it. Ends it."

    assert messages(text) == []
    assert messages(text, is_summary=True)[0].startswith("3 sentences")


def test_the_roles_that_say_the_same_are_named():
    same = ["A", "B", "C", "D", "E"]

    assert messages("Owns it.", same_as=same) == [
        "Word for word the same as A, B, C, and 2 more."
    ]
    assert messages("Owns it.", same_as=same[:3]) == [
        "Word for word the same as A, B, and C."
    ]


def test_a_role_by_another_name_is_told_the_name_of_its_page():
    said = ["Use “Chef de partie”, the role's name, instead of “Station chef”."]

    assert messages("Leads the station-chef, daily.", names=NAMES) == said
    assert messages("Leads station chefs.", names=NAMES) == []
    assert messages("Leads the head line cook trainer.", names=NAMES) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("", 0),
        ("The cat sat.", 3),
        # Ten words in two sentences, four of them long: 10 / 2 + 100 * 4 / 10.
        ("Answers for the kitchen. Directs a brigade of seven people.", 45),
    ],
)
def test_long_words_and_long_sentences_read_hard(text, figure):
    assert lix(text) == figure


def test_how_a_text_reads_is_said_and_stops_nothing():
    hard = "Institutionalises interdisciplinary responsibilities"
    found = checks(hard, guide=10)

    assert found[-1].message.startswith("LIX 103, very hard.")
    assert errors(found) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Owns it", 1),
        ("Owns tools, e.g. the plan. Leads.", 2),
        ("Why? Because! So…", 3),
        ("- One\n- Two\n\nThree", 3),
        ("He said “Stop.” Then he left.", 2),
        ("Version 2.5 of it.", 1),
    ],
)
def test_sentences_are_counted_as_a_reader_does(text, count):
    assert count_sentences(text) == count


@pytest.mark.parametrize("text", ["a", "a ", " ", ".", "a. ", "- a\n", "a\n\n"])
def test_ten_times_the_text_is_ten_times_the_work(text):
    def check(count):
        checks(text * count + "z", guide=10, is_summary=True)

    assert count_calls(check, 20_000) <= 10 * count_calls(check, 2_000)
