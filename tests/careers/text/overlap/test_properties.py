"""Rules that hold for any texts."""

import os
import subprocess
import sys
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.text.overlap import Label, Overlap, Summary
from careers.text.overlap.points import cut
from tests.counted_calls import count_calls
from tests.hostile_phrases import HOSTILE_PHRASES
from tests.overlap_caches import clear_caches

from .random_rows import overlap, rows, texts


def result(row):
    """Return everything that a row computes, in a form to compare."""
    return (
        row.label,
        row.similarity,
        row.pairs,
        [[(s.key, s.point) for s in shared.versions] for shared in row.shared],
        [shared.point.quote for shared in row.shared],
        {key: [s.point for s in points] for key, points in row.only.items()},
    )


@given(rows)
def test_the_order_of_the_roles_does_not_matter(cells):
    cells_by_key = [(str(place), cell) for place, cell in enumerate(cells)]
    results = [result(Overlap(dict(order))) for order in permutations(cells_by_key)]
    assert all(other == results[0] for other in results)


@given(rows)
def test_the_same_texts_give_the_same_result_again(cells):
    first = result(overlap(cells))
    clear_caches()
    assert result(overlap(cells)) == first


@given(rows)
def test_every_quote_is_published_text(cells):
    row = overlap(cells)
    for shared in row.shared:
        assert all(s.point.quote in cells[int(s.key)] for s in shared.versions)
    for key, versions in row.only.items():
        assert all(version.point.quote in cells[int(key)] for version in versions)


@given(rows)
def test_no_point_is_both_shared_and_unique(cells):
    row = overlap(cells)
    shared = [(s.key, s.point.start) for group in row.shared for s in group.versions]
    only = [
        (key, s.point.start) for key, versions in row.only.items() for s in versions
    ]
    assert len({*shared, *only}) == len(shared) + len(only)


@given(rows)
def test_a_shared_point_has_at_most_one_version_a_role(cells):
    assert all(len(set(s.keys)) == len(s.keys) > 1 for s in overlap(cells).shared)


@given(texts.filter(str.strip), st.integers(2, 5))
def test_equal_texts_are_nearly_the_same(cell, count):
    assert overlap([cell] * count).label == Label.NEARLY_THE_SAME


def written_in(letters):
    """Return prose with content words of these letters only."""
    words = st.text(letters, min_size=2, max_size=8)
    pieces = st.one_of(words, st.sampled_from(["and", "of", ",", " — ", "\n- ", ";"]))
    return st.tuples(words, st.lists(pieces, max_size=20).map(" ".join)).map(" ".join)


@given(st.tuples(*map(written_in, ["bcd", "mnp", "tvw"])))
def test_texts_without_a_common_content_word_are_distinct(cells):
    row = overlap(cells)
    assert row.label == Label.DISTINCT
    assert row.shared == []


@given(texts)
def test_points_are_in_order_and_do_not_overlap(cell):
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
def test_similarity_is_between_0_and_1(cells):
    similarities = overlap(cells).pairs.values()
    assert all(0 <= value <= 1 for value in similarities if value is not None)


@given(st.lists(rows.map(lambda cells: cells[:2]), max_size=4))
def test_a_summary_quotes_only_published_text(table):
    summary = Summary([overlap(cells) for cells in table])
    quoted = [(q.row, s) for q in summary.shared for s in q.shared.versions]
    quoted += [(q.row, q.point) for key in "01" for q in summary.apart(key) if table]
    assert all(s.point.quote in table[row][int(s.key)] for row, s in quoted)
    for place in summary.differ_most:
        assert summary.rows[place].label != Label.NEARLY_THE_SAME


def calls(cells):
    clear_caches()
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
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in range(4)
    }
    assert len(outputs) == 1
