"""Rows whose overlap careful readers labelled, and how well the overlap agrees.

The readers had not seen the code, and it was not changed yet. A label is made of spans,
``[place of the text, words]``: a group of them says the same, a trap only looks so, and
what is alone stands in no other text. Not everything is labelled.
"""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

from careers.text.languages import ENGLISH, LANGUAGES, OTHER
from careers.text.overlap import Kind, Label, Overlap, Wording
from careers.text.overlap.tokens import tokenise

HERE = Path(__file__).parent
TERMS = HERE.parents[3] / "fixtures" / "terms.json"

LABELS = {
    "Nearly the same": Label.NEARLY_THE_SAME,
    "Partly shared": Label.PARTLY_SHARED,
    "Distinct": Label.DISTINCT,
    None: None,
}
# A point is right if it covers half of the shorter of itself and a labelled span, in
# both texts; it falls for a trap if it covers this much of it, in both texts.
MOST_OF_A_TRAP = 0.8
# What is said to be alone is right if no other text has more of its words.
MOST_ELSEWHERE = 0.6

Letters = dict[int, set[int]]  # of a row, by the place of the text


def load(name):
    return json.loads((HERE / name).read_text())


ROWS = load("labelled_rows.json")
OTHER_ROWS = load("labelled_rows_in_other_languages.json")


def shipped_pairs():
    """Return the variants of the shipped glossary, each with its preferred word."""
    terms = (term["fields"] for term in json.loads(TERMS.read_text()))
    return tuple(
        (variant, term["preferred"])
        for term in terms
        for variant in term["variants"].splitlines()
    )


WORDING = Wording(ENGLISH, shipped_pairs())


def overlap_of(row):
    texts = {str(place): text for place, text in enumerate(row["texts"])}
    code = row.get("language", "en")
    wording = WORDING if code == "en" else Wording(LANGUAGES.get(code, OTHER))
    return Overlap(texts, wording)


def labelled_pairs(row, name):
    """Yield the letters of each two spans of a group or trap, and its kind."""
    for group in row[name]:
        spans = [
            (place, letters_of(place, words, row)) for place, words in group["spans"]
        ]
        for a, b in combinations(spans, 2):
            if a[0] != b[0]:
                yield {a[0]: a[1], b[0]: b[1]}, group["kind"]


def letters_of(place, words, row):
    start = row["texts"][place].index(words)
    return set(range(start, start + len(words)))


def shared_pairs(overlap):
    """Yield the letters of what each two texts share, and its kind."""
    for shared in overlap.shared:
        for pair in combinations(shared.quotes, 2):
            quotes = {int(key): shared.quotes[key] for key in pair}
            yield (
                {at: set(range(q.start, q.end)) for at, q in quotes.items()},
                shared.kind,
            )


def is_about(pair, label):
    return pair.keys() == label.keys() and all(
        2 * len(pair[at] & label[at]) >= min(len(pair[at]), len(label[at]))
        for at in pair
    )


def covers(pair, label, part):
    return pair.keys() == label.keys() and all(
        len(pair[at] & label[at]) >= part * len(label[at]) for at in pair
    )


def traps_taken(row, overlap):
    """Return the kinds of the traps that are called the same."""
    same = [pair for pair, kind in shared_pairs(overlap) if kind is Kind.SAME]
    return [
        kind
        for trap, kind in labelled_pairs(row, "traps")
        if any(covers(pair, trap, MOST_OF_A_TRAP) for pair in same)
    ]


def count_pairs(row, pairs):
    """Count what is called shared and is right, and the labels that are found.

    Where the words differ, as they do on a trap, a reader sees it: that counts neither
    as right nor as wrong.
    """
    counts, right = Counter(), []
    gold, traps = (list(labelled_pairs(row, name)) for name in ("groups", "traps"))
    for pair, kind in pairs:
        is_trap = any(covers(pair, trap, MOST_OF_A_TRAP) for trap, _ in traps)
        if is_trap and kind is Kind.SAME_BUT_FOR:
            continue
        counts["called shared"] += 1
        if not is_trap and any(is_about(pair, label) for label, _ in gold):
            right.append(pair)
    counts["rightly shared"] = len(right)
    for label, kind in gold:
        near = [pair for pair in right if is_about(pair, label)]
        union = {at: set().union(*(pair[at] for pair in near)) for at in label}
        is_found = covers(union, label, 0.5)
        for name in ("", f" {row['style']}", f" {kind}"):
            counts[f"labelled{name}"] += 1
            counts[f"found{name}"] += is_found
    return counts


def count_alone(row, overlap):
    """Count what is called alone and is right, and the labels that are kept."""
    counts, kept = Counter(), set()
    shared = {
        (at, letter)
        for pair, _kind in labelled_pairs(row, "groups")
        for at, letters in pair.items()
        for letter in letters
    }
    for place, text in enumerate(row["texts"]):
        for quote in overlap.alone(str(place)):
            letters = {(place, letter) for letter in range(quote.start, quote.end)}
            kept |= letters
            words = words_of(text[quote.start : quote.end], overlap)
            most = max(
                len(words & words_of(other, overlap))
                for at, other in enumerate(row["texts"])
                if at != place
            )
            counts["called alone"] += 1
            counts["rightly alone"] += most <= MOST_ELSEWHERE * len(words) and 2 * len(
                letters & shared
            ) <= len(letters)
    for place, words in row["alone"]:
        letters = {(place, letter) for letter in letters_of(place, words, row)}
        counts["labelled alone"] += 1
        counts["kept alone"] += 2 * len(letters & kept) >= len(letters)
    return counts


def words_of(text, overlap):
    """Return the words with content, without what the glossary knows of them."""
    language = overlap.wording.language
    return {token.stem for token in tokenise(text, 0, len(text), Wording(language))}


def count_row(row):
    overlap = overlap_of(row)
    counts = count_pairs(row, shared_pairs(overlap)) + count_alone(row, overlap)
    counts["rows"] += 1
    counts["rightly labelled"] += overlap.label == LABELS[row["label"]]
    counts["traps taken"] += len(traps_taken(row, overlap))
    return counts


def score(rows):
    """Return the figures of rows, from 0 to 1, and how many traps are taken."""
    counts = Counter()
    for row in rows:
        counts.update(count_row(row))
    figures = {
        "precision": ("rightly shared", "called shared"),
        "recall": ("found", "labelled"),
        "labels": ("rightly labelled", "rows"),
        "alone": ("rightly alone", "called alone"),
        "alone kept": ("kept alone", "labelled alone"),
    }
    kinds = sorted(name[6:] for name in counts if name.startswith("found "))
    figures |= {f"recall, {k}": (f"found {k}", f"labelled {k}") for k in kinds}
    return {
        "traps taken": counts["traps taken"],
        **{
            name: counts[a] / counts[b] for name, (a, b) in figures.items() if counts[b]
        },
    }
