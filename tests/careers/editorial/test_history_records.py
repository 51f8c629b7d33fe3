"""History records: what was done, by whom, and in which publication."""

import pytest

from careers.editorial.models import Draft
from careers.editorial.workflow import publishing
from careers.models import Action, Credit, Publication, Role, RoleDimensionEntry
from tests.factories import (
    make_approved,
    make_dimension,
    make_person,
    make_publication,
    make_role,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority():
    return make_dimension("Authority")


@pytest.fixture
def role(authority):
    return make_role("Architect", texts={authority: "Decides nothing at all"})


def test_records_of_a_status_change_point_at_its_publication(role):
    publishing.change_status(items=[role], status="archived", by=make_person("boss"))

    record = Role.history.first()
    assert (record.action, record.publication) == (
        "published", Publication.objects.get()
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Chief Architect", "Architect"])
def test_an_author_is_recorded_for_one_save_only(role, name):
    role.name = name
    role.credit = Credit(make_person("boss"), Action.RECOVERED, "Because")
    role.save()

    role.delete()

    record = Role.history.first()
    assert (record.action, record.history_user) == ("deleted", None)


def test_a_history_record_points_at_its_publication(role, authority):
    publication = make_publication([make_approved(role, authority)])

    record = RoleDimensionEntry.history.first()
    assert (record.action, record.publication) == ("published", publication)


def test_an_undone_draft_points_at_the_undo(role, authority):
    publication = make_publication([make_approved(role, authority)])

    undoing = publishing.undo(
        publication=publication, by=publication.made_by, why="A mistake"
    )

    record = Draft.history.first()
    assert (record.action, record.publication) == ("unpublished", undoing)
