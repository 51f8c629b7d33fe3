"""Ten times the text should take about ten times as long, for any repeated phrase.

The tests count calls, which are the same on any machine. A slow regular expression is
one call, so only time shows it.
"""

import time

from careers.editorial.checks.text_checks import checks
from careers.text import prose
from careers.text.overlap import Overlap
from tests.hostile_phrases import HOSTILE_PHRASES
from tests.overlap_caches import clear_caches

RUNS = 3
ONCE = 2_000  # repetitions of a phrase


def seconds(function, text):
    """Return the shortest processor time of a few runs."""
    times = []
    for _ in range(RUNS):
        clear_caches()
        started = time.process_time()
        function(text)
        times.append(time.process_time() - started)
    return min(times)


def overlap(text):
    return Overlap({"a": text, "b": text + " x"}).shared


def check(text):
    return checks(text, guide=10, is_summary=True)


def report():
    print()
    print(
        f"{'ten times the text':36}{'overlap':>9}{'blocks':>9}{'checks':>9}   (times)"
    )
    for phrase in HOSTILE_PHRASES:
        once, ten = phrase * ONCE, phrase * ONCE * 10
        figures = [
            f"{seconds(function, ten) / seconds(function, once):8.1f}x"
            for function in (overlap, prose.blocks, check)
        ]
        print(f"{phrase!r:36}{''.join(figures)}")
