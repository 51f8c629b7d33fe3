"""A page as it comes out of a printer."""

import re


def page_sizes(page, paper):
    """Return the (width, height) of each printed page, in points."""
    pdf = page.pdf(format=paper, prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in boxes]
