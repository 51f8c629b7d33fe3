"""Random texts, with many of the words and signs at which points are cut."""

from hypothesis import strategies as st

from careers.text.overlap import Overlap

WORDS = (
    "team plan plans the of and or to no 5 Reviews reports CTO VP budget data service"
).split()
PIECES = [*WORDS, ", ", "; ", " — ", "\n- ", "\n\n", ". ", " (SRE) ", ": ", "(", "’s"]

sentences = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
texts = st.one_of(sentences, st.text(max_size=60))
rows = st.lists(texts, min_size=2, max_size=4)


def overlap(cells):
    return Overlap({str(place): cell for place, cell in enumerate(cells)})
