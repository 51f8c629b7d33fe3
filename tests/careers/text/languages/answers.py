"""What two answers of one language share, and how one is cut."""

from careers.text.languages import Language
from careers.text.overlap.points import read
from careers.text.overlap.rows import Overlap
from careers.text.overlap.shared import Kind
from careers.text.overlap.tokens import Wording, tokenise


def same(a: str, b: str, language: Language) -> list[str]:
    """Return what the first of two answers says just as the second does."""
    overlap = Overlap({"a": a, "b": b}, Wording(language))
    return [s.quotes["a"].quote for s in overlap.shared if s.kind is Kind.SAME]


def points(text: str, language: Language) -> list[str]:
    """Return all quotes that a text can give, with what opens them."""
    return [
        f"{point.opening}{text[point.start : point.end]}"
        for point in read(text, Wording(language)).points
        if not point.is_limited
    ]


def stems(text: str, language: Language) -> set[str]:
    return {token.stem for token in tokenise(text, 0, len(text), Wording(language))}
