"""Pages of a history: they have numbers, but nothing counts them."""

from urllib.parse import urlencode

LAST_PAGE = 1_000


def page_number(request):
    """Return the page in the address: 1 to ``LAST_PAGE``, 1 for anything else."""
    page = request.GET.get("page", "")
    is_number = page.isascii() and page.isdigit() and len(page) < 9
    return min(max(int(page), 1), LAST_PAGE) if is_number else 1


def page_links(request, page, *, has_older):
    """Return the queries of the pages before and after this one, "" for none."""
    query = {key: value for key, value in request.GET.items() if key != "page"}
    return {
        "page": page,
        "newer": f"?{urlencode(query | {'page': page - 1})}" if page > 1 else "",
        "older": f"?{urlencode(query | {'page': page + 1})}" if has_older else "",
    }
