"""Similar roles on O*NET: how many of its analysts' own are found, and how fast.

`ONET=<its folder> python -m tests.benchmarks.similar` runs this alone. Times are
processor time.
"""

import os
import statistics
import time
import tracemalloc
from collections import defaultdict

from careers.text.overlap import Wording
from careers.text.similarity import (
    SHOWN,
    Index,
    RoleText,
    changed_rows,
    profile_of,
    profiles_of,
    read_role,
    shared_phrases,
    steps_between,
)

from .onet import Onet, read

DIMENSIONS = [
    "Description",
    "Core Tasks",
    "Supplemental Tasks",
    "Generalized Work Activities",
    "Detailed Work Activities",
]
OTHER_NAMES = "Alternate Titles"
FIRST = 10
UPDATES = 40
WORDING = Wording.of("en")


def report():
    folder = os.environ.get("ONET")
    if not folder:
        print("\nSimilar roles are left out. To add them: ONET=<its folder> make bench")
        return
    onet, related = Onet(folder), related_roles(folder)
    texts = role_texts(onet)
    print(f"\nsimilar roles, {len(texts)} of O*NET, {len(related)} with a list")
    words, corpus, profiles, rows = report_build(texts)
    report_hits("five dimensions and the title", rows, related)
    report_hits("and other names", rows_of(role_texts(onet, OTHER_NAMES)), related)
    report_updates(texts, corpus, profiles, rows)
    report_steps(corpus, profiles, rows)
    report_memory(words)


def related_roles(folder):
    """Return the roles that O*NET's analysts call related to a role, by its code."""
    related = defaultdict(set)
    for row in read(folder, "related-half.csv"):
        related[row["code"]].add(row["related_code"])
    return dict(sorted(related.items()))


def role_texts(onet, other_names=None):
    """Return all roles, with other names from a dimension that lists them."""
    return [
        RoleText(
            code,
            (title, *other_names_of(onet.texts.get(other_names, {}).get(code, ""))),
            tuple(
                onet.texts[name][code]
                for name in DIMENSIONS
                if code in onet.texts[name]
            ),
        )
        for code, title in onet.titles.items()
    ]


def other_names_of(text):
    return [line.removeprefix("- ") for line in text.splitlines()]


def rows_of(texts):
    corpus, profiles = profiles_of(read_role(text, WORDING) for text in texts)
    return Index(profiles.values(), corpus).rows()


def seconds(function, *arguments):
    started = time.process_time()
    result = function(*arguments)
    return time.process_time() - started, result


def report_build(texts):
    reading, words = seconds(lambda: [read_role(text, WORDING) for text in texts])
    weighing, (corpus, profiles) = seconds(profiles_of, words)
    ranking, rows = seconds(lambda: Index(profiles.values(), corpus).rows())
    quoting, _ = seconds(
        lambda: [quotes(slug, row, profiles, corpus) for slug, row in rows.items()]
    )
    print(
        f"build {reading + weighing + ranking + quoting:.1f} s: reading {reading:.1f},"
        f" vectors {weighing:.1f}, rows {ranking:.1f},"
        f" quotes for {SHOWN} each {quoting:.1f}"
    )
    return words, corpus, profiles, rows


def quotes(slug, row, profiles, corpus):
    return [
        shared_phrases(profiles[slug], profiles[near.slug], corpus)
        for near in row[:SHOWN]
    ]


def report_hits(title, rows, related):
    hits = [
        len(codes & {near.slug for near in rows[code][:FIRST]}) / FIRST
        for code, codes in related.items()
    ]
    print(
        f"hits of the first {FIRST}, {title}: odd {statistics.mean(hits[::2]):.4f},"
        f" even {statistics.mean(hits[1::2]):.4f}, all {statistics.mean(hits):.4f}"
    )


def report_updates(texts, corpus, profiles, rows):
    """Print the time of roles that lose half of their last text, read anew."""

    def update(role):
        profile = profile_of(read_role(role, WORDING), corpus)
        changed = changed_rows(
            role.slug, {**profiles, role.slug: profile}, rows, corpus
        )
        for slug in changed:
            shared_phrases(profile, profiles[slug], corpus)
        return len(changed)

    updates = [
        seconds(update, shortened(role))
        for role in texts[:: len(texts) // UPDATES][:UPDATES]
    ]
    times = sorted(1000 * took for took, _ in updates)
    changes = statistics.mean(changes for _, changes in updates)
    print(
        f"update of a role: median {statistics.median(times):.0f} ms, longest"
        f" {times[-1]:.0f} ms, changes {changes:.0f} rows"
    )


def shortened(role):
    *texts, last = role.texts
    return RoleText(role.slug, role.names, (*texts, last[: len(last) // 2]))


def report_steps(corpus, profiles, rows):
    """Print the time of steps between roles, from all roles and from both rows."""
    slugs = sorted(profiles)
    first, last = slugs[0], slugs[len(slugs) // 2]
    pair = profiles[first], profiles[last]
    near = {near.slug for slug in (first, last) for near in rows[slug]}
    few = [profiles[slug] for slug in near]
    from_all, steps = seconds(steps_between, *pair, profiles.values(), corpus)
    from_rows, _ = seconds(steps_between, *pair, few, corpus)
    print(
        f"steps between two roles: {1000 * from_all:.0f} ms from all roles"
        f" ({len(steps)} steps), {1000 * from_rows:.1f} ms from their rows"
    )


def report_memory(words):
    tracemalloc.start()
    corpus, profiles = profiles_of(words)
    held, _ = tracemalloc.get_traced_memory()
    Index(profiles.values(), corpus).rows()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"memory: profiles of all roles {held / 1e6:.0f} MB,"
        f" at most {peak / 1e6:.0f} MB with the index and rows"
    )


if __name__ == "__main__":
    report()
