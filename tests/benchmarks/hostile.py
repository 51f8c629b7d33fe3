"""Pairs of texts that are hard to compare, each of 20,000 characters."""

import random
from itertools import cycle, islice

LENGTH = 20_000  # characters

REPEATED = {
    "one word": "word ",
    "one letter": "a",
    "tiny clauses": "a: b ",
    "tiny sentences": "A b. ",
    "tiny bullets": "- plan\n",
    "tiny lines": "a\n",
    "commas": "a, ",
    "numbers": "5, ",
    "negations": "not to x, ",
    "conjunctions": "plan and ",
    "verbs": "manages x, ",
    "verbs of two ranks": "owns it and assists it ",
    "openers": "reports to x, ",
    "prepositions": "to ",
    "semicolons": "a; ",
    "dashes": "a - ",
    "hyphens": "a-",
    "brackets": "(",
    "pairs of brackets": "(a) ",
    "short forms": "key performance indicators (KPI) ",
    "capitals": "A ",
    "abbreviations": "e.g. ",
    "spaces": " ",
    "stops": ". ",
    "accents": "e\u0301",
    "invisible letters": "a\u200b",
    "letters without spaces": "数据工程师",
    "tiny clauses without spaces": "数据。",
    "letters without spaces, with marks": "พี่น้อง",
    "words of another script": "दल के साथ काम, ",
    "apostrophes": "n't ",
}


def repeated(phrase):
    return (phrase * (LENGTH // len(phrase) + 1))[:LENGTH]


def bullets_alike(verb):
    """Return bullets that are alike but for one word or two."""
    lines = (f"- {verb} the big w{n % 97}n budget of w{n}n\n" for n in range(LENGTH))
    return "".join(islice(lines, 500))[:LENGTH]


def random_text(seed, words, mark):
    chosen = random.Random(seed)
    vocabulary = [f"w{number}n" for number in range(words)]
    marks = cycle([" "] * 5 + [mark])
    parts = (f"{chosen.choice(vocabulary)}{next(marks)}" for _ in range(LENGTH))
    return "".join(islice(parts, LENGTH // 3))[:LENGTH]


def hostile_pairs():
    """Yield names and two texts each: a phrase beside itself, or beside others."""
    bullets = random_text(1, 60, "\n- ")
    for name, phrase in REPEATED.items():
        text = repeated(phrase)
        yield name, text, f"{text[1:]}x"
        yield f"{name}, beside bullets", text, bullets
    yield "500 bullets alike", bullets_alike("manages"), bullets_alike("manages a")
    yield "500 bullets of two ranks", bullets_alike("leads"), bullets_alike("assists")
    for name, words, mark in [
        ("bullets of few words", 60, "\n- "),
        ("clauses of few words", 60, ", "),
        ("sentences of few words", 60, ". W"),
        ("bullets of many words", 700, "\n- "),
        ("sentences of many words", 3_000, ". W"),
        ("runs of few words", 12, ", "),
    ]:
        yield name, random_text(1, words, mark), random_text(2, words, mark)
    words = random_text(3, 60, " ").split()
    yield "one order and its reverse", " ".join(words), " ".join(reversed(words))
