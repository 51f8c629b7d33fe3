"""Processor time of comparisons: the whole page, the overlap alone, hostile texts.

"Page" and "overlap" are what new texts take, "again" is a page whose texts the process
remembers. Every figure is a median.
"""

import os
import statistics
import time

from careers.models import Role, Term
from careers.text.overlap import Overlap, Summary, mark_differences, mark_shared
from comparisons.comparison import Comparison
from tests.overlap_caches import clear_caches

from .hostile import hostile_pairs
from .onet import Onet, slug_of
from .pages import ROLES

RUNS = 7
BARE_RUNS = 200
FEW_RUNS = 3  # of what takes long
WORST = 8  # pairs of hostile texts to print


def milliseconds(function, *arguments, is_new=True):
    """Return the processor time of a call, of texts that are new or were read."""
    if is_new:
        clear_caches()
    started = time.process_time()
    function(*arguments)
    return 1000 * (time.process_time() - started)


def median(function, *arguments, runs=RUNS, is_new=True):
    return statistics.median(
        milliseconds(function, *arguments, is_new=is_new) for _ in range(runs)
    )


def compare(rows, wording):
    """Find everything that a page says of rows of texts by their keys."""
    summary = Summary([Overlap(row, wording) for row in rows])
    _ = summary.shared, summary.frames, summary.counts
    _ = summary.differ_most, summary.closest()
    for key in rows[0]:
        summary.apart(key)
    _ = [row.label for row in summary.rows]


def compare_hostile(a, b, wording):
    row = Overlap({"a": a, "b": b}, wording)
    summary = Summary([row])
    _ = summary.shared, summary.frames, summary.counts, row.label
    for key in ("a", "b"):
        summary.apart(key)
        mark_shared(row, key)
        mark_differences(row, key)
    row.lacks("a", "b")


def rows_of(slugs):
    """Return the published texts of roles, by dimension and then by slug."""
    roles = list(Role.objects.filter(slug__in=slugs))
    return [
        {cell.role.slug: cell.text for cell in row.cells}
        for row in Comparison.of(roles).rows
    ]


def report(client):
    """Print the times, also as ratios to a view that does nothing."""
    bare = median(open_page, client, "/bare/", is_new=False, runs=BARE_RUNS) / 1000
    print(
        f"\n{'processor time, in ms':34}{'page':>9}{'again':>9}{'overlap':>9}"
        f"{'x bare':>9}{'text':>11}"
    )
    report_comparison("3 roles x 10 of the fixtures", ROLES[:3], client, bare)
    report_comparison("12 roles x 10 of the fixtures", ROLES, client, bare)
    wording = Term.objects.wording()
    if folder := os.environ.get("ONET"):
        report_onet(Onet(folder), client, bare)
    else:
        print("O*NET is left out. To add it: ONET=<its folder> make bench")
    report_hostile(wording, bare)


def report_onet(onet, client, bare):
    onet.load()
    for name, codes in onet.sets().items():
        title = f"{len(codes)} x {len(onet.texts)} of O*NET, {name}"
        slugs = [slug_of(code) for code in codes]
        report_comparison(title, slugs, client, bare, runs=FEW_RUNS)


def report_comparison(title, slugs, client, bare, runs=RUNS):
    path, rows = f"/compare/{'-vs-'.join(slugs)}/", rows_of(slugs)
    first = median(open_page, client, path, runs=runs)
    again = median(open_page, client, path, runs=runs, is_new=False)
    alone = median(compare, rows, Term.objects.wording(), runs=runs)
    text = sum(len(text) for row in rows for text in row.values())
    ratio = first / (1000 * bare)
    print(f"{title:34}{first:9.1f}{again:9.1f}{alone:9.1f}{ratio:9.1f}{text:11,}")


def open_page(client, path):
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")


def report_hostile(wording, bare):
    times = {
        name: median(compare_hostile, a, b, wording, runs=FEW_RUNS)
        for name, a, b in hostile_pairs()
    }
    print(f"\n{'two hostile texts, the worst':44}{'overlap':>9}{'x bare':>9}")
    worst = sorted(times, key=times.get, reverse=True)[:WORST]
    for name in worst:
        print(f"{name:44}{times[name]:9.1f}{times[name] / (1000 * bare):9.1f}")
    print(f"The median of {len(times)} is {statistics.median(times.values()):.1f} ms.")
