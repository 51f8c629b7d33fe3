"""The texts that words find: those of the roles that the search finds."""

from django.db.models import BigIntegerField, F, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from careers.editorial.workflow import Draft
from careers.editorial.workflow.cell_states import of_same_cell
from careers.models import Dimension, Role
from careers.search.excerpts import Marker
from careers.search.query import read_query
from careers.search.roles import MOST, find
from careers.text import fold


def split_dimensions(words):
    """Return the dimensions whose names have some of the words, and the other words.

    Search knows the words of roles and texts, not those of dimensions.
    """
    by_key = {}
    rest = []
    names = Dimension.objects.values_list("pk", "name")
    names = [(key, f" {fold(name)}") for key, name in names]
    for word in words.split():
        folded = fold(word)
        keys = [key for key, name in names if folded and f" {folded}" in name]
        for key in keys:
            by_key.setdefault(key, set()).add(folded)
        if folded and not keys:
            rest.append(word)
    most = max(map(len, by_key.values()), default=0)
    dimensions = [key for key, words in by_key.items() if len(words) == most]
    return dimensions, " ".join(rest)


def find_texts(live, new, words, rest):
    """Return ``[(key of the live text, key of the draft)]``, best first, and the query.

    ``live`` and ``new`` are the texts to search: live ones, and drafts of cells without
    one. Every word is in a text, its draft, or the name of its role or dimension; if no
    text has all words, some of them are enough. ``rest`` are the words that are in no
    name of a dimension.
    """
    found = find(Role.objects.all(), rest)
    query = found.query
    if rest != words:
        query = read_query(words, query.terms)
    written = Draft.objects.with_words(words).order_by("role").values_list("role")
    written = written.distinct()[:MOST]
    roles = list(dict.fromkeys([*found.keys, *(key for (key,) in written)]))
    marker = Marker(words, query)
    cells = read_cells(live, new, roles)
    matches = [
        (marker.places(f"{names}\n{dimension}\n{text}"), keys)
        for names, dimension, text, keys in cells
    ]
    needed = {place for place, word in enumerate(query.words) if word.is_needed}
    most = max((len(needed & places) for places, _keys in matches), default=0)
    return [
        keys for places, keys in matches if most and len(needed & places) == most
    ], query


def read_cells(live, new, roles):
    """Return the names, dimension, texts and keys of each cell, in the roles' order.

    One query.
    """
    names = ["role", "dimension__position", "dimension__name", "role__folded_names"]
    names += ["text", "draft_text", "entry_key", "draft_key"]
    drafts = of_same_cell(Draft.objects).values("text")[:1]
    no_text, no_key = Value("", TextField()), Value(None, BigIntegerField())
    live = live.annotate(
        draft_text=Coalesce(Subquery(drafts), no_text), entry_key=F("pk")
    )
    new = new.annotate(draft_text=no_text, entry_key=no_key)
    rows = live.filter(role__in=roles).order_by().values_list(*names)
    alone = new.filter(role__in=roles).order_by().values_list(*names)
    places = {key: place for place, key in enumerate(roles)}
    rows = sorted(
        rows.union(alone, all=True), key=lambda row: (places[row[0]], *row[1:3])
    )
    return [
        (folded_names, dimension, f"{text}\n{draft_text}", keys)
        for _role, _place, dimension, folded_names, text, draft_text, *keys in rows
    ]
