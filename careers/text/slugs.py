"""Addresses from names in any script."""

import re
import unicodedata

from anyascii import anyascii

# "C++" and "C#" are no "C".
_SIGNS = {"+": " plus ", "#": " sharp "}
_SIGN_AFTER_LETTER = re.compile(r"(?<=[^\W_])(?:\++|#)")
_IDEOGRAPH = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def slug_of(name: str, longest: int) -> str:
    """Return lower-case letters, digits and hyphens for ``name``; "" for signs alone.

    "vs" is spelt out: it joins roles in the address of a comparison.
    """
    words = _SIGN_AFTER_LETTER.sub(_spelt, unicodedata.normalize("NFC", name))
    letters = anyascii(_IDEOGRAPH.sub(r" \1 ", words)).lower().replace("'", "")
    parts = re.findall("[a-z0-9]+", letters)
    parts = ["versus" if part == "vs" else part for part in parts]
    slug = "-".join(parts)
    if len(slug) <= longest:
        return slug
    whole_words = slug[: longest + 1].rpartition("-")[0]
    return whole_words or slug[:longest]


def _spelt(signs: re.Match[str]) -> str:
    return "".join(_SIGNS[sign] for sign in signs[0])
