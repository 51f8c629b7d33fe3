"""How well shared points are found, against rows that a careful reader labelled.

`labelled_rows.json` holds 84 rows: 48 of the project's fixtures and 36 written in the
shape of an occupational database. They were labelled before the rules were tuned, by a
reader who had not seen them; half of them was held back from the tuning. What is
counted are links: a phrase of one cell that says what a phrase of another says.

`pytest tests/comparisons/overlap/test_quality.py -rP` prints the figures.
"""

import json
from itertools import combinations
from pathlib import Path

import pytest

from careers.text.overlap.matching import matches, points_by_key
from careers.text.overlap.points import cut
from careers.text.overlap.tokens import WORD

ROWS = json.loads(Path(__file__).with_name("labelled_rows.json").read_text())
HALVES = ["tuning", "held back"]


def of_half(half):
    return [row for row in ROWS if row["half"] == half]


def labelled(row):
    """Return the links a reader sees: (cell, span, cell, span)."""
    links = []
    for group in row["shared"]:
        spans = []
        for place, (quote, cell) in enumerate(zip(group, row["cells"], strict=True)):
            if quote:
                start = cell.index(quote)
                spans.append((place, (start, start + len(quote))))
        links += [(*a, *b) for a, b in combinations(spans, 2)]
    return links


def ours(row):
    texts = {str(place): cell for place, cell in enumerate(row["cells"])}
    return [
        (
            int(a.key),
            (a.point.start, a.point.end),
            int(b.key),
            (b.point.start, b.point.end),
        )
        for group in matches(points_by_key(texts))
        for a, b in combinations(group, 2)
    ]


def equal_cells(row):
    """Take points for shared where their whole cells are equal."""
    return [
        (a, (p.start, p.end), b, (p.start, p.end))
        for a, b in combinations(range(len(row["cells"])), 2)
        if row["cells"][a] == row["cells"][b]
        for p in cut(row["cells"][a])
    ]


def word_sets(least):
    """Take points, cut as ours are, for shared if their word sets are that alike."""

    def method(row):
        return [
            (a, (p.start, p.end), b, (q.start, q.end))
            for a, b in combinations(range(len(row["cells"])), 2)
            for p in cut(row["cells"][a])
            for q in cut(row["cells"][b])
            if jaccard(p.quote, q.quote) >= least
        ]

    return method


def jaccard(a, b):
    a, b = ({word.casefold() for word in WORD.findall(text)} for text in (a, b))
    return len(a & b) / len(a | b)


def is_hit(link, other):
    a, p, b, q = link
    c, r, d, s = other
    return (a, b) == (c, d) and overlapping(p, r) and overlapping(q, s)


def overlapping(p, q):
    return p[0] < q[1] and q[0] < p[1]


def quality(method, rows):
    """Return the precision and the recall of a method on labelled rows."""
    found = seen = right = all_found = 0
    for row in rows:
        mine, theirs = method(row), labelled(row)
        right += sum(any(is_hit(link, other) for other in theirs) for link in mine)
        all_found += len(mine)
        found += sum(any(is_hit(link, other) for link in mine) for other in theirs)
        seen += len(theirs)
    return right / all_found if all_found else 1.0, found / seen


def f1(quality):
    precision, recall = quality
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


@pytest.fixture(scope="module")
def methods():
    """Ours and two simple ones; the threshold of the last is its best in tuning."""
    tuning = of_half("tuning")
    candidates = [word_sets(least / 20) for least in range(1, 21)]
    return {
        "points": ours,
        "equal cells": equal_cells,
        "word-set Jaccard": max(candidates, key=lambda m: f1(quality(m, tuning))),
    }


def test_the_table_is_large_enough_and_evenly_halved():
    assert [len(of_half(half)) for half in HALVES] == [42, 42]
    assert {row["source"] for row in ROWS} == {"fixtures", "written"}
    assert sum(not row["shared"] for row in ROWS) > 20
    assert sum(bool(row["shared"]) for row in ROWS) > 40


def test_shared_points_are_found_as_a_careful_reader_finds_them(methods):
    precision, recall = quality(methods["points"], of_half("held back"))
    assert precision >= 0.9
    assert recall >= 0.8


def test_two_simple_methods_find_less(methods):
    held_back = of_half("held back")
    figures = {
        (half, name): quality(method, of_half(half))
        for half in HALVES
        for name, method in methods.items()
    }
    for (half, name), (precision, recall) in figures.items():
        print(f"{half:10} {name:17} precision {precision:.2f} recall {recall:.2f}")  # noqa: T201
    ours, *simple = [f1(quality(method, held_back)) for method in methods.values()]
    assert ours > max(simple)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_label_quotes_its_cells(row):
    assert all(
        quote in cell
        for group in row["shared"]
        for quote, cell in zip(group, row["cells"], strict=True)
        if quote
    )
