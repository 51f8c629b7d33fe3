"""The checks that a text gets while it is written."""

import pytest

from careers.editorial.checks.text_checks import Level, checks, errors, lix
from careers.text.words import count_sentences
from tests.counted_calls import count_calls

ONE_WARNING = [
    ("Owns the the plan.", "“the” appears twice in a row."),
    ("Owns  the plan.", "There are two spaces after “Owns”."),
    ("TBD", "“TBD” only says that there is no text. Leave it empty."),
    ("* Plan\n* Write", "Start each bullet with “- ”. Comparisons read no others."),
    (
        "One two three four five six seven eight nine ten eleven.",
        "Longer than the guide: 11 words instead of 10.",
    ),
]

NAMES = [("Chef de partie", "Station chef\nLine cook"), ("Head Line Cook Trainer", "")]


def messages(text, **arguments):
    """Return the messages about a text, without its readability, which comes last."""
    *findings, note = checks(text, **{"guide": 10} | arguments)
    assert note.level is Level.NOTE
    return [message for _, message in findings]


@pytest.mark.parametrize(("text", "message"), ONE_WARNING)
def test_a_slip_gets_a_warning(text, message):
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
def test_a_clean_text_gets_no_message(text):
    assert messages(text) == []


def test_an_empty_text_is_an_error():
    [finding] = checks("  ", guide=10)

    assert finding.level is Level.ERROR
    assert errors([finding]) == [finding.message]


def test_removing_a_live_text_is_a_warning():
    findings = checks("", guide=10, is_live=True)

    assert [finding.level for finding in findings] == [Level.WARNING]
    assert errors(findings) == []


def test_a_summary_has_at_most_two_sentences():
    text = "Owns it. Runs it. Ends it."

    assert messages(text) == []
    assert messages(text, is_summary=True)[0].startswith("3 sentences")


def test_roles_with_the_same_text_are_named():
    same = ["A", "B", "C", "D", "E"]

    assert messages("Owns it.", same_as=same) == [
        "Word for word the same as A, B, C, and 2 more."
    ]
    assert messages("Owns it.", same_as=same[:3]) == [
        "Word for word the same as A, B, and C."
    ]


def test_a_roles_other_name_is_replaced_by_its_page_title():
    warnings = ["Use “Chef de partie”, the role’s name, instead of “Station chef”."]

    assert messages("Leads the station-chef, daily.", names=NAMES) == warnings
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
def test_long_words_and_sentences_raise_the_lix(text, figure):
    assert lix(text) == figure


def test_hard_reading_is_a_note_not_an_error():
    hard = "Institutionalises interdisciplinary responsibilities"
    findings = checks(hard, guide=10)

    assert findings[-1].message.startswith("LIX 103, very hard.")
    assert errors(findings) == []


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
def test_sentences_are_counted_as_readers_count_them(text, count):
    assert count_sentences(text) == count


@pytest.mark.parametrize("text", ["a", "a ", " ", ".", "a. ", "- a\n", "a\n\n"])
def test_the_work_grows_only_as_fast_as_the_text(text):
    def check(count):
        checks(text * count + "z", guide=10, is_summary=True)

    assert count_calls(check, 20_000) <= 10 * count_calls(check, 2_000)
