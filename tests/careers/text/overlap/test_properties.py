"""Rules that hold for any texts."""

import os
import re
import subprocess
import sys
from itertools import combinations, pairwise, permutations, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.text.languages import ENGLISH
from careers.text.overlap import Label, Overlap, Summary, Wording
from careers.text.overlap.matching import candidates, forms_of, similarity
from careers.text.overlap.points import read
from tests.counted_calls import count_calls
from tests.hostile_phrases import HOSTILE_PHRASES
from tests.overlap_caches import clear_caches

from .random_rows import (
    alike_rows,
    bullets,
    clauses,
    lists,
    overlap,
    prose,
    rows,
    scripts,
    texts,
    turned_verbs,
)

any_rows = st.one_of(rows, alike_rows)


def result(row):
    """Return everything that a row computes, in a form to compare."""
    return (
        row.label,
        row.similarity,
        row.pairs,
        row.counts,
        row.shared,
        row.frames,
        {key: row.alone(key) for key in row.texts},
        {pair: row.lacks(*pair) for pair in permutations(row.texts, 2)},
    )


def quotes(row):
    """Yield each quote of a row with the key of its text."""
    for shared in row.shared:
        yield from shared.quotes.items()
    for frame in row.frames:
        yield from frame.quotes.items()
    for key in row.texts:
        yield from ((key, quote) for quote in row.alone(key))


@given(any_rows)
def test_the_order_of_the_roles_does_not_matter(cells):
    cells_by_key = [(str(place), cell) for place, cell in enumerate(cells)]
    results = [result(Overlap(dict(order))) for order in permutations(cells_by_key)]
    assert all(other == results[0] for other in results)


@given(any_rows)
def test_the_same_texts_give_the_same_result_again(cells):
    first = result(overlap(cells))
    clear_caches()
    assert result(overlap(cells)) == first


@given(any_rows)
def test_every_quote_is_published_text(cells):
    for key, quote in quotes(overlap(cells)):
        assert quote.text == cells[int(key)]
        assert quote.quote
        assert quote.quote == quote.quote.strip()
        assert quote.opening.removesuffix(" … ") in quote.text
        for start, end in quote.different:
            assert quote.start <= start < end <= quote.end


TURNING = re.compile(
    r"\b(?:not|no|never|without|only|little|limited to|may|must|[0-9]+)\s+$",
    re.IGNORECASE,
)


def paragraph_before(quote):
    """Return what stands before a quote, from the last empty line on."""
    lines = quote.text[: quote.start].splitlines(keepends=True)
    kept = takewhile(
        lambda line: line.strip() or line.splitlines() == [line], reversed(lines)
    )
    return "".join(reversed([*kept]))


@given(any_rows)
def test_no_quote_starts_right_after_a_word_that_turns_it(cells):
    row = overlap(cells)
    shared = [item for s in row.shared for item in s.quotes.values()]
    alone = [quote for key in row.texts for quote in row.alone(key)]
    for quote in [*shared, *alone]:
        is_but = quote.quote.casefold().startswith(("but", "whereas"))
        assert is_but or not TURNING.search(paragraph_before(quote))
    for frame in row.frames:
        for quote in frame.quotes.values():
            if turning := TURNING.search(paragraph_before(quote)):
                word = turning[0].split()[0].casefold()
                assert word in frame.opener.casefold().split()


@given(turned_verbs, lists, prose, st.one_of(prose, bullets))
def test_no_quote_starts_in_a_list_that_is_turned(verb, listed, after, other):
    """ "does not approve budgets, sign contracts, or hire staff" is one point."""
    text = f"{verb} {listed}. {after}"
    row = overlap([text, other])
    end_of_list = len(verb) + 1 + len(listed)
    for key, quote in quotes(row):
        if key == "0" and quote.start < end_of_list:
            assert quote.start == 0 or is_object_of_frame(row, quote)


def is_object_of_frame(row, quote):
    frames = [frame for frame in row.frames if quote in frame.quotes.values()]
    return any(
        quote.text.casefold().startswith(frame.opener.casefold()) for frame in frames
    )


@given(
    st.sampled_from(["Not part of the role:", "Does not:", "Never:", "Excluded:"]),
    st.lists(clauses, min_size=1, max_size=3),
    st.one_of(prose, bullets),
)
def test_nothing_is_quoted_from_a_list_that_is_denied(lead_in, denied, other):
    row = overlap([f"{lead_in}\n\n" + "\n".join(f"- {c}" for c in denied), other])
    assert "0" not in {key for key, _quote in quotes(row)}


@given(any_rows)
def test_nothing_is_both_shared_and_only_here(cells):
    row = overlap(cells)
    for key in row.texts:
        shared = [s.quotes[key] for s in row.shared if key in s.quotes]
        for alone in row.alone(key):
            assert not any(alone.start < q.end and q.start < alone.end for q in shared)


@given(any_rows)
def test_what_another_text_has_word_for_word_is_not_only_here(cells):
    row = overlap(cells)
    for key in row.texts:
        others = [text for other, text in row.texts.items() if other != key]
        for alone in row.alone(key):
            assert not any(holds(text, alone.quote) for text in others)


def holds(text, quote):
    """Whether a text has the words of a quote, and says rather than denies them."""
    words = rf"(?<!\w){re.escape(quote)}(?!\w)"
    return re.search(words, text) and not DENIAL.search(text)


DENIAL = re.compile(r"\b(?:not|never|without|no)\b", re.IGNORECASE)


