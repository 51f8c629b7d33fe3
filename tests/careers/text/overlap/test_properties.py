"""What must hold for whatever editors write."""

import os
import subprocess
import sys
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.text.overlap import Label, Overlap, Summary, points
from careers.text.overlap.points import cut
from careers.text.overlap.tokens import is_telling, stem
from tests.counted_calls import count_calls
from tests.hostile_phrases import HOSTILE_PHRASES

WORDS = (
    "team plan plans the of and or to no 5 Reviews reports CTO VP budget data service"
).split()
PIECES = [*WORDS, ", ", "; ", " — ", "\n- ", "\n\n", ". ", " (SRE) ", ": ", "(", "’s"]

sentences = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
texts = st.one_of(sentences, st.text(max_size=60))
rows = st.lists(texts, min_size=2, max_size=4)


def overlap(cells):
    return Overlap({str(place): cell for place, cell in enumerate(cells)})


def result(row):
    """Return all that a row says, in a form that can be compared."""
    return (
        row.label,
        row.similarity,
        row.pairs,
        [[(s.key, s.point) for s in shared.versions] for shared in row.shared],
        [shared.point.quote for shared in row.shared],
        {key: [s.point for s in said] for key, said in row.only.items()},
    )


@given(rows)
def test_the_order_of_the_roles_makes_no_difference(cells):
    named = [(str(place), cell) for place, cell in enumerate(cells)]
    results = [result(Overlap(dict(order))) for order in permutations(named)]
    assert all(each == results[0] for each in results)


@given(rows)
def test_the_same_texts_give_the_same_twice(cells):
    first = result(overlap(cells))
    points._remembered.cache_clear()
    assert result(overlap(cells)) == first


@given(rows)
def test_every_quote_is_published_text(cells):
    row = overlap(cells)
    for shared in row.shared:
        assert all(s.point.quote in cells[int(s.key)] for s in shared.versions)
    for key, said in row.only.items():
        assert all(each.point.quote in cells[int(key)] for each in said)


@given(rows)
def test_no_point_is_both_shared_and_only_here(cells):
    row = overlap(cells)
    shared = [(s.key, s.point.start) for group in row.shared for s in group.versions]
    only = [(key, s.point.start) for key, said in row.only.items() for s in said]
    assert len({*shared, *only}) == len(shared) + len(only)


@given(rows)
def test_a_role_has_one_point_in_a_match_at_most(cells):
    assert all(len(set(s.keys)) == len(s.keys) > 1 for s in overlap(cells).shared)


@given(texts.filter(str.strip), st.integers(2, 5))
def test_equal_cells_are_nearly_the_same(cell, count):
    assert overlap([cell] * count).label == Label.NEARLY_THE_SAME


def written_in(letters):
    """Return prose whose content words have these letters alone."""
    words = st.text(letters, min_size=2, max_size=8)
    pieces = st.one_of(words, st.sampled_from(["and", "of", ",", " — ", "\n- ", ";"]))
    return st.tuples(words, st.lists(pieces, max_size=20).map(" ".join)).map(" ".join)


@given(st.tuples(*map(written_in, ["bcd", "mnp", "tvw"])))
def test_cells_without_a_common_content_word_are_distinct(cells):
    row = overlap(cells)
    assert row.label == Label.DISTINCT
    assert row.shared == []


@given(texts)
def test_points_stand_in_their_order_and_apart(cell):
    spans = [(point.start, point.end) for point in cut(cell)]
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(texts)
def test_a_point_breaks_no_word(cell):
    for point in cut(cell):
        before, after = cell[: point.start][-1:], cell[point.end :][:1]
        assert not (before.isalnum() and point.quote[0].isalnum())
        assert not (after.isalnum() and point.quote[-1].isalnum())


@given(rows)
def test_how_alike_two_answers_are_is_a_share(cells):
    assert all(
        0 <= each <= 1 for each in overlap(cells).pairs.values() if each is not None
    )


@given(st.lists(rows.map(lambda cells: cells[:2]), max_size=4))
def test_a_summary_quotes_published_text_only(table):
    summary = Summary([overlap(cells) for cells in table])
    quoted = [(each.row, s) for each in summary.shared for s in each.shared.versions]
    quoted += [(e.row, e.point) for key in "01" for e in summary.apart(key) if table]
    assert all(s.point.quote in table[row][int(s.key)] for row, s in quoted)
    for place in summary.differ_most:
        assert summary.rows[place].label != Label.NEARLY_THE_SAME


def forget():
    """Make the next text cost what it costs the first time."""
    for remembered in (points._remembered, stem, is_telling):
        remembered.cache_clear()


def calls(cells):
    forget()
    return count_calls(lambda: result(overlap(cells)))


@pytest.mark.parametrize("text", HOSTILE_PHRASES)
def test_ten_times_the_text_is_ten_times_the_work(text):
    once, ten = text * 500, text * 5_000

    assert calls([ten, ten + " x"]) <= 10 * calls([once, once + " x"])


def test_ten_times_the_phrases_are_ten_times_the_work():
    def phrases(first, count):
        return ", ".join(f"x{number}ks work" for number in range(first, first + count))

    once = calls([phrases(0, 200), phrases(100, 200)])
    assert calls([phrases(0, 2_000), phrases(1_000, 2_000)]) <= 10 * once


PROGRAM = """
from careers.text.overlap import Overlap
row = Overlap({
    "a": "Leads Site Reliability (SR), SR Engineering (SE), and SE plans for teams",
    "b": "Tells SE plans, site reliability, and team plans to SR Engineering",
})
print(row.pairs, [s.point.quote for group in row.shared for s in group.versions])
"""


def test_the_result_is_the_same_in_every_process():
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in range(4)
    }
    assert len(said) == 1
