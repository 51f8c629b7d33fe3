"""How well the overlap agrees with careful readers (see ``labelled_rows``).

`pytest tests/careers/text/overlap/test_quality.py -rP` prints the figures.
"""

from collections import Counter
from itertools import combinations

import pytest

from careers.text.languages import LANGUAGES
from careers.text.overlap import Kind, Label, Overlap
from careers.text.overlap.tokens import WORD

from .labelled_rows import (
    LABELS,
    OTHER_ROWS,
    ROWS,
    WORDING,
    count_pairs,
    labelled_pairs,
    overlap_of,
    score,
    shared_pairs,
    traps_taken,
)

KINDS_OF_TRAPS = ["ladder", "modal", "negation", "number", "object", "scale"]
KNOWN = sorted({row["language"] for row in OTHER_ROWS} & LANGUAGES.keys())
UNKNOWN_ROWS = [row for row in OTHER_ROWS if row["language"] not in LANGUAGES]


def print_figures(name, figures):
    for figure, value in figures.items():
        print(f"{name:16} {figure:22} {value:.3f}")  # noqa: T201


@pytest.fixture(scope="module")
def figures():
    figures = score(ROWS)
    print_figures("en", figures)
    return figures


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("precision", 0.93),
        ("recall", 0.47),
        ("labels", 0.83),
        ("alone", 0.84),
        ("alone kept", 0.92),
    ],
)
def test_the_overlap_agrees_with_a_careful_reader(figures, figure, least):
    assert figures[figure] >= least


def test_always_the_same_label_is_right_less_often(figures):
    counts = Counter(row["label"] for row in ROWS)
    assert figures["labels"] > max(counts.values()) / len(ROWS) + 0.2


def test_two_simple_methods_find_less(figures):
    """Their thresholds are those that find most while few of their pairs are wrong."""
    equal = score_pairs_of(lambda a, b: a == b)
    jaccard = [score_pairs_of(jaccard_from(least / 20)) for least in range(1, 20)]
    simple = {
        "equal clauses": equal,
        "Jaccard": max((q for q in jaccard if q[0] >= 0.9), key=lambda q: q[1]),
    }
    for name, quality in simple.items():
        print_figures(name, dict(zip(("precision", "recall"), quality, strict=True)))
    assert figures["recall"] > 0.1 + max(recall for _, recall in simple.values())


def score_pairs_of(is_same):
    """Return the precision and recall of a method that compares sets of words."""
    counts = Counter()
    for row in ROWS:
        points = [
            (place, point, set(words_of(point.text[point.start : point.end])))
            for place, reading in enumerate(overlap_of(row).readings.values())
            for point in reading.points
        ]
        pairs = [
            ({a: set(range(p.start, p.end)), b: set(range(q.start, q.end))}, Kind.SAME)
            for (a, p, ours), (b, q, theirs) in combinations(points, 2)
            if a != b and is_same(ours, theirs)
        ]
        counts.update(count_pairs(row, pairs))
    precision = counts["rightly shared"] / counts["called shared"]
    return precision, counts["found"] / counts["labelled"]


def jaccard_from(least):
    return lambda a, b: len(a & b) >= least * len(a | b)


@pytest.mark.parametrize("kind", KINDS_OF_TRAPS)
@pytest.mark.parametrize("rows", [ROWS, OTHER_ROWS], ids=["English", "other languages"])
def test_texts_that_only_look_alike_are_not_called_the_same(rows, kind):
    assert any(trap == kind for row in rows for _, trap in labelled_pairs(row, "traps"))
    taken = [row["id"] for row in rows if kind in traps_taken(row, overlap_of(row))]
    assert taken == []


@pytest.mark.parametrize("language", KNOWN)
def test_every_language_agrees_with_a_careful_reader(language):
    rows = [row for row in OTHER_ROWS if row["language"] == language]
    figures = score(rows)
    print_figures(language, figures)
    assert figures["precision"] >= 0.85
    assert figures["labels"] >= 0.6


@pytest.mark.parametrize("row", UNKNOWN_ROWS, ids=lambda row: row["id"])
def test_an_unknown_language_shares_whole_clauses_alone(row):
    overlap = overlap_of(row)
    assert not overlap.is_counted
    for pair, kind in shared_pairs(overlap):
        a, b = (
            row["texts"][place][min(letters) : max(letters) + 1]
            for place, letters in pair.items()
        )
        assert kind is Kind.SAME
        assert words_of(a) == words_of(b)
    assert not any(overlap.only.values())


def words_of(text):
    folded = text.casefold().replace("i\u0307", "i")
    return WORD.findall(folded)


@pytest.mark.parametrize("row", UNKNOWN_ROWS, ids=lambda row: row["id"])
def test_an_unknown_language_has_a_label_for_identical_texts_alone(row):
    is_identical = len(set(row["texts"])) == 1
    label = overlap_of(row).label
    assert label == (Label.NEARLY_THE_SAME if is_identical else None)


def test_most_identical_clauses_of_an_unknown_language_are_found():
    count = sum(score([row])["recall"] > 0 for row in UNKNOWN_ROWS if row["groups"])
    assert count >= 0.5 * sum(bool(row["groups"]) for row in UNKNOWN_ROWS)


def test_no_glossary_is_needed_for_a_text_to_be_itself():
    for row in ROWS:
        for text in row["texts"]:
            same = Overlap({"a": text, "b": text}, WORDING)
            assert same.label == Label.NEARLY_THE_SAME


@pytest.mark.parametrize("row", [*ROWS, *OTHER_ROWS], ids=lambda row: row["id"])
def test_every_label_quotes_its_texts(row):
    spans = [
        span for name in ("groups", "traps") for g in row[name] for span in g["spans"]
    ]
    assert all(words in row["texts"][place] for place, words in [*spans, *row["alone"]])
    assert row["label"] in LABELS
