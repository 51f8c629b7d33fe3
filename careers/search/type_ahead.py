"""The first roles that words find, to choose from while someone types."""

from django import forms

from careers.models import Role
from careers.text import fold

MOST_ROLES = 10  # as many as a list shows on a phone without much scrolling


class WordsForm(forms.Form):
    q = forms.CharField(max_length=100)


def first_roles(words, roles=None, data_of=None):
    """Return data of up to ten roles, and whether there are more.

    The roles are the published ones, unless others are given.
    """
    if roles is None:
        roles = Role.objects.published()
    data_of = data_of or role_data
    roles = list(roles.select_related("family").search(words)[: MOST_ROLES + 1])
    return [data_of(role, words) for role in roles[:MOST_ROLES]], (
        len(roles) > MOST_ROLES
    )


def role_data(role, words):
    """Return what a list says of a role that ``words`` find.

    ``other_name`` is the name that the words are in, None if it is the name itself.
    """
    return {
        "slug": role.slug,
        "name": role.title,
        "family": role.family.name if role.family else None,
        "url": role.get_absolute_url(),
        "other_name": _other_name(role, fold(words).split()),
    }


def _other_name(role, words):
    def count(name):
        folded = f" {fold(name)}"
        return sum(f" {word}" in folded for word in words)

    name = max([role.title, *role.also_known_as], key=count)
    return None if name == role.title else name
