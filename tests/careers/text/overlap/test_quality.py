"""How well shared points are found, compared with rows labelled by a careful reader.

`labelled_rows.json` holds 84 rows: 48 from the project's fixtures and 36 written like
those of an occupational database. A reader who had not seen the rules labelled them
before the rules were tuned. Half of the rows was held back from the tuning. The
figures count links: a phrase in one cell that says the same as a phrase in another.

`pytest tests/careers/text/overlap/test_quality.py -rP` prints the figures.
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


def rows_of(half):
    return [row for row in ROWS if row["half"] == half]


def labelled_links(row):
    """Return the links that the reader labelled: (cell, span, cell, span)."""
    links = []
    for group in row["shared"]:
        spans = []
        for place, (quote, cell) in enumerate(zip(group, row["cells"], strict=True)):
            if quote:
                start = cell.index(quote)
                spans.append((place, (start, start + len(quote))))
        links += [(*a, *b) for a, b in combinations(spans, 2)]
    return links


def computed_links(row):
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
    """Link all points of cells that are equal."""
    return [
        (a, (p.start, p.end), b, (p.start, p.end))
        for a, b in combinations(range(len(row["cells"])), 2)
        if row["cells"][a] == row["cells"][b]
        for p in cut(row["cells"][a])
    ]


def word_sets(least):
    """Return a method that links points whose word sets are similar enough."""

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
    correct = computed = recalled = expected = 0
    for row in rows:
        links, labels = method(row), labelled_links(row)
        correct += sum(any(is_hit(link, label) for label in labels) for link in links)
        computed += len(links)
        recalled += sum(any(is_hit(label, link) for link in links) for label in labels)
        expected += len(labels)
    return correct / computed if computed else 1.0, recalled / expected


def f1(quality):
    precision, recall = quality
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


@pytest.fixture(scope="module")
def methods():
    """This project's method and two simple ones, the last with its best threshold."""
    tuning = rows_of("tuning")
    candidates = [word_sets(least / 20) for least in range(1, 21)]
    return {
        "points": computed_links,
        "equal cells": equal_cells,
        "word-set Jaccard": max(candidates, key=lambda m: f1(quality(m, tuning))),
    }


def test_the_labelled_rows_are_enough_and_evenly_split():
    assert [len(rows_of(half)) for half in HALVES] == [42, 42]
    assert {row["source"] for row in ROWS} == {"fixtures", "written"}
    assert sum(not row["shared"] for row in ROWS) > 20
    assert sum(bool(row["shared"]) for row in ROWS) > 40


def test_shared_points_match_those_of_a_careful_reader(methods):
    precision, recall = quality(methods["points"], rows_of("held back"))
    assert precision >= 0.9
    assert recall >= 0.8


def test_two_simple_methods_do_worse(methods):
    held_back = rows_of("held back")
    figures = {
        (half, name): quality(method, rows_of(half))
        for half in HALVES
        for name, method in methods.items()
    }
    for (half, name), (precision, recall) in figures.items():
        print(f"{half:10} {name:17} precision {precision:.2f} recall {recall:.2f}")  # noqa: T201
    own, *simple = [f1(quality(method, held_back)) for method in methods.values()]
    assert own > max(simple)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_every_label_quotes_its_cells(row):
    assert all(
        quote in cell
        for group in row["shared"]
        for quote, cell in zip(group, row["cells"], strict=True)
        if quote
    )
