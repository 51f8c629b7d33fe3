"""Editors delete a role that they made themselves, as long as it was never public."""

import pytest
from django.contrib.auth.models import User

from careers.editorial.workflow import details, publishing
from careers.models import Role
from tests.factories import make_dimension, make_entry, make_person
from tests.html import document, texts
from tests.queue_pages import as_member_of, client_for

pytestmark = pytest.mark.django_db


def make_own_role(client, name="Cook"):
    names = {"name": name, "slug": name.lower(), "abbreviations": "", "other_names": ""}
    fields = names | {"position": "0", "_save": ""}
    response = client.post("/admin/careers/role/add/", fields)
    assert response.status_code == 302
    return Role.objects.get(name=name)


def delete(client, role):
    return client.post(f"/admin/careers/role/{role.pk}/delete/", {"post": "yes"})


def publish(role):
    """Publish a new role with a text, approved by a second person."""
    draft = details.draft_of(role)
    writer, reviewer = draft.written_by, make_person("ria", "Reviewer")
    [draft] = details.submit(versions=[draft.version], by=writer)
    [draft] = details.approve(versions=[draft.version], by=reviewer)
    make_entry(role, make_dimension())
    return publishing.publish(versions=[draft.version], why="New", by=reviewer)


def test_an_editor_deletes_a_role_of_their_own():
    client = as_member_of("Editor")
    role = make_own_role(client)
    assert delete(client, role).status_code == 302
    assert not Role.objects.exists()
    assert Role.everything.get().deleted_by == User.objects.get(username="editor")


def bring_back(client, role):
    return client.post("/admin/deleted/", {"kind": "role", "key": role.pk})


def test_an_editor_brings_back_a_role_that_they_deleted():
    client = as_member_of("Editor")
    role = make_own_role(client)
    delete(client, role)
    [button] = texts(document(client.get("/admin/deleted/")), "td button")
    assert button == "Bring back Cook"
    assert bring_back(client, role).status_code == 302
    assert Role.objects.get() == role


def test_an_editor_does_not_bring_back_the_role_of_another():
    client = as_member_of("Editor")
    role = make_own_role(client)
    delete(client, role)
    other = client_for(make_person("otto", "Editor"))
    assert texts(document(other.get("/admin/deleted/")), "td button") == []
    assert bring_back(other, role).status_code == 403
    assert not Role.objects.exists()


def test_an_editor_does_not_delete_the_role_of_another():
    role = make_own_role(as_member_of("Editor"))
    other = client_for(make_person("otto", "Editor"))
    assert delete(other, role).status_code == 403
    assert Role.objects.exists()


@pytest.mark.parametrize("is_hidden_again", [False, True])
def test_an_editor_does_not_delete_what_was_public(is_hidden_again):
    client = as_member_of("Editor")
    role = make_own_role(client)
    publication = publish(role)
    if is_hidden_again:
        publishing.undo(publication=publication, why="No", by=publication.made_by)
    assert delete(client, role).status_code == 403
    assert Role.objects.exists()
