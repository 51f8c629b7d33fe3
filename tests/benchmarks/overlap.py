"""What counting costs by itself: processor time of the overlap, without any page."""

import csv
import json
import os
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

from careers.text.overlap import Overlap, Summary, points
from careers.text.overlap.tokens import is_telling, stem

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "entries.json"
RUNS = 7


def count(rows):
    """Return the milliseconds that all of a comparison's figures and lines took."""
    forget()
    return counting(rows)


def forget():
    """Make the next text cost what it costs the first time."""
    for remembered in (points._remembered, stem, is_telling):
        remembered.cache_clear()


def counting(rows):
    started = time.process_time()
    summary = Summary([Overlap(row) for row in rows])
    _ = summary.shared, summary.differ_most, summary.closest
    for row in rows[:1]:
        for key in row:
            summary.apart(key)
    _ = [row.label for row in summary.rows]
    return 1000 * (time.process_time() - started)


def of_fixtures(roles):
    texts = defaultdict(dict)
    for entry in json.loads(FIXTURE.read_text()):
        fields = entry["fields"]
        texts[fields["dimension"][0]][fields["role"][0]] = fields["text"]
    return [{role: row[role] for role in roles} for row in texts.values()]


def of_onet(folder):
    """Return the texts of O*NET by dimension and role, and the length of each role."""
    csv.field_size_limit(sys.maxsize)
    texts, lengths = defaultdict(dict), defaultdict(int)
    with (Path(folder) / "cells.csv").open(newline="") as file:
        for cell in csv.DictReader(file):
            texts[cell["dimension"]][cell["code"]] = cell["text"]
            lengths[cell["code"]] += len(cell["text"])
    return texts, sorted(lengths, key=lengths.get)


def sets(roles):
    """Yield the name and the rows of each comparison that is counted."""
    yield "3 roles x 10 of the fixtures", of_fixtures(roles[:3])
    yield "12 roles x 10 of the fixtures", of_fixtures(roles)
    if not (folder := os.environ.get("ONET")):
        return
    texts, by_length = of_onet(folder)
    middle = len(by_length) // 2
    for name, codes in {
        "12 middling": by_length[middle : middle + 12],
        "3 longest": by_length[-3:],
        "6 longest": by_length[-6:],
        "12 longest": by_length[-12:],
        "24 longest": by_length[-24:],
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
    """Print what counting costs; ``bare`` is the bare view's seconds."""
    print()
    print(
        f"{'counting, without a page':36}{'ms':>8}{'again':>8}{'x bare':>8}{'text':>11}"
    )
    for name, rows in sets(roles):
        first = statistics.median(count(rows) for _ in range(RUNS))
        again = statistics.median(counting(rows) for _ in range(RUNS))
        text = sum(len(text) for row in rows for text in row.values())
        ratio = first / (1000 * bare)
        print(f"{name:36}{first:8.1f}{again:8.1f}{ratio:8.1f}{text:11,}")
    if not os.environ.get("ONET"):
        print("O*NET is not counted: ONET=<its folder> make bench counts it.")
