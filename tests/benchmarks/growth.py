"""How much longer ten times the text takes: about ten times, whatever it repeats.

The tests count calls, which hold on any machine. A regular expression that tries the
same characters again and again is one call, and shows in time alone.
"""

import time

from careers.editorial.checks.text_checks import checks
from careers.text import prose
from careers.text.overlap import Overlap
from tests.hostile_phrases import HOSTILE_PHRASES

from .overlap import forget

RUNS = 3
ONCE = 2_000  # times that a phrase is repeated


def seconds(function, text):
    """Return the least processor time of a few runs."""
    times = []
    for _ in range(RUNS):
        forget()
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
