"""Work that is counted: a clock would fail on a slow machine."""

import sys


def count_calls(function, *args):
    """Return how many functions, of Python and of C, ran in a call of ``function``."""
    calls = 0

    def count(frame, event, arg):
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function(*args)
    finally:
        sys.setprofile(before)
    return calls
