"""One text edited by two people, or in two windows: no words are lost."""

import pytest
from django.contrib.auth.models import User

from careers.editorial.models import Draft
from careers.editorial.workflow.cells import load_cell
from tests.factories import make_draft, make_overtaken, make_role
from tests.html import document, text_of, values
from tests.matrix_pages import (
    FRAGMENT,
    JSON,
    log_in,
    post_text,
    text_path,
    textarea,
    version_of,
)

pytestmark = pytest.mark.django_db

BASE = "Owns the roadmap and reviews every design before it is built."


def test_a_stale_save_is_refused_with_the_current_text(role, dimension):
    version = version_of(role, dimension)
    make_draft(role, dimension, "Theirs")

    response = post_text(
        log_in(), role, dimension, text="Mine", version=version, headers=JSON
    )

    data = response.json()
    assert response.status_code == 409
    assert (data["theirs"], data["by"]) == ("Theirs", "writer")
    assert data["is_mine"] is False
    assert data["version"] == version_of(role, dimension)
    assert Draft.objects.get().text == "Theirs"


def test_two_tabs_of_one_person_conflict(role, dimension):
    client, version = log_in(), version_of(role, dimension)
    post_text(client, role, dimension, text="In one tab")

    response = post_text(client, role, dimension, text="In the other", version=version)

    assert response.status_code == 409
    assert Draft.objects.get().text == "In one tab"
    assert "You changed it yourself in another window" in response.content.decode()


def test_a_script_learns_that_the_other_window_is_your_own(role, dimension):
    client, version = log_in(), version_of(role, dimension)
    post_text(client, role, dimension, text="In one tab")

    response = post_text(
        client, role, dimension, text="Mine", version=version, headers=JSON
    )

    assert response.json()["is_mine"] is True


def test_a_conflict_names_the_other_person(role, dimension):
    version = version_of(role, dimension)
    ben = log_in("ben")
    User.objects.filter(username="ben").update(first_name="Ben", last_name="Ode")
    post_text(ben, role, dimension, text="Bens")

    response = post_text(
        log_in(), role, dimension, text="Mine", version=version, headers=JSON
    )

    assert response.json()["by"] == "Ben Ode"


def test_the_conflict_page_shows_and_merges_both_changes(dimension):
    role = make_role("Architect", texts={dimension: BASE})
    version = version_of(role, dimension)
    make_draft(role, dimension, BASE.replace("roadmap", "plan"))
    mine = BASE.replace("every", "each")

    response = post_text(
        log_in(), role, dimension, text=mine, base=BASE, version=version
    )

    page = document(response)
    assert "plan" in text_of(page, "[data-diff=theirs] ins")
    assert "each" in text_of(page, "[data-diff=mine] ins")
    assert textarea(response, "merged").strip() == mine.replace("roadmap", "plan")


def test_the_form_of_the_conflict_page_saves_the_merged_text(dimension):
    role, client = make_role("Architect", texts={dimension: BASE}), log_in()
    version = version_of(role, dimension)
    make_draft(role, dimension, "Theirs")
    response = post_text(
        client, role, dimension, text="Mine", base=BASE, version=version
    )
    names = ("version", "aware")
    form = {n: values(document(response), f"[name={n}]", "value")[0] for n in names}

    post_text(client, role, dimension, merged="Theirs and mine", **form)

    assert Draft.objects.get().text == "Theirs and mine"


def test_colliding_words_leave_your_own_text_in_the_field(dimension):
    role = make_role("Architect", texts={dimension: BASE})
    version = version_of(role, dimension)
    make_draft(role, dimension, BASE.replace("roadmap", "plan"))
    mine = BASE.replace("roadmap", "strategy")

    response = post_text(
        log_in(), role, dimension, text=mine, base=BASE, version=version
    )

    assert textarea(response, "merged").strip() == mine
    assert "You both changed the same words" in response.content.decode()


def test_a_script_gets_the_conflict_as_a_fragment(role, dimension):
    make_draft(role, dimension, "Decides on tools")

    fields = {"base": "Decides", "mine": "Decides\n\nMine"}
    response = post_text(
        log_in(), role, dimension, "compare", headers=FRAGMENT, **fields
    )

    assert "<html" not in response.content.decode()
    assert 'name="merged"' in response.content.decode()
    assert version_of(role, dimension) in response.content.decode()


@pytest.mark.parametrize(
    "version", ["", "9.99", "garbage", "live.xyz", "\0", "1", "1.", "٣.١", "x" * 9_000]
)
def test_an_invalid_version_is_a_conflict(role, dimension, version):
    make_draft(role, dimension, "Theirs")
    client = log_in()

    for headers in ({}, JSON):
        fields = {"text": "Mine", "version": version, "headers": headers}
        response = post_text(client, role, dimension, **fields)
        assert response.status_code == 409
        assert "Mine" in response.content.decode() or headers
    assert Draft.objects.get().text == "Theirs"


def test_a_future_version_is_a_conflict(role, dimension):
    draft = make_draft(role, dimension, "Theirs")

    fields = {"text": "Mine", "version": f"{draft.pk}.{draft.number + 1}"}
    response = post_text(log_in(), role, dimension, headers=JSON, **fields)

    assert response.status_code == 409
    assert "can’t tell which version" in response.json()["message"]


def test_saving_an_overtaken_draft_needs_the_new_live_text(role, dimension):
    make_overtaken(role, dimension)
    client = log_in()
    page = document(client.get(text_path(role, dimension)))
    assert "Live now" in text_of(page, ".overtaken ins")
    [version] = values(page, "[name=aware]", "value")

    post_text(client, role, dimension, text="Decides more", aware="another")
    assert load_cell(role, dimension).is_overtaken

    post_text(client, role, dimension, text="Decides more", aware=version)
    assert not load_cell(role, dimension).is_overtaken


def test_a_stale_discard_discards_nothing(role, dimension):
    version = make_draft(role, dimension).version
    make_draft(role, dimension, "Newer")

    for headers, status in ({}, 409), (JSON, 409):
        fields = {"version": version, "headers": headers}
        response = post_text(log_in(), role, dimension, "discard", **fields)
        assert response.status_code == status
    assert Draft.objects.get().text == "Newer"


def test_hostile_texts_are_escaped(role, dimension):
    hostile = "</textarea><script>alert(1)</script>"
    make_draft(role, dimension, hostile)
    make_role("Engineer", family=role.family, texts={dimension: hostile})
    client = log_in()

    page = client.get(text_path(role, dimension))
    conflict = post_text(
        client, role, dimension, text=hostile, base=hostile, version="1"
    )

    for response in (page, conflict):
        assert b"<script>alert" not in response.content
