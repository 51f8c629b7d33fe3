"""An address as a QR code, for the readers of a sheet of paper."""

from math import ceil

import segno
from django.utils.safestring import SafeString, mark_safe
from segno.encoder import DataOverflowError

# In points. A phone reads modules of this size from a sheet in a hand.
MODULE = 1.25
STEP = 0.25  # exact as a float, and so in the markup
SMALLEST, LARGEST = 72, 170
BORDER = 4  # modules, after ISO/IEC 18004


def qr_code(address: str) -> SafeString:
    """Return ``address`` as an SVG element, "" if it is too long for a small code."""
    try:
        code = segno.make(address, error="l", micro=False)
    except DataOverflowError:
        return SafeString()
    modules, _height = code.symbol_size(border=BORDER)
    if modules * MODULE > LARGEST:
        return SafeString()
    svg = code.svg_inline(
        scale=max(MODULE, ceil(SMALLEST / modules / STEP) * STEP),
        unit="pt",
        border=BORDER,
        light="#fff",
        svgclass=None,
        lineclass=None,
    )
    return mark_safe(svg)  # noqa: S308  (numbers only: the address is drawn)
