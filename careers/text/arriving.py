"""Text from a cell of a table, as it becomes text of this site."""

from .cleaning import clean_text
from .guards import without_guards
from .lists import with_own_bullets
from .placeholders import is_placeholder


def arrived(cell: str, stored: str) -> str:
    """Return the text that ``cell`` stands for: "" for a placeholder.

    That is ``stored``, to the letter, if an export of it reads like this.
    """
    text = clean_text(without_guards(cell))
    if stored == without_guards(cell) or clean_text(stored) in (text, clean_text(cell)):
        return stored
    return "" if is_placeholder(text) else with_own_bullets(text)
