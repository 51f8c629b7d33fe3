from hypothesis import given

from comparisons.overlap import marks
from comparisons.overlap.rows import Overlap
from comparisons.overlap.words import WORD

from .test_properties import overlap, rows


def marked(row, key, mark=marks.different, against=""):
    spans, _ = mark(row, key, against)
    return [row.texts[key][slice(*span)] for span in spans]


def but_for(row, key, mark=marks.different, against=""):
    points = mark(row, key, against).but_for
    return None if points is None else [point.quote for point in points]


MOSTLY_SHARED = "Owns yearly budgets, staff rotas, room plans, and "


def test_what_one_alone_says_is_marked():
    row = Overlap({"a": f"{MOSTLY_SHARED}pay", "b": f"{MOSTLY_SHARED}food"})
    assert marked(row, "a") == ["pay"]
    assert but_for(row, "a") is None


def test_words_that_changed_are_marked_and_no_others():
    text = "- Prepare the {} budget of every department"
    row = Overlap({"a": text.format("final yearly"), "b": text.format("yearly")})
    assert marked(row, "a") == ["final"]
    assert marked(row, "b") == []


def test_where_most_is_different_what_is_not_is_said():
    row = Overlap({"a": "Owns pay, tea, and food", "b": "Owns pay, cars, and roads"})
    assert marked(row, "a") == []
    assert but_for(row, "a") == ["pay"]


def test_what_is_shared_is_marked():
    row = Overlap({"a": "Reports to CTO, Head of AI", "b": "Reports to CTO or CFO"})
    assert marked(row, "a", marks.shared) == []
    row = Overlap({"a": "Reports to CTO, CIO, or CEO", "b": "Reports to CTO or CFO"})
    assert marked(row, "a", marks.shared) == ["CTO"]


def test_where_most_is_shared_what_is_not_is_said():
    row = Overlap({"a": f"{MOSTLY_SHARED}pay", "b": f"{MOSTLY_SHARED}food"})
    assert but_for(row, "a", marks.shared) == ["pay"]


def test_marks_can_be_against_one_role():
    row = Overlap(
        {
            "a": f"{MOSTLY_SHARED}pay",
            "b": f"{MOSTLY_SHARED}food",
            "c": f"{MOSTLY_SHARED}pay",
        }
    )
    assert marked(row, "c") == []
    assert marked(row, "c", against="b") == ["pay"]
    assert marked(row, "b", against="b") == []


@given(rows)
def test_marks_stand_in_order_apart_and_break_no_word(cells):
    row = overlap(cells)
    for key, text in row.texts.items():
        words = [word.span() for word in WORD.finditer(text)]
        for mark in (marks.different, marks.shared):
            at = 0
            for start, end in mark(row, key).spans:
                assert at <= start < end <= len(text)
                assert not any(a < start < b or a < end < b for a, b in words)
                at = end


@given(rows)
def test_marks_are_never_more_than_a_part_of_a_text(cells):
    row = overlap(cells)
    for key, text in row.texts.items():
        spans = marks.different(row, key).spans
        count = sum(len(WORD.findall(text, *span)) for span in spans)
        assert count <= len(WORD.findall(text)) / 3
