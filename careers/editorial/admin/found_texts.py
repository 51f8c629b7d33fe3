"""The texts that words find: those of the roles that the search finds."""

from careers.editorial.workflow import Draft
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
    query = found.query if rest == words else read_query(words)
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
    """Return the names, dimension, text and keys of each cell, in the roles' order."""
    names = ["role", "dimension", "dimension__position", "dimension__name"]
    names += ["role__folded_names", "text", "pk"]
    drafts = {
        (role, dimension): (key, text)
        for role, dimension, key, text in Draft.objects.filter(
            role__in=roles
        ).values_list("role", "dimension", "pk", "text")
    }
    places = {key: place for place, key in enumerate(roles)}
    rows = []
    for row in live.filter(role__in=roles).values_list(*names):
        draft, draft_text = drafts.get(row[:2], (None, ""))
        rows.append((*row[:5], f"{row[5]}\n{draft_text}", (row[6], draft)))
    drafts_alone = new.filter(role__in=roles).values_list(*names)
    rows += [(*row[:6], (None, row[6])) for row in drafts_alone]
    rows.sort(key=lambda row: (places[row[0]], row[2], row[3]))
    return [(row[4], row[3], row[5], row[6]) for row in rows]
