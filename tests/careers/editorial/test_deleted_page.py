"""The page of what is deleted, with a button to bring each of it back."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from careers.editorial.workflow import publishing
from careers.models import KINDS, Publication
from tests.admin_forms import messages_of
from tests.database_rows import all_rows
from tests.factories import (
    make_dimension,
    make_family,
    make_role,
    make_term,
    make_theme,
)
from tests.html import document, text_of, texts, values
from tests.queue_pages import as_member_of

pytestmark = pytest.mark.django_db

DELETED = "/admin/deleted/"

MAKERS = {
    "role": lambda: make_role("Gone", texts={make_dimension("One"): "Live"}),
    "dimension": lambda: make_dimension("Gone"),
    "family": lambda: make_family("Gone"),
    "theme": lambda: make_theme("Gone"),
    "term": lambda: make_term("Gone"),
}


def deleted_row(page, name):
    """Return what the button of the row of ``name`` posts."""
    names = texts(page, ".events tbody th")
    fields = {
        field: values(page, f".events input[name={field}]", "value")
        for field in ("kind", "key")
    }
    return {field: values[names.index(name)] for field, values in fields.items()}


def test_the_page_lists_what_is_deleted_the_latest_first(
    administrator_client, administrator
):
    administrator.first_name, administrator.last_name = "Ada", "Lovelace"
    administrator.save()
    now = timezone.now()
    for hours, item in enumerate([make_term("Manage"), make_dimension("Authority")]):
        publishing.delete(item, by=administrator, now=now + timedelta(hours=hours))

    page = document(administrator_client.get(DELETED))

    assert texts(page, ".events tbody th") == ["Authority", "Manage"]
    assert texts(page, ".events tbody td:nth-of-type(1)") == ["Dimension", "Term"]
    assert texts(page, ".events tbody td:nth-of-type(3)") == ["Ada Lovelace"] * 2
    assert texts(page, ".events button") == [
        "Bring back Authority",
        "Bring back Manage",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_admin_deletes_and_the_button_brings_back(administrator_client, kind):
    item = MAKERS[kind]()
    path = f"/admin/careers/{kind}/{item.pk}/"

    response = administrator_client.post(f"{path}delete/", {"post": "yes"})
    assert response.status_code == 302
    page = document(administrator_client.get(DELETED))
    response = administrator_client.post(DELETED, deleted_row(page, "Gone"))

    assert (response.status_code, response["Location"]) == (302, f"{path}change/")
    assert messages_of(response) == ["“Gone” is back. Visitors read it again."]
    assert KINDS[kind].objects.get(pk=item.pk).is_published
    assert not texts(document(administrator_client.get(DELETED)), ".events tbody th")


def test_the_reason_is_in_the_publication(administrator_client, administrator):
    publishing.delete(make_term("Gone"), by=administrator)
    page = document(administrator_client.get(DELETED))
    fields = {**deleted_row(page, "Gone"), "why": "Still in use"}
    administrator_client.post(DELETED, fields)
    assert Publication.objects.first().why == "Brought back: Gone. Still in use"


def test_what_was_hidden_stays_hidden(administrator_client, administrator, client):
    role = make_role("Architect", status="draft")
    publishing.delete(role, by=administrator)

    page = document(administrator_client.get(DELETED))
    response = administrator_client.post(DELETED, deleted_row(page, "Architect"))

    assert messages_of(response) == [
        "“Architect” is back, hidden from visitors as it was."
    ]
    assert client.get("/roles/architect/").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [{}, {"kind": "role"}, {"kind": "role", "key": "x"}, {"kind": "user", "key": "1"},
     {"kind": "role", "key": "²"}, {"kind": "role", "key": "9" * 50},
     {"kind": "\0", "key": "\0"}, {"kind": "role", "key": "999999999999999999"}],
)  # fmt: skip
def test_an_unknown_object_is_refused_with_a_message(
    administrator_client, administrator, fields
):
    publishing.delete(make_role("Architect"), by=administrator)
    before = all_rows()

    response = administrator_client.post(DELETED, fields)

    assert response.status_code in {400, 409}
    assert re.search("Choose|Check it again", text_of(document(response), ".errornote"))
    assert all_rows() == before


def test_a_taken_name_shows_a_message(administrator_client, administrator):
    role = make_role("Architect")
    publishing.delete(role, by=administrator)
    make_role("Architect", slug="other")

    response = administrator_client.post(DELETED, {"kind": "role", "key": role.pk})

    assert response.status_code == 409
    assert "There is already a role with this name" in text_of(
        document(response), ".errornote"
    )


@pytest.mark.parametrize("group", ["Editor", "Reviewer"])
@pytest.mark.parametrize("kind", KINDS)
def test_only_administrators_can_recover(administrator, kind, group):
    item = MAKERS[kind]()
    publishing.delete(item, by=administrator)
    client = as_member_of(group)

    page = document(client.get(DELETED))

    assert texts(page, ".events tbody th") == ["Gone"]
    assert not page.query(".events button")
    fields = {"kind": kind, "key": item.pk}
    assert client.post(DELETED, fields).status_code == 403
    assert not KINDS[kind].objects.filter(pk=item.pk).exists()


def test_every_editor_can_read_the_page(administrator):
    assert User.objects.get() == administrator

    assert "Nothing has been deleted" in text_of(
        document(as_member_of("Editor").get(DELETED)), "#content-main"
    )
