from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.text.overlap import (
    Marks,
    Overlap,
    mark_differences,
    mark_shared,
)
from careers.text.overlap.tokens import WORD

from .random_rows import alike_rows, overlap, rows


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


@pytest.mark.parametrize(
    ("texts", "shared"),
    [
        (
            [
                "Keeps records of all patients in hospitals",
                "Keeps records of all patients in schools",
                "Keeps records of all patients in prisons, and trains staff in prisons",
                "Keeps records of all patients in camps",
            ],
            [["Keeps records of all patients"]] * 4,
        ),
        (
            [
                "Leads large teams of nurses in hospitals",
                "Leads large teams of nurses in schools",
                "Leads large teams of cooks",
            ],
            [["Leads large teams of nurses"]] * 2 + [[]],
        ),
    ],
    ids=["of all", "of two"],
)
def test_words_that_more_than_two_texts_may_share_are_marked_in_each(texts, shared):
    for keys in permutations("abcd"[: len(texts)]):
        row = Overlap(dict(zip(keys, texts, strict=True)))

        assert [marked_words(row, key, mark_shared) for key in keys] == shared


@pytest.mark.parametrize("mark", [mark_differences, mark_shared])
def test_a_text_marked_as_a_whole_has_no_marks(mark):
    other = "Drives buses" if mark is mark_differences else "Bakes bread"
    row = Overlap({"a": "Bakes bread", "b": other})
    assert mark(row, "a") == Marks(is_all=True)


@pytest.mark.parametrize("mark", [mark_differences, mark_shared])
def test_a_text_with_nothing_to_mark_has_no_marks(mark):
    other = "Bakes bread" if mark is mark_differences else "Drives buses"
    row = Overlap({"a": "Bakes bread", "b": other})
    assert mark(row, "a") == Marks()


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


# Light marks

OWN = [
    "; trains young cooks of the hotel in fine old kitchens for many years",
    "; drives buses through high mountains and forests in deep winter snow",
    "; sings long songs about lost love with a small band on wide stages",
]


def lightly_marked(row, key):
    """Return the words that are marked as shared, and those that differ."""
    text, marks = row.texts[key], row.light_marks[key]
    alike = [text[slice(*span)] for span in marks.spans if span not in marks.different]
    return alike, [text[slice(*span)] for span in sorted(marks.different)]


def test_lightly_marked_is_what_all_texts_share():
    row = Overlap(
        {
            "a": f"Plans menus; sells cakes{OWN[0]}",
            "b": f"Plans menus; sells cakes{OWN[1]}",
            "c": f"Plans menus; fixes cars{OWN[2]}",
        }
    )
    assert lightly_marked(row, "a") == (["Plans menus"], [])
    assert lightly_marked(row, "c") == (["Plans menus"], [])


def test_lightly_marked_are_the_words_in_which_a_point_differs():
    row = Overlap(
        {
            "a": f"Approves up to 5 orders{OWN[0]}",
            "b": f"Approves up to 50 orders{OWN[1]}",
        }
    )
    assert lightly_marked(row, "a") == (["Approves up to", "orders"], ["5"])
    assert lightly_marked(row, "b") == (["Approves up to", "orders"], ["50"])


def test_lightly_marked_are_items_without_what_opens_their_list():
    row = Overlap(
        {"a": "Reports to CTO, CIO, or CEO", "b": "Reports to CFO, COO, or CTO"}
    )
    assert lightly_marked(row, "a") == (["CTO"], [])
    assert lightly_marked(row, "b") == (["CTO"], [])


def test_a_point_of_half_of_the_texts_is_not_marked_lightly():
    row = Overlap(
        {
            "a": f"Approves up to 5 orders{OWN[0]}",
            "b": f"Approves up to 50 orders{OWN[1]}",
            "c": "Drives buses",
            "d": "Sings songs",
        }
    )
    assert row.light_marks["a"] == Marks()


def test_what_does_not_fit_in_a_third_is_not_marked_lightly():
    shared = "Trains young cooks of the hotel in fine old kitchens"
    row = Overlap(
        {"a": f"{shared}; plans menus", "b": f"{shared}; plans menus; sells cakes"}
    )
    assert lightly_marked(row, "a") == (["plans menus"], [])
    assert not row.light_marks["a"].is_all


def test_no_word_that_another_text_has_too_is_marked_as_different():
    row = Overlap(
        {
            "a": f"Plans paths through garden walls in town{OWN[0]}",
            "b": f"Plans paths through cellar walls in town{OWN[1]}",
            "c": f"Plans paths through walls in town; sees every garden{OWN[2]}",
        }
    )
    assert lightly_marked(row, "a")[1] == []
    assert lightly_marked(row, "b")[1] == ["cellar"]


def test_what_is_shared_twice_is_marked_lightly_once():
    plan = "the yearly plan of the team"
    row = Overlap(
        {
            "a": f"Leads {plan}{OWN[0]}{OWN[2]}",
            "b": f"Leads {plan}, {plan}{OWN[1]}",
        }
    )
    assert lightly_marked(row, "a") == ([f"Leads {plan}"], [])


@pytest.mark.parametrize("other", ["Bakes bread", "Drives buses", ""])
def test_short_texts_are_never_marked_lightly_as_a_whole(other):
    row = Overlap({"a": "Bakes bread", "b": other})
    assert row.light_marks["a"] == Marks()


any_rows = st.one_of(rows, alike_rows)


@given(any_rows)
def test_light_marks_are_in_order_apart_and_at_most_a_third(cells):
    row = overlap(cells)
    for key, text in row.texts.items():
        marks = row.light_marks[key]
        position = 0
        for start, end in marks.spans:
            assert position <= start < end <= len(text)
            position = end
        assert 3 * sum(end - start for start, end in marks.spans) <= len(text)
        assert marks.different <= set(marks.spans)


@given(any_rows)
def test_light_marks_break_no_word(cells):
    row = overlap(cells)
    for key, text in row.texts.items():
        words = [word.span() for word in WORD.finditer(text)]
        for start, end in row.light_marks[key].spans:
            assert not any(a < start < b or a < end < b for a, b in words)


@given(any_rows)
def test_light_marks_are_words_that_are_shared_or_differ(cells):
    row = overlap(cells)
    for key in row.texts:
        marks = row.light_marks[key]
        shared = mark_shared(row, key)
        for start, end in set(marks.spans) - marks.different:
            assert shared.is_all or any(
                a <= start and end <= b for a, b in shared.spans
            )
        points = [s.quotes[key] for s in row.shared if key in s.quotes]
        assert marks.different <= {span for p in points for span in p.different}


@given(any_rows)
def test_light_marks_are_the_same_for_every_order_of_the_roles(cells):
    keys = [str(place) for place in range(len(cells))]
    marks = [
        {key: row.light_marks[key] for key in keys}
        for order in permutations(keys)
        for row in [Overlap({key: cells[int(key)] for key in order})]
    ]
    assert all(other == marks[0] for other in marks)
