import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.text.overlap import Marks, Overlap, mark_differences, mark_shared
from careers.text.overlap.tokens import WORD

from .test_properties import overlap, rows


def marked(row, key, mark=mark_differences, against=""):
    return [row.texts[key][slice(*span)] for span in mark(row, key, against).spans]


def test_what_one_alone_says_is_marked():
    row = Overlap({"a": "Owns pay, tea, and food", "b": "Owns pay, cars, and roads"})
    assert marked(row, "a") == ["tea", "food"]


def test_words_that_changed_are_marked_and_no_others():
    text = "- Prepare the {} budget of every department in the whole organization"
    row = Overlap({"a": text.format("final yearly"), "b": text.format("yearly")})
    assert marked(row, "a") == ["final"]
    assert marked(row, "b") == []


def test_what_is_shared_is_marked():
    row = Overlap({"a": "Reports to CTO, CIO, or CEO", "b": "Reports to CTO or CFO"})
    assert marked(row, "a", mark_shared) == ["CTO"]


@pytest.mark.parametrize("mark", [mark_differences, mark_shared])
def test_where_all_would_be_marked_nothing_is(mark):
    other = "Drives buses" if mark is mark_differences else "Bakes bread"
    row = Overlap({"a": "Bakes bread", "b": other})
    assert mark(row, "a") == Marks([], is_all=True)


@pytest.mark.parametrize("mark", [mark_differences, mark_shared])
def test_nothing_is_said_of_a_text_with_nothing_to_mark(mark):
    other = "Bakes bread" if mark is mark_differences else "Drives buses"
    row = Overlap({"a": "Bakes bread", "b": other})
    assert mark(row, "a") == Marks([])


def test_marks_can_be_against_one_role():
    row = Overlap(
        {
            "a": "Owns tea, pay, and x",
            "b": "Owns tea, food, and y",
            "c": "Owns tea, pay, and x",
        }
    )
    assert marked(row, "c") == []
    assert marked(row, "c", against="b") == ["pay", "x"]
    assert marked(row, "b", against="b") == []
    assert marked(row, "c", mark_shared, against="b") == ["tea"]
    assert marked(row, "c", mark_shared) == []


@given(rows, st.sampled_from(["", "0", "1"]))
def test_marks_stand_in_order_apart_and_break_no_word(cells, against):
    row = overlap(cells)
    for key, text in row.texts.items():
        words = [word.span() for word in WORD.finditer(text)]
        for mark in (mark_differences, mark_shared):
            at = 0
            for start, end in mark(row, key, against).spans:
                assert at <= start < end <= len(text)
                assert not any(a < start < b or a < end < b for a, b in words)
                at = end


@given(rows)
def test_nothing_is_marked_both_as_different_and_as_shared(cells):
    row = overlap(cells)
    for key in row.texts:
        shared = mark_shared(row, key).spans
        alone = [(point.start, point.end) for point in row.alone(key)]
        assert not set(shared) & set(alone)