@given(any_rows)
def test_a_shared_point_is_of_two_texts_or_more(cells):
    row = overlap(cells)
    assert all(len(shared.quotes) > 1 for shared in row.shared)
    assert all(len(frame.quotes) > 1 for frame in row.frames)


@given(
    st.one_of(texts, scripts).filter(
        lambda text: re.search(r"\w{4}", text) and not ENGLISH.is_placeholder(text)
    ),
    st.integers(2, 5),
)
def test_equal_texts_are_nearly_the_same(cell, count):
    row = overlap([cell] * count)
    assert row.label == Label.NEARLY_THE_SAME
    assert all(row.alone(key) == [] for key in row.texts)


def written_in(letters):
    """Return prose with content words of these letters only."""
    words = st.text(letters, min_size=2, max_size=8)
    pieces = st.one_of(words, st.sampled_from(["and", "of", ",", " — ", "\n- ", ";"]))
    return st.tuples(words, st.lists(pieces, max_size=20).map(" ".join)).map(" ".join)


@given(st.tuples(*map(written_in, ["bcd", "mpq", "vwx"])))
def test_texts_without_a_common_content_word_are_distinct(cells):
    row = overlap(cells)
    assert row.label == Label.DISTINCT
    assert row.shared == []
    assert row.frames == []


@given(rows)
def test_a_label_needs_texts_that_can_be_counted_or_are_equal(cells):
    row = overlap(cells)
    if row.label is None:
        assert len(row.answered) < 2 or not row.is_counted
    elif not row.is_counted:
        assert len(set(row.texts.values())) == 1


@given(texts)
def test_points_are_in_order_and_do_not_overlap(cell):
    spans = [(point.start, point.end) for point in read(cell, Wording(ENGLISH)).points]
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(texts)
def test_a_point_breaks_no_word(cell):
    for point in read(cell, Wording(ENGLISH)).points:
        quote = cell[point.start : point.end]
        before, after = cell[: point.start][-1:], cell[point.end :][:1]
        assert not (before.isalnum() and quote[0].isalnum())
        assert not (after.isalnum() and quote[-1].isalnum())


@given(any_rows)
def test_likeness_is_between_0_and_1(cells):
    likenesses = overlap(cells).pairs.values()
    assert all(0 <= value <= 1 for value in likenesses if value is not None)


@given(st.lists(any_rows.map(lambda cells: cells[:2]), max_size=4))
def test_a_summary_quotes_only_published_text(table):
    summary = Summary([overlap(cells) for cells in table])
    quoted = [(q.row, item) for q in summary.shared for item in q.shared.quotes.items()]
    quoted += [(f.row, item) for f in summary.frames for item in f.frame.quotes.items()]
    quoted += [
        (q.row, (key, q.point)) for key in "01" for q in summary.apart(key) if table
    ]
    assert all(quote.quote in table[row][int(key)] for row, (key, quote) in quoted)
    for place in summary.differ_most:
        assert summary.rows[place].label != Label.NEARLY_THE_SAME


@given(st.lists(any_rows.map(lambda cells: [*cells, "x"][:3]), min_size=1, max_size=4))
def test_a_summary_is_the_same_for_every_order_of_the_roles(table):
    summaries = [
        Summary([Overlap({key: cells[int(key)] for key in order}) for cells in table])
        for order in permutations("012")
    ]
    results = [
        (s.shared, s.frames, s.counts, s.differ_most, s.closest(), s.closest("1"))
        for s in summaries
    ]
    assert all(other == results[0] for other in results)


def calls(cells):
    clear_caches()
    return count_calls(lambda: result(overlap(cells)))


@pytest.mark.parametrize("text", [*HOSTILE_PHRASES, "leads no small audits, "])
def test_ten_times_the_text_is_ten_times_the_work(text):
    once, ten = text * 500, text * 5_000

    assert calls([ten, ten + " x"]) <= 10 * calls([once, once + " x"])


def test_ten_times_the_phrases_are_ten_times_the_work():
    def phrases(first, count):
        return ", ".join(f"x{number}ks work" for number in range(first, first + count))

    once = calls([phrases(0, 200), phrases(100, 200)])
    assert calls([phrases(0, 2_000), phrases(1_000, 2_000)]) <= 11 * once


PROGRAM = """
from careers.text.overlap import Overlap
row = Overlap({
    "a": "Leads Site Reliability (SR), SR Engineering (SE), and SE plans for teams",
    "b": "Tells SE plans, site reliability, and team plans to SR Engineering",
})
print(row.pairs, row.shared, row.frames, row.alone("a"), row.alone("b"))
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


few_words = st.sampled_from(["kernels", "routers", "cables", "fans", "racks", "disks"])
few_word_points = st.lists(few_words, min_size=2, unique=True).map(" ".join)
few_word_texts = st.lists(few_word_points, max_size=4).map("\n\n".join)
few_word_rows = st.lists(few_word_texts, min_size=2, max_size=4)


@given(few_word_rows)
def test_no_two_similar_points_of_two_texts_are_passed_over(cells):
    row = overlap(cells)
    forms = forms_of({key: reading.points for key, reading in row.readings.items()})
    negations = row.wording.language.negations
    pairs = candidates(forms)
    for first, second in combinations(range(len(forms)), 2):
        a, b = forms[first], forms[second]
        if not a.is_of_one_text_with(b) and similarity(a.point, b.point, negations):
            assert (first, second) in pairs
