from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=10_000)
def path_to(view: str, *args: str) -> str:
    """Return the path of a view.

    Each path is worked out once, as lists and the matrix have one in every row.
    """
    return reverse(view, args=args)
