"""Below a comparison: roles to consider too, and a step between two."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.backdated_changes import backdate_everything
from tests.factories import make_dimension, make_role
from tests.html import document, links, texts

pytestmark = pytest.mark.django_db

TEXTS = {
    "Nurse": "Cares for patients. Keeps medical records. Plans ward rounds.",
    "Midwife": "Cares for mothers. Plans ward rounds. Visits families.",
    "Archivist": "Restores books. Writes finding aids. Catalogues maps.",
    "Records Manager": "Keeps medical records. Writes finding aids.",
    "Baker": "Bakes bread.",
    "Gardener": "Plants trees.",
    "Painter": "Paints walls.",
}
TWO = "/compare/nurse-vs-archivist/"


@pytest.fixture
def roles():
    duties = make_dimension("Duties")
    for name, text in TEXTS.items():
        make_role(name, texts={duties: text})


def parts(client, path):
    """Return {heading: {name: lines}} of the parts below a comparison."""
    page = document(client.get(path))
    return {
        texts(part, "h2")[0]: {
            texts(item, ".similar-name")[0]: texts(item, ".similar-words")
            for item in part.query("li")
        }
        for part in page.query(".similar")
    }


def add_links(client, path):
    return links(document(client.get(path)), ".similar-act")


def test_roles_like_those_compared_are_offered_with_the_words_shared(client, roles):
    more = parts(client, "/compare/nurse-vs-records-manager/")

    assert more == {
        "Also consider": {
            "Archivist": ["Shared with Records Manager: Writes finding aids"],
            "Midwife": ["Shared with Nurse: Plans ward rounds"],
        }
    }


def test_a_role_between_two_is_offered_in_its_place(client, roles):
    more = parts(client, TWO)

    assert more["A step between"] == {
        "Records Manager": [
            "Shared with Nurse: Keeps medical records",
            "Shared with Archivist: Writes finding aids",
        ]
    }
    assert list(more["Also consider"]) == ["Midwife"]
    assert add_links(client, TWO) == [
        "/compare/nurse-vs-records-manager-vs-archivist/",
        "/compare/nurse-vs-archivist-vs-midwife/",
    ]


def test_three_roles_have_no_step_between(client, roles):
    more = parts(client, "/compare/nurse-vs-archivist-vs-baker/")

    assert list(more) == ["Also consider"]
    assert list(more["Also consider"]) == ["Records Manager", "Midwife"]


def test_words_that_all_share_say_so(client, roles):
    make_role("Clerk", texts={make_dimension("Tools"): "Writes finding aids."})

    more = parts(client, "/compare/archivist-vs-clerk/")

    assert more["Also consider"]["Records Manager"] == [
        "Shared with both: Writes finding aids"
    ]


def test_adding_a_role_keeps_how_the_page_is_shown(client, roles):
    paths = add_links(client, f"{TWO}?mark=nothing&column=archivist&column=nurse")

    assert paths[0] == (
        "/compare/nurse-vs-records-manager-vs-archivist/"
        "?mark=nothing&column=archivist&column=nurse&column=records-manager"
    )
    assert client.get(paths[0]).status_code == 200


def test_a_full_comparison_offers_none(client, roles, settings):
    settings.COMPARISON_MAX_ROLES = 2

    assert parts(client, TWO) == {}


def test_beside_an_earlier_day_none_is_offered(client, roles):
    backdate_everything()
    day = timezone.localdate() - timedelta(days=1)

    assert parts(client, f"/compare/nurse@{day}-vs-archivist/") == {}


def test_the_method_page_says_how_they_are_found(client):
    page = document(client.get("/how-it-is-counted/"))

    assert texts(page, "#similar h2") == ["Similar roles"]
