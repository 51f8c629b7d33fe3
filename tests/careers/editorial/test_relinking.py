"""A recovered role or dimension is linked to its publications again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from careers.editorial.models import Draft
from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.recovery import bring_back
from careers.models import Dimension, Role, RoleDimensionEntry, StatusChange
from tests.factories import (
    make_approved,
    make_dimension,
    make_person,
    make_publication,
    make_role,
    publication_path,
)
from tests.html import document, links, text_of

pytestmark = pytest.mark.django_db


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


def delete_and_recover(instance, administrator):
    kind, key = type(instance).__name__.lower(), instance.pk
    instance.delete()
    return bring_back(kind=kind, key=key, by=administrator)[0]


@pytest.mark.parametrize("model", [Role, Dimension])
def test_publications_are_linked_again(administrator, model):
    publication = publish_same_text(make_role("Cook"), make_role("Baker"))
    before = links_by_name(publication)

    delete_and_recover(model.objects.first(), administrator)

    assert links_by_name(publication) == before


def test_a_publication_that_removed_the_text_is_linked_again(administrator):
    dimension = make_dimension("Authority")
    role = make_role("Cook", texts={dimension: "Decides."})
    publication = publish_same_text(role, dimension=dimension, text="")
    before = links_by_name(publication)

    delete_and_recover(role, administrator)

    assert links_by_name(publication) == before


def test_a_late_publication_is_linked_again(administrator):
    role, soon = make_role("Cook"), timezone.now() + timedelta(hours=1)
    publication = publish_same_text(role, due_at=soon)
    publishing.publish_due(now=soon + timedelta(hours=3))
    before = links_by_name(publication)
    delete_and_recover(role, administrator)

    assert links_by_name(publication) == before


@pytest.mark.parametrize("first", [0, 1])
def test_a_role_and_its_dimension_are_linked_again_in_either_order(
    administrator, first
):
    publication = publish_same_text(make_role("Cook"), make_role("Baker"))
    before = links_by_name(publication)
    cook, authority = Role.objects.get(name="Cook"), Dimension.objects.get()
    keys = [("role", cook.pk), ("dimension", authority.pk)]
    cook.delete()
    authority.delete()

    for kind, key in (keys[first], keys[1 - first]):
        bring_back(kind=kind, key=key, by=administrator)

    assert links_by_name(publication) == before


def test_roles_that_swapped_names_are_not_mixed_up(
    administrator,
):
    cook, baker = make_role("Cook"), make_role("Baker")
    publication = publish_same_text(cook, baker)
    before = links_by_name(publication)
    for role, name in ((cook, "Chef"), (baker, "Cook"), (cook, "Baker")):
        role.name = name
        role.save()
    keys = [cook.pk, baker.pk]
    Role.objects.all().delete()

    for key in keys:
        bring_back(kind="role", key=key, by=administrator)

    assert links_by_name(publication) == before


def test_a_publication_of_a_namesake_is_not_linked(administrator):
    dimension = make_dimension("Authority")
    first = make_role("Cook")
    publish_same_text(first, dimension=dimension)
    key = first.pk
    first.delete()
    second = make_role("Cook")
    publication = publish_same_text(second, dimension=dimension)
    before = links_by_name(publication)
    second.delete()

    bring_back(kind="role", key=key, by=administrator)

    assert links_by_name(publication) == before


def test_an_undo_is_linked_again_after_a_new_name(administrator):
    role = make_role("Cook")
    publication = publish_same_text(role)
    role.name = "Chef"
    role.save()
    undo = publishing.undo(publication=publication, by=administrator, why="A mistake")
    second_undo = publishing.undo(publication=undo, by=administrator, why="No mistake")

    role = delete_and_recover(role, administrator)

    for linked in (publication, undo, second_undo):
        assert [key for key, _ in links_by_name(linked).values()] == [role.pk]


def test_status_changes_are_linked_again(administrator):
    role = make_role("Cook", status="draft")
    publishing.change_status(roles=[role], status="published", by=administrator)
    publishing.change_status(roles=[role], status="archived", by=administrator)

    role = delete_and_recover(role, administrator)

    assert [change.role for change in StatusChange.objects.all()] == [role, role]


def test_a_scheduled_publication_of_a_recovered_role_is_refused(administrator):
    role, soon = make_role("Cook"), timezone.now() + timedelta(hours=1)
    publication = publish_same_text(role, due_at=soon)

    delete_and_recover(role, administrator)
    publishing.publish_due(now=soon)

    publication.refresh_from_db()
    assert publication.state == "refused"
    assert not RoleDimensionEntry.objects.exists()


def test_the_pages_link_to_the_recovered_role(administrator, administrator_client):
    role = make_role("Cook")
    publication = publish_same_text(role)

    delete_and_recover(role, administrator)

    page = document(administrator_client.get(publication_path(publication)))
    assert text_of(page, ".hindrance") == "The live text has since changed."
    assert "/admin/texts/cook/authority/" in links(page, ".waiting .ways a")
    history = document(administrator_client.get("/admin/history/cook/authority/"))
    assert publication_path(publication) in links(history, ".events a")
    changes = document(administrator_client.get("/admin/history/?role=cook"))
    assert publication_path(publication) in links(changes, ".events a")


def test_an_old_publication_can_be_undone_after_recovery(
    administrator, administrator_client
):
    role = make_role("Cook")
    publication = publish_same_text(role)
    role = delete_and_recover(role, administrator)
    publishing.change_status(roles=[role], status="published", by=administrator)
    draft = Draft.objects.get()
    [draft] = drafting.submit(versions=[draft.version], by=administrator)
    [draft] = drafting.approve(versions=[draft.version], by=make_person("ben"))
    make_publication([draft])

    response = administrator_client.post(
        publication_path(publication), {"act": "undo", "why": "A mistake"}
    )

    assert response.status_code == 302
    assert not RoleDimensionEntry.objects.exists()


def test_a_scheduled_status_loses_the_role_before_it_is_back(
    administrator, monkeypatch
):
    role, soon = make_role("Cook", status="draft"), timezone.now() + timedelta(hours=1)
    publication = publishing.publish(
        roles=[role], why="New", by=administrator, due_at=soon
    )
    scheduled, save = [], Role.save

    def save_role(role, **kwargs):
        scheduled.extend(StatusChange.objects.values_list("role", flat=True))
        save(role, **kwargs)

    monkeypatch.setattr(Role, "save", save_role)

    delete_and_recover(role, administrator)
    publishing.publish_due(now=soon)

    publication.refresh_from_db()
    assert (scheduled, publication.state) == ([None], "refused")
    assert Role.objects.get().status == "draft"
