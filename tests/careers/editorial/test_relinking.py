"""Publications belong to a role or dimension that was deleted and is back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from careers.editorial.models import Draft
from careers.editorial.workflow import publishing
from careers.models import Dimension, Publication, Role, RoleDimensionEntry
from tests.factories import (
    make_approved,
    make_dimension,
    make_publication,
    make_role,
    publication_path,
)
from tests.html import document, links, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    """A text without which the roles would be empty."""
    return {make_dimension("Kept"): "Keeps it described."}


def publish_same_text(*roles, dimension=None, text="Decides.", **fields):
    """Publish the same text for several roles in one publication."""
    dimension = dimension or make_dimension("Authority")
    drafts = [make_approved(role, dimension, text) for role in roles]
    return make_publication(drafts, **fields)


def links_by_name(publication):
    """Return the keys of a publication's roles and dimensions, by name."""
    return {
        (change.role_name, change.dimension_name): (change.role_id, change.dimension_id)
        for change in publication.texts.all()
    }


def delete_and_recover(item, administrator):
    publishing.delete(item, by=administrator)
    publishing.bring_back(item, by=administrator)
    return type(item).objects.get(pk=item.pk)


@pytest.mark.parametrize("model", [Role, Dimension])
def test_publications_keep_their_links(administrator, model, kept):
    roles = [make_role(name, texts=kept) for name in ("Cook", "Baker")]
    publication = publish_same_text(*roles)
    before = links_by_name(publication)
    slug = {Role: "cook", Dimension: "authority"}[model]
    item = model.objects.get(slug=slug)

    publishing.delete(item, by=administrator)
    assert links_by_name(publication) == before
    publishing.bring_back(item, by=administrator)

    assert links_by_name(publication) == before


def test_a_publication_of_a_deleted_role_shows_it_and_cannot_be_undone(
    administrator, administrator_client, kept
):
    publication = publish_same_text(make_role("Cook", texts=kept))
    publishing.delete(Role.objects.get(), by=administrator)

    page = document(administrator_client.get(publication_path(publication)))
    fields = {"act": "undo", "why": "A mistake"}
    response = administrator_client.post(publication_path(publication), fields)

    assert "Cook" in page.to_text()
    assert response.status_code == 409
    assert "“Cook” has since been deleted" in document(response).to_text()


def test_a_namesake_has_its_own_publications(administrator, kept):
    dimension = make_dimension("Authority")
    first = make_role("Cook", texts=kept)
    publish_same_text(first, dimension=dimension)
    publishing.delete(first, by=administrator)
    second = make_role("Cook", texts=kept)
    publication = publish_same_text(second, dimension=dimension)
    before = links_by_name(publication)
    publishing.delete(second, by=administrator)

    publishing.bring_back(first, by=administrator)

    assert links_by_name(publication) == before
    assert links_by_name(publication) != links_by_name(Publication.objects.last())


def test_a_publication_can_be_undone_after_recovery(administrator, kept):
    role = make_role("Cook", texts=kept)
    publication = publish_same_text(role)

    delete_and_recover(role, administrator)
    publishing.undo(publication=publication, by=administrator, why="A mistake")

    assert [entry.text for entry in role.entries.all()] == ["Keeps it described."]
    assert Draft.objects.get().text == "Decides."


def test_a_scheduled_publication_survives_a_deletion_and_a_recovery(
    administrator, kept
):
    role, soon = make_role("Cook", texts=kept), timezone.now() + timedelta(hours=1)
    publication = publish_same_text(role, due_at=soon)

    delete_and_recover(role, administrator)
    publishing.publish_due(now=soon)

    publication.refresh_from_db()
    assert publication.state == "published"
    assert "Decides." in role.entries.values_list("text", flat=True)


@pytest.mark.parametrize("kind", ["role", "dimension"])
def test_a_scheduled_publication_of_what_is_deleted_is_refused(
    administrator, kept, kind
):
    role, soon = make_role("Cook", texts=kept), timezone.now() + timedelta(hours=1)
    publication = publish_same_text(role, due_at=soon)
    authority = Dimension.objects.get(slug="authority")
    item = {"role": role, "dimension": authority}[kind]

    publishing.delete(item, by=administrator)
    publishing.publish_due(now=soon)
    publishing.bring_back(item, by=administrator)

    publication.refresh_from_db()
    assert publication.state == "refused"
    assert "since been deleted" in publication.refusal
    assert RoleDimensionEntry.objects.count() == 1
    assert Draft.objects.get().state == "approved"


def test_a_scheduled_status_survives_a_deletion_and_a_recovery(administrator, kept):
    soon = timezone.now() + timedelta(hours=1)
    role = make_role("Cook", status="draft", texts=kept)
    publishing.publish(roles=[role], why="New", by=administrator, due_at=soon)

    delete_and_recover(role, administrator)
    assert Role.objects.get().status == "draft"
    publishing.publish_due(now=soon)

    assert Role.objects.get().status == "published"


def test_the_pages_link_to_the_recovered_role(
    administrator, administrator_client, kept
):
    role = make_role("Cook", texts=kept)
    publication = publish_same_text(role)

    delete_and_recover(role, administrator)

    page = document(administrator_client.get(publication_path(publication)))
    assert texts(page, ".hindrance") == []
    assert "/admin/texts/cook/authority/" in links(page, ".waiting .ways a")
    history = document(administrator_client.get("/admin/history/cook/authority/"))
    assert publication_path(publication) in links(history, ".events a")
    changes = document(administrator_client.get("/admin/history/?role=cook"))
    assert publication_path(publication) in links(changes, ".events a")
