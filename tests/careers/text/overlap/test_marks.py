import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.text.overlap import Marks, Overlap, mark_differences, mark_shared
from careers.text.overlap.tokens import WORD

from .random_rows import overlap, rows


def marked_words(row, key, mark=mark_differences, against=""):
    return [row.texts[key][slice(*span)] for span in mark(row, key, against).spans]


def test_points_of_one_text_only_are_marked():
    row = Overlap(
        {"a": "Plans menus; trains young cooks", "b": "Plans menus; sells old houses"}
    )
    assert marked_words(row, "a") == ["trains young cooks"]


def test_only_changed_words_are_marked():
    text = "- Prepare the {} budget of every department in the whole organization"
    row = Overlap({"a": text.format("final yearly"), "b": text.format("yearly")})
    assert marked_words(row, "a") == ["final"]
    assert marked_words(row, "b") == []


def test_shared_words_are_marked_without_those_that_differ():
    row = Overlap({"a": "Reports to CTO, CIO, or CEO", "b": "Reports to CFO or CIO"})
    assert marked_words(row, "a", mark_shared) == ["CIO"]
    row = Overlap({"a": "Approves up to 5 orders", "b": "Approves up to 50 orders"})
    assert marked_words(row, "a", mark_shared) == ["Approves up to", "orders"]
    assert marked_words(row, "a") == ["5"]


@pytest.mark.parametrize("mark", [mark_differences, mark_shared])
def test_a_text_marked_as_a_whole_has_no_marks(mark):
    other = "Drives buses" if mark is mark_differences else "Bakes bread"
    row = Overlap({"a": "Bakes bread", "b": other})
    assert mark(row, "a") == Marks([], is_all=True)


@pytest.mark.parametrize("mark", [mark_differences, mark_shared])
def test_a_text_with_nothing_to_mark_has_no_marks(mark):
    other = "Bakes bread" if mark is mark_differences else "Drives buses"
    row = Overlap({"a": "Bakes bread", "b": other})
    assert mark(row, "a") == Marks([])


def test_marks_can_be_against_one_role():
    same = "Plans menus; trains young cooks"
    row = Overlap({"a": same, "b": "Plans menus; sells old houses", "c": same})
    assert marked_words(row, "c") == []
    assert marked_words(row, "c", against="b") == ["trains young cooks"]
    assert marked_words(row, "b", against="b") == []
    assert marked_words(row, "c", mark_shared, against="b") == ["Plans menus"]


@given(rows, st.sampled_from(["", "0", "1"]))
def test_marks_are_in_order_do_not_overlap_and_keep_words_whole(cells, against):
    row = overlap(cells)
    for key, text in row.texts.items():
        words = [word.span() for word in WORD.finditer(text)]
        for mark in (mark_differences, mark_shared):
            position = 0
            for start, end in mark(row, key, against).spans:
                assert position <= start < end <= len(text)
                assert not any(a < start < b or a < end < b for a, b in words)
                position = end


@given(rows)
def test_nothing_is_marked_both_as_alone_and_as_shared(cells):
    row = overlap(cells)
    for key in row.texts:
        shared = mark_shared(row, key).spans
        for point in row.alone(key):
            assert not any(a < point.end and point.start < b for a, b in shared)
