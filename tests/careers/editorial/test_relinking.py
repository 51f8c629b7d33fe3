"""What was published of a role or a dimension leads to it again when it is back."""

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
from tests.queue_pages import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return make_person("boss", "Administrator")


@pytest.fixture
def admin(boss):
    return client_for(boss)


def make_published(*roles, dimension=None, text="Decides.", **sent):
    """Publish the same text of each role in one publication, and return that."""
    dimension = dimension or make_dimension("Authority")
    drafts = [make_approved(role, dimension, text) for role in roles]
    return make_publication(drafts, **sent)


def links_of(publication):
    """The keys of the roles and dimensions that a publication leads to, by name."""
    return {
        (each.role_name, each.dimension_name): (each.role_id, each.dimension_id)
        for each in publication.texts.all()
    }


def deleted_and_back(thing, boss):
    kind, key = type(thing).__name__.lower(), thing.pk
    thing.delete()
    return bring_back(kind=kind, key=key, by=boss)[0]


@pytest.mark.parametrize("kind", [Role, Dimension])
def test_publications_lead_to_it_again(boss, kind):
    publication = make_published(make_role("Cook"), make_role("Baker"))
    before = links_of(publication)

    deleted_and_back(kind.objects.first(), boss)

    assert links_of(publication) == before


def test_a_text_that_was_taken_away_by_a_publication_is_known_too(boss):
    dimension = make_dimension("Authority")
    role = make_role("Cook", texts={dimension: "Decides."})
    publication = make_published(role, dimension=dimension, text="")
    before = links_of(publication)

    deleted_and_back(role, boss)

    assert links_of(publication) == before


def test_a_publication_that_came_late_leads_to_it_again(boss):
    role, soon = make_role("Cook"), timezone.now() + timedelta(hours=1)
    publication = make_published(role, due_at=soon)
    publishing.publish_due(now=soon + timedelta(hours=3))
    before = links_of(publication)
    deleted_and_back(role, boss)

    assert links_of(publication) == before


@pytest.mark.parametrize("first", [0, 1])
def test_of_a_role_and_its_dimension_each_is_known_when_it_is_back(boss, first):
    publication = make_published(make_role("Cook"), make_role("Baker"))
    before = links_of(publication)
    cook, authority = Role.objects.get(name="Cook"), Dimension.objects.get()
    keys = [("role", cook.pk), ("dimension", authority.pk)]
    cook.delete()
    authority.delete()

    for kind, key in (keys[first], keys[1 - first]):
        bring_back(kind=kind, key=key, by=boss)

    assert links_of(publication) == before


def test_of_two_that_said_the_same_and_changed_names_neither_is_taken_for_the_other(
    boss,
):
    cook, baker = make_role("Cook"), make_role("Baker")
    publication = make_published(cook, baker)
    before = links_of(publication)
    for role, name in ((cook, "Chef"), (baker, "Cook"), (cook, "Baker")):
        role.name = name
        role.save()
    keys = [cook.pk, baker.pk]
    Role.objects.all().delete()

    for key in keys:
        bring_back(kind="role", key=key, by=boss)

    assert links_of(publication) == before


def test_what_another_role_of_the_same_name_published_stays_its_own(boss):
    dimension = make_dimension("Authority")
    first = make_role("Cook")
    make_published(first, dimension=dimension)
    key = first.pk
    first.delete()
    second = make_role("Cook")
    publication = make_published(second, dimension=dimension)
    before = links_of(publication)
    second.delete()

    bring_back(kind="role", key=key, by=boss)

    assert links_of(publication) == before


def test_an_undoing_leads_to_it_again_under_the_name_it_took_over(boss):
    role = make_role("Cook")
    publication = make_published(role)
    role.name = "Chef"
    role.save()
    undoing = publishing.undo(publication=publication, by=boss, why="A mistake")
    again = publishing.undo(publication=undoing, by=boss, why="No mistake")

    role = deleted_and_back(role, boss)

    for each in (publication, undoing, again):
        assert [key for key, _ in links_of(each).values()] == [role.pk]


def test_statuses_that_were_published_are_known_again(boss):
    role = make_role("Cook", status="draft")
    publishing.change_status(roles=[role], status="published", by=boss)
    publishing.change_status(roles=[role], status="archived", by=boss)

    role = deleted_and_back(role, boss)

    assert [each.role for each in StatusChange.objects.all()] == [role, role]


def test_what_is_still_scheduled_makes_nothing_public_of_what_came_back(boss):
    role, soon = make_role("Cook"), timezone.now() + timedelta(hours=1)
    publication = make_published(role, due_at=soon)

    deleted_and_back(role, boss)
    publishing.publish_due(now=soon)

    publication.refresh_from_db()
    assert publication.state == "refused"
    assert not RoleDimensionEntry.objects.exists()


def test_the_pages_know_that_what_came_back_lives(boss, admin):
    role = make_role("Cook")
    publication = make_published(role)

    deleted_and_back(role, boss)

    page = document(admin.get(publication_path(publication)))
    assert text_of(page, ".hindrance") == "The live text has since changed."
    assert "/admin/texts/cook/authority/" in links(page, ".waiting .ways a")
    history = document(admin.get("/admin/history/cook/authority/"))
    assert publication_path(publication) in links(history, ".events a")
    changes = document(admin.get("/admin/history/?role=cook"))
    assert publication_path(publication) in links(changes, ".events a")


def test_what_is_published_again_can_be_undone(boss, admin):
    role = make_role("Cook")
    publication = make_published(role)
    role = deleted_and_back(role, boss)
    publishing.change_status(roles=[role], status="published", by=boss)
    draft = Draft.objects.get()
    [draft] = drafting.submit(versions=[draft.version], by=boss)
    [draft] = drafting.approve(versions=[draft.version], by=make_person("ben"))
    make_publication([draft])

    answer = admin.post(
        publication_path(publication), {"act": "undo", "why": "A mistake"}
    )

    assert answer.status_code == 302
    assert not RoleDimensionEntry.objects.exists()


def test_a_scheduled_status_loses_the_role_before_it_is_back(boss, monkeypatch):
    role, soon = make_role("Cook", status="draft"), timezone.now() + timedelta(hours=1)
    publication = publishing.publish(roles=[role], why="New", by=boss, due_at=soon)
    scheduled, save = [], Role.save

    def save_role(role, **kwargs):
        scheduled.extend(StatusChange.objects.values_list("role", flat=True))
        save(role, **kwargs)

    monkeypatch.setattr(Role, "save", save_role)

    deleted_and_back(role, boss)
    publishing.publish_due(now=soon)

    publication.refresh_from_db()
    assert (scheduled, publication.state) == ([None], "refused")
    assert Role.objects.get().status == "draft"
