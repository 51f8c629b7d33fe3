"""Similar roles on a role's page and in its files, from what is published now."""

import json

import pytest
from django.db import connection
from django.test import Client

from careers.models import Role, SimilarPair, SimilarState, SimilarWaiting
from careers.search import index
from careers.search.similar import queue
from tests.factories import (
    make_approved,
    make_dimension,
    make_person,
    make_publication,
    make_role,
    make_term,
)
from tests.html import document, links, text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def duties():
    return make_dimension("Duties")


@pytest.fixture
def hospital(duties):
    """Two roles alike, three that are not, and a draft."""
    make_role("Nurse", texts={duties: "- Cares for patients\n- Keeps medical records"})
    make_role("Doctor", texts={duties: "- Treats patients\n- Reads medical records"})
    make_role("Baker", texts={duties: "- Bakes bread\n- Sells cakes"})
    make_role("Gardener", texts={duties: "Plants trees"})
    make_role("Painter", texts={duties: "Paints walls"})
    make_role("Surgeon", status="draft", texts={duties: "- Operates on patients"})
    return duties


def similar(client, slug="nurse"):
    """Return what the page of a role says: {name: words}."""
    page = document(client.get(f"/roles/{slug}/"))
    names, words = texts(page, ".similar-name"), texts(page, ".similar-words")
    return dict(zip(names, words, strict=True))


def slugs(client, slug="nurse"):
    return json.loads(client.get(f"/roles/{slug}.json").content)["similar"]


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_role_names_similar_roles_and_the_words_that_make_them_so(client, hospital):
    assert similar(client) == {"Doctor": "Both: medical records, patients"}


def test_they_link_to_their_pages_and_to_comparisons(client, hospital):
    make_role("Midwife", texts={hospital: "Cares for patients"})

    assert links(document(client.get("/roles/nurse/")), ".similar a") == [
        "/roles/doctor/",
        "/compare/nurse-vs-doctor/",
        "/roles/midwife/",
        "/compare/nurse-vs-midwife/",
        "/compare/nurse-vs-doctor-vs-midwife/",
        "/how-it-is-counted/#similar",
    ]


def test_a_link_at_the_top_skips_to_them(client, hospital):
    page = document(client.get("/roles/nurse/"))

    [target] = links(page, ".skip-link:nth-of-type(2)")
    assert text_of(page, target) == "Similar roles"


def test_a_role_like_no_other_has_no_such_part(client, hospital):
    assert not document(client.get("/roles/baker/")).query(".similar")


def test_the_role_as_json_lists_at_least_ten_best_first(client, duties):
    for number in range(15):
        make_role(f"Nurse {number}", texts={duties: "patients " + "care " * number})

    listed = slugs(client, "nurse-14")

    assert listed[0] == "nurse-13"
    assert len(listed) == 14


def test_the_role_as_markdown_links_to_similar_roles(client, hospital):
    markdown = client.get("/roles/nurse.md").content.decode()

    assert (
        "## Similar roles\n\n- [Doctor](http://127.0.0.1:8000/roles/doctor.md): "
        "medical records, patients\n"
    ) in markdown


@pytest.mark.parametrize("status", ["archived", "draft"])
def test_a_role_that_is_taken_off_the_site_is_not_named(client, hospital, status):
    assert slugs(client) == ["doctor"]

    sql("UPDATE careers_role SET status = %s WHERE slug = 'doctor'", status)

    assert slugs(client) == []
    assert similar(client) == {}


def test_a_new_name_is_shown_at_once(client, hospital):
    similar(client)
    sql("UPDATE careers_role SET name = 'Physician' WHERE slug = 'doctor'")

    assert list(similar(client)) == ["Physician"]


def test_words_that_leave_a_text_are_not_quoted(client, hospital):
    assert "medical records" in similar(client)["Doctor"]

    sql("UPDATE careers_roledimensionentry SET text = 'Treats patients'")

    assert "medical records" not in str(similar(client))


@pytest.mark.parametrize("slug", ["doctor", "nurse"])
def test_a_role_that_changed_is_left_out_until_it_is_read(
    client, hospital, monkeypatch, slug
):
    monkeypatch.setattr(index, "MOST_AT_ONCE", 1)
    index.refresh()
    sql("UPDATE careers_role SET name = 'Cook' WHERE slug = 'baker'")
    sql(
        "UPDATE careers_roledimensionentry SET text = 'Plays' WHERE role_id IN"
        " (SELECT id FROM careers_role WHERE slug = %s)",
        slug,
    )
    # Read first, and one page reads no more than one.
    sql(
        "UPDATE careers_changedrole SET role = 0 WHERE role IN"
        " (SELECT id FROM careers_role WHERE slug = 'baker')"
    )

    assert similar(client) == {}


def test_what_waits_is_read_a_few_at_a_time(client, hospital, monkeypatch):
    monkeypatch.setattr(queue, "SMALL", 0)
    monkeypatch.setattr(queue, "is_due", lambda state, *_: not state.roles)
    index.refresh()
    monkeypatch.setattr(queue, "BUDGET", queue.UPDATE)
    sql(
        "UPDATE careers_roledimensionentry SET text = 'Cares for horses'"
        " WHERE text LIKE %s",
        "%patients%",
    )

    assert similar(client) == {}
    assert SimilarWaiting.objects.count() == 1
    assert similar(Client()) == {"Doctor": "Both: horses"}
    assert not SimilarWaiting.objects.exists()
    assert similar(client) == {"Doctor": "Both: horses"}


def test_a_large_site_is_built_by_prepare_and_not_by_a_visit(
    client, hospital, monkeypatch
):
    monkeypatch.setattr(queue, "BUDGET", 2)
    assert similar(client) == {}

    index.refresh()

    assert list(similar(client)) == ["Doctor"]


def test_terms_of_the_glossary_count_as_one_word(client, duties):
    make_role("Pilot", texts={duties: "Flies aircraft daily"})
    make_role("Steward", texts={duties: "Serves on planes"})
    assert slugs(client, "pilot") == []

    make_term("aircraft", "plane")

    assert slugs(client, "pilot") == ["steward"]


def test_a_publication_is_followed_before_anyone_visits(
    hospital, django_capture_on_commit_callbacks
):
    make_person("writer", "Editor")
    make_person("reviewer", "Reviewer")
    index.refresh()
    baker = Role.objects.get(slug="baker")
    with django_capture_on_commit_callbacks(execute=True):
        make_publication([make_approved(baker, hospital, "Cares for patients")])

    assert SimilarPair.objects.filter(role=baker).count() == 2
    assert not SimilarWaiting.objects.exists()


def test_a_site_without_roles_keeps_nothing(client, hospital):
    index.refresh()
    sql("UPDATE careers_role SET status = 'draft'")
    index.refresh()

    assert not SimilarPair.objects.exists()
    assert SimilarState.objects.get().roles == 0
