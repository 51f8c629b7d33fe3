"""A change of status is all or nothing, and is logged with its author."""

import pytest
from django.contrib.admin.models import LogEntry

from careers.editorial.workflow.errors import RefusedError
from careers.editorial.workflow.publishing import change_status
from careers.models import Dimension, Publication, Role
from tests.factories import (
    make_dimension,
    make_editor,
    make_family,
    make_role,
    make_roles,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority():
    return make_dimension("Authority")


def statuses():
    return set(Role.objects.values_list("status", flat=True))


def test_every_role_gets_the_new_status(authority):
    roles = make_roles(3, dimensions=[authority], status="draft")

    publication = change_status(items=roles, status="published", by=make_editor())

    assert publication.details.count() == 3
    assert statuses() == {"published"}


def test_only_changed_roles_are_counted_and_recorded(authority):
    editor, texts = make_editor(), {authority: "Decides"}
    roles = [make_role("A", status="draft", texts=texts), make_role("B", texts=texts)]

    publication = change_status(items=roles, status=Role.Status.PUBLISHED, by=editor)

    entry = LogEntry.objects.get()
    assert [change.name for change in publication.details.all()] == ["A"]
    assert (entry.get_edited_object(), entry.user) == (roles[0], editor)
    assert entry.object_repr == "A"
    assert entry.get_change_message() == "Status is now “Published”."


def test_the_status_that_everything_has_makes_no_publication(authority):
    roles = make_roles(2, dimensions=[authority])

    assert change_status(items=roles, status="published", by=make_editor()) is None
    assert not Publication.objects.exists()


def test_other_roles_keep_their_status():
    chosen, other = make_role("A", status="draft"), make_role("B", status="draft")

    change_status(items=[chosen], status="archived", by=make_editor())

    other.refresh_from_db()
    assert other.status == "draft"


def test_an_unknown_status_changes_nothing():
    roles = make_roles(2)

    with pytest.raises(ValueError, match="gone"):
        change_status(items=roles, status="gone", by=make_editor())

    assert statuses() == {"published"}


def test_a_role_without_a_text_does_not_become_public(authority):
    roles = [
        make_role("A", status="draft", texts={authority: "Decides"}),
        make_role("B", status="draft"),
    ]

    with pytest.raises(RefusedError, match="“B” would have no text at all"):
        change_status(items=roles, status="published", by=make_editor())

    assert statuses() == {"draft"}


def test_a_text_on_a_hidden_dimension_is_none(authority):
    hidden = make_dimension("Hidden", status="draft")
    role = make_role("A", status="draft", texts={hidden: "Decides"})

    with pytest.raises(RefusedError, match="would have no text at all"):
        change_status(items=[role], status="published", by=make_editor())


def test_the_only_dimension_of_a_public_role_stays(authority):
    make_role("A", texts={authority: "Decides"})

    with pytest.raises(RefusedError, match="“A” would have no text at all"):
        change_status(items=[authority], status="archived", by=make_editor())

    assert Dimension.objects.get().is_published


@pytest.mark.parametrize("kind", ["family", "theme"])
def test_what_a_public_object_refers_to_stays_public(authority, kind):
    related = {"family": make_family, "theme": make_theme}[kind]()
    if kind == "family":
        make_role("A", texts={authority: "Decides"}, family=related)
    else:
        make_dimension("B", theme=related)

    with pytest.raises(RefusedError, match="is still used by"):
        change_status(items=[related], status="archived", by=make_editor())

    related.refresh_from_db()
    assert related.is_published


def test_a_role_of_a_hidden_family_does_not_become_public(authority):
    family = make_family()
    family.status = "draft"
    family.save()
    texts = {authority: "Decides"}
    role = make_role("A", status="draft", texts=texts, family=family)

    with pytest.raises(RefusedError, match="belongs to “Engineering”"):
        change_status(items=[role], status="published", by=make_editor())


def test_a_change_that_cannot_be_recorded_is_undone(authority):
    roles = make_roles(2, dimensions=[authority], status="draft")
    unsaved_editor = make_editor()
    unsaved_editor.pk = None

    with pytest.raises(Exception, match=r"(?i)null|user|unsaved"):
        change_status(items=roles, status="published", by=unsaved_editor)

    assert statuses() == {"draft"}


def test_a_failed_log_entry_changes_nothing(authority, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr(LogEntry.objects, "log_actions", fail)
    role = make_role("Data Engineer", status="draft", texts={authority: "Decides"})
    with pytest.raises(RuntimeError):
        change_status(items=[role], status="published", by=make_editor())
    assert not Role.objects.get().is_published


def test_an_additional_role_costs_few_queries(authority, django_assert_max_num_queries):
    editor = make_editor()
    roles = make_roles(12, dimensions=[authority], status="draft")
    for group, limit in ((roles[:2], 80), (roles[2:], 80 + 12 * 10)):
        with django_assert_max_num_queries(limit):
            change_status(items=group, status="published", by=editor)
