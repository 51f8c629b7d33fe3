"""Rendered pieces of pages, remembered by all that they show.

A piece cannot be out of date: its template sees nothing but the values that it is
remembered by, so that a change of any of them is another piece.
"""

from dataclasses import fields, is_dataclass
from sys import getsizeof
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache, cached
from django.conf import settings
from django.template import loader
from django.utils.translation import get_language

MOST_BYTES = 32 << 20


class Piece(NamedTuple):
    html: str
    size: int  # bytes of memory, with the values


def piece(template_name, **values):
    """Return a template rendered with ``values``, each of which is hashed by value.

    A model instance is not: it is equal to an earlier one with another name.
    """
    if settings.DEBUG:
        return loader.render_to_string(template_name, values)
    return _remembered(template_name, get_language(), tuple(values.items())).html


@cached(LRUCache(MOST_BYTES, getsizeof=lambda piece: piece.size), lock=Lock())
def _remembered(template_name, _language, values):
    html = loader.render_to_string(template_name, dict(values))
    return Piece(html, memory_of((html, values)))


def memory_of(value):
    """Return the bytes of a value and all its parts, the same ones counted again."""
    if isinstance(value, tuple | frozenset):
        parts = value
    elif is_dataclass(value):
        parts = [getattr(value, field.name) for field in fields(value)]
    else:
        return getsizeof(value)
    return getsizeof(value) + sum(map(memory_of, parts))
