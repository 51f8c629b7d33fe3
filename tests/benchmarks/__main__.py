"""`make bench`: how long pages take, compared with a view that does nothing.

Every figure is a ratio to another of the same run, so it holds on any machine, or
stands beside one or beside its limit.

Without names of parts, all are measured. Those of O*NET need its folder as ONET.
"""

import os
import subprocess
import sys
from pathlib import Path

from .server import site_in_this_process

POSTGRES = Path(__file__).parents[2] / ".ci" / "postgres"


def pages(_client):
    on_both_databases("tests.benchmarks.pages")


def bursts(_client):
    on_both_databases("tests.benchmarks.bursts")


def capacity(_client):
    on_both_databases("tests.benchmarks.capacity")


def overlap(client):
    from . import overlap

    overlap.report(client)


def editorial(_client):
    on_both_databases("tests.benchmarks.editorial")


def growth(_client):
    from . import growth

    growth.report()


def similar(_client):
    from . import kept_similar, similar

    similar.report()
    kept_similar.report()


def search(_client):
    from . import search_quality

    if folder := onet("search"):
        search_quality.report(folder)


def imports(_client):
    """Measure files in and out on both databases."""
    if onet("imports"):
        on_both_databases("tests.benchmarks.imports")


def large(_client):
    """Measure 100,000 roles on both databases, each in a process of its own."""
    if onet("large"):
        on_both_databases("tests.benchmarks.large_site")


def on_both_databases(module):
    sys.stdout.flush()
    command = [sys.executable, "-m", module]
    subprocess.run(command, env={**os.environ, "DATABASE_URL": ""}, check=True)
    subprocess.run([POSTGRES, *command], check=True)


def onet(part):
    folder = os.environ.get("ONET")
    if not folder:
        print(f"{part} is left out. To add it: ONET=<the folder of O*NET> make bench")
    return folder


# Search puts O*NET in the place of the content, so it comes after the other pages.
PARTS = {
    "pages": pages,
    "bursts": bursts,
    "capacity": capacity,
    "overlap": overlap,
    "editorial": editorial,
    "growth": growth,
    "imports": imports,
    "similar": similar,
    "search": search,
    "large": large,
}

chosen = sys.argv[1:] or list(PARTS)
if unknown := set(chosen) - PARTS.keys():
    raise SystemExit(f"No such part: {', '.join(unknown)}. Parts: {', '.join(PARTS)}")
with site_in_this_process() as client:
    for name in chosen:
        PARTS[name](client)
