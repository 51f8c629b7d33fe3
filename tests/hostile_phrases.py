"""Phrases that are hard to split into points when a text repeats them."""

HOSTILE_PHRASES = [
    "(",
    "(a ",
    " to",
    "a, ",
    " — ",
    "A",
    "(A",
    "a (ABC) ",
    "\n- a b c",
    "and ",
    " ",
    " -",
    "\n ",
]
