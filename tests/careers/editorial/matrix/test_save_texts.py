"""Several texts saved by a script in one request, and texts whose slugs change."""

import json

import pytest

from careers.editorial.models import Draft
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_role,
    make_roles,
)
from tests.html import document, text_of
from tests.matrix_pages import (
    JSON,
    PASTE,
    SAVE_TEXTS,
    log_in,
    version_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dimension():
    return make_dimension("Authority")


@pytest.fixture
def roles(dimension):
    return make_roles(2, dimensions=[dimension])


def change(role, dimension, text="Says more", **more):
    version = version_of(role, dimension)
    key = f"{role.pk}.{dimension.pk}"
    return {"key": key, "text": text, "version": version, **more}


def save(*changes):
    return log_in().post(SAVE_TEXTS, {"texts": json.dumps(changes)}, headers=JSON)


def test_several_texts_are_saved_at_once(roles, dimension):
    response = save(*(change(role, dimension) for role in roles))

    cells = response.json()["cells"]
    assert [cell["text"] for cell in cells] == ["Says more", "Says more"]
    assert Draft.objects.count() == 2


def test_a_stale_text_keeps_all_of_them_as_they_were(roles, dimension):
    stale = change(roles[1], dimension)
    make_draft(roles[1], dimension, "Theirs")

    response = save(change(roles[0], dimension), stale)

    assert response.status_code == 409
    assert [cell["text"] for cell in response.json()["cells"]] == ["Theirs"]
    assert Draft.objects.count() == 1


def test_a_text_of_a_deleted_role_keeps_all_of_them_as_they_were(roles, dimension):
    changes = [change(role, dimension) for role in roles]
    roles[1].delete()

    response = save(*changes)

    assert response.status_code == 409
    assert "deleted" in response.json()["message"]
    assert not Draft.objects.exists()


def test_a_text_that_is_too_long_is_refused(roles, dimension):
    response = save(change(roles[0], dimension, "word " * 30_000))

    assert response.status_code == 422


@pytest.mark.parametrize(
    "texts",
    [
        "",
        "no",
        "{}",
        "[]",
        "[1]",
        '[{"key": "1.1"}]',
        '[{"key": "a.b", "text": "", "version": ""}]',
    ],
)
def test_texts_that_cannot_be_read_are_refused(texts):
    assert log_in().post(SAVE_TEXTS, {"texts": texts}).status_code == 400


def test_two_texts_for_one_cell_are_refused(roles, dimension):
    assert save(*[change(roles[0], dimension)] * 2).status_code == 400


def test_a_paste_goes_into_the_same_columns_when_a_slug_changes(roles, dimension):
    make_role("Role 03")
    query = "?role=role-01&role=role-02&role=role-03&dimension=authority"
    roles[1].slug = "renamed"
    roles[1].save()

    response = log_in().post(
        f"{PASTE}{query}",
        {"pasted": "One\tTwo", "role": "role-02", "dimension": "authority"},
    )

    heads = [text_of(document(response), f"tbody tr:nth-child({n}) th") for n in (1, 2)]
    assert heads == ["Role 02: Authority", "Role 03: Authority"]


def test_the_preview_says_what_approved_texts_it_changes(roles, dimension):
    make_approved(roles[0], dimension)

    response = log_in().post(
        PASTE,
        {"pasted": "One\tTwo", "role": "role-01", "dimension": "authority"},
    )

    counts = text_of(document(response), "[data-paste-counts]")
    assert counts == (
        "2 cells change. 1 of them is approved, in review or scheduled: its new text "
        "needs a new approval."
    )
