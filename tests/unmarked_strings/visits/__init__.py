"""Visits to every page in every state that has its own sentences.

A visit is a function that takes the walk. It starts from the site that
``make_greek_site`` makes, and people type Greek too.
"""

from . import (
    accounts,
    admin,
    every_page,
    history,
    matrix,
    public_pages,
    publishing,
    texts,
)

MODULES = [
    every_page,
    public_pages,
    texts,
    matrix,
    publishing,
    history,
    admin,
    accounts,
]

VISITS = {
    name: function
    for module in MODULES
    for name, function in vars(module).items()
    if getattr(function, "__module__", "") == module.__name__ and name[0] != "_"
}
