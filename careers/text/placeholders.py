"""What people write in a table where they have no text."""

import re

_SIGNS = re.compile(r"[\s.…?_/*~‐‑‒–—―−-]*")
_WORDS = frozenset(
    # English, then German, French and Spanish, without spaces and dots
    "n/a na tbd tba tbc tobeadded tobeconfirmed tobedefined tobedetermined tobedone "
    "todo notdescribedyet k/a ka àdéfinir àcompléter s/o n/d pordefinir".split()
)


def is_placeholder(text: str) -> bool:
    """Whether ``text`` only says that there is none: "", "-", "N/A", "TBD"."""
    if len(text) > 40:
        return False
    return bool(_SIGNS.fullmatch(text)) or _bare(text) in _WORDS


def _bare(text: str) -> str:
    return re.sub(r"[\s.]", "", text).casefold()
