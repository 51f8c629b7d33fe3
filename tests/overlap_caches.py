from careers import pieces
from careers.text.overlap import clauses, points, rows, summary, tokens


def clear_caches():
    """Make the overlap of the next texts as slow as that of new texts."""
    for cached in (
        pieces._remembered,
        summary._remembered,
        rows._remembered,
        points._remembered,
        clauses.looks_like_verb,
        tokens.read_word,
        tokens.fold_word,
        tokens._replacements,
    ):
        cached.cache_clear()
