"""One shared list of roles, and of what people type to find them."""

import json
from pathlib import Path

from careers.models import Role
from tests.factories import make_dimension, make_role, make_term

DATA = json.loads(Path(__file__).with_suffix(".json").read_text())
QUERIES = DATA["queries"]


def make_searched_roles():
    summary = make_dimension("Summary", is_summary=True)
    duties = make_dimension("Duties")
    for number, fields in enumerate(DATA["roles"], start=1):
        texts = {summary: fields["summary"], duties: fields["text"]}
        make_role(
            fields["name"],
            slug=f"searched-{number:02}",
            texts=texts,
            abbreviations=fields.get("abbreviations", ""),
            other_names=fields.get("other_names", ""),
        )
    for term in DATA["terms"]:
        make_term(term["preferred"], term["variants"])


def names_of(words, roles=None):
    """Return the names of the roles that words find, best first."""
    roles = Role.objects.published() if roles is None else roles
    return list(roles.search(words).values_list("name", flat=True))
