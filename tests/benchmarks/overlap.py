"""Processor time of the overlap alone, without a page."""

import csv
import json
import os
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

from careers.text.overlap import Overlap, Summary
from tests.overlap_caches import clear_caches

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "entries.json"
RUNS = 7


def time_first(rows):
    """Return the milliseconds that all figures and quotes of a comparison take."""
    clear_caches()
    return time_overlap(rows)


def time_overlap(rows):
    started = time.process_time()
    summary = Summary([Overlap(row) for row in rows])
    _ = summary.shared, summary.differ_most, summary.closest
    for row in rows[:1]:
        for key in row:
            summary.apart(key)
    _ = [row.label for row in summary.rows]
    return 1000 * (time.process_time() - started)


def fixture_rows(roles):
    texts = defaultdict(dict)
    for entry in json.loads(FIXTURE.read_text()):
        fields = entry["fields"]
        texts[fields["dimension"][0]][fields["role"][0]] = fields["text"]
    return [{role: row[role] for role in roles} for row in texts.values()]


def onet_texts(folder):
    """Return O*NET's texts by dimension and role, and its roles from short to long."""
    csv.field_size_limit(sys.maxsize)
    texts, lengths = defaultdict(dict), defaultdict(int)
    with (Path(folder) / "cells.csv").open(newline="") as file:
        for cell in csv.DictReader(file):
            texts[cell["dimension"]][cell["code"]] = cell["text"]
            lengths[cell["code"]] += len(cell["text"])
    return texts, sorted(lengths, key=lengths.get)


def comparisons(roles):
    """Yield a name and the rows of every comparison to time."""
    yield "3 roles x 10 of the fixtures", fixture_rows(roles[:3])
    yield "12 roles x 10 of the fixtures", fixture_rows(roles)
    if not (folder := os.environ.get("ONET")):
        return
    texts, codes_by_length = onet_texts(folder)
    middle = len(codes_by_length) // 2
    for name, codes in {
        "12 of middle length": codes_by_length[middle : middle + 12],
        "3 longest": codes_by_length[-3:],
        "6 longest": codes_by_length[-6:],
        "12 longest": codes_by_length[-12:],
        "24 longest": codes_by_length[-24:],
    }.items():
        rows = [{code: row.get(code, "") for code in codes} for row in texts.values()]
        yield f"{name} x {len(rows)} of O*NET", rows
    *_, other, longest = sorted(
        (text for row in texts.values() for text in row.values()), key=len
    )
    yield (
        f"{len(longest):,} beside {len(other):,} characters",
        [{"a": longest, "b": other}],
    )


def report(roles, bare):
    """Print the times; ``bare`` is the bare view's time in seconds."""
    print()
    print(
        f"{'overlap, without a page':36}{'ms':>8}{'again':>8}{'x bare':>8}{'text':>11}"
    )
    for name, rows in comparisons(roles):
        first = statistics.median(time_first(rows) for _ in range(RUNS))
        again = statistics.median(time_overlap(rows) for _ in range(RUNS))
        text = sum(len(text) for row in rows for text in row.values())
        ratio = first / (1000 * bare)
        print(f"{name:36}{first:8.1f}{again:8.1f}{ratio:8.1f}{text:11,}")
    if not os.environ.get("ONET"):
        print("O*NET is left out. To add it: ONET=<its folder> make bench")
