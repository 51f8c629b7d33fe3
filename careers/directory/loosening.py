"""What can be left out of an address of the directory."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from careers.models import Role
from careers.search.roles import find

MOST_WORDS = 4  # of which each is left out in turn


@dataclass(frozen=True)
class Looser:
    """What is left out, how many roles there are without it, and their address."""

    label: str
    count: int
    path: str


def ways_to_loosen(directory):
    """Return what finds roles if one thing is left out: a facet, a word, all words."""
    ways = [*_without_facets(directory), *_without_words(directory)]
    return [way for way in ways if way.count]


def removals(directory):
    """Return a label for the words and each value, with the address without it."""
    if directory.words:
        yield quoted(directory.words), directory.path(words="")
    choices = directory.choices
    for place, (_facet, value) in enumerate(choices):
        others = [*choices[:place], *choices[place + 1 :]]
        yield value.label, directory.path(choices=others)


def label_of(facet):
    """Return "Family: Data, People"."""
    values = ", ".join(value.label for value in facet.chosen)
    return _("%(facet)s: %(values)s") % {"facet": facet.label, "values": values}


def _without_facets(directory):
    for facet in directory.chosen_facets:
        choices = [choice for choice in directory.choices if choice[0] is not facet]
        count = directory.without(facet).bit_count()
        yield Looser(label_of(facet), count, directory.path(choices=choices))


def _without_words(directory):
    if not directory.words:
        return
    words = directory.words.split()
    for place, word in enumerate(words[:MOST_WORDS]):
        rest = " ".join([*words[:place], *words[place + 1 :]])
        if rest and directory.chosen_facets:
            keys = find(Role.objects.published(), rest).keys
            count = (directory.sets.of_keys(keys) & directory.passing).bit_count()
            yield Looser(quoted(word), count, directory.path(words=rest))
    count = directory.passing.bit_count()
    yield Looser(quoted(directory.words), count, directory.path(words=""))


def quoted(words):
    return _("“%(words)s”") % {"words": words}
