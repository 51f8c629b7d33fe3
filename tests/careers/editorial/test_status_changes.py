"""A change of status is all or nothing, and is logged with its author."""

import pytest
from django.contrib.admin.models import LogEntry

from careers.editorial.workflow.publishing import change_status
from careers.models import Role
from tests.factories import make_editor, make_role, make_roles

pytestmark = pytest.mark.django_db


def statuses():
    return set(Role.objects.values_list("status", flat=True))


def test_every_role_gets_the_new_status():
    roles = make_roles(3, status="draft")

    assert change_status(roles=roles, status="published", by=make_editor()) == 3
    assert statuses() == {"published"}


def test_only_changed_roles_are_counted_and_recorded():
    editor = make_editor()
    roles = [make_role("A", status="draft"), make_role("B")]

    changed = change_status(roles=roles, status=Role.Status.PUBLISHED, by=editor)

    entry = LogEntry.objects.get()
    assert changed == 1
    assert (entry.get_edited_object(), entry.user) == (roles[0], editor)
    assert entry.object_repr == "A"
    assert entry.get_change_message() == "Status is now “Published”."


def test_other_roles_keep_their_status():
    chosen, other = make_role("A", status="draft"), make_role("B", status="draft")

    change_status(roles=[chosen], status="archived", by=make_editor())

    other.refresh_from_db()
    assert other.status == "draft"


def test_an_unknown_status_changes_nothing():
    roles = make_roles(2)

    with pytest.raises(ValueError, match="gone"):
        change_status(roles=roles, status="gone", by=make_editor())

    assert statuses() == {"published"}


def test_a_change_that_cannot_be_recorded_is_undone():
    roles = make_roles(2, status="draft")
    unsaved_editor = make_editor()
    unsaved_editor.pk = None

    with pytest.raises(Exception, match=r"(?i)null|user|unsaved"):
        change_status(roles=roles, status="published", by=unsaved_editor)

    assert statuses() == {"draft"}


def test_a_failed_log_entry_changes_nothing(monkeypatch):
    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr(LogEntry.objects, "log_actions", fail)
    role = make_role("Data Engineer", status="draft")
    with pytest.raises(RuntimeError):
        change_status(roles=[role], status="published", by=make_editor())
    assert not Role.objects.get().is_published


def test_the_number_of_queries_does_not_grow_with_the_roles(
    django_assert_num_queries,
):
    editor = make_editor()
    roles = make_roles(12, status="draft")
    for group in (roles[:2], roles[2:]):
        with django_assert_num_queries(17):
            change_status(roles=group, status="published", by=editor)
