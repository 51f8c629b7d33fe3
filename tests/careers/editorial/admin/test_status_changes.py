"""A change of status is all or nothing, and is logged with its author."""

import pytest
from django.contrib.admin.models import LogEntry

from careers.editorial.workflow.publishing import change_status
from careers.models import Role
from tests.factories import make_editor, make_role, make_roles

pytestmark = pytest.mark.django_db


def test_only_changed_roles_are_counted_and_logged():
    editor = make_editor()
    draft = make_role("Data Engineer", status="draft")
    roles = [draft, make_role("Data Scientist")]
    assert change_status(roles=roles, status="published", by=editor) == 1
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_edited_object()) == (editor, draft)
    assert entry.get_change_message() == "Status is now “Published”."


def test_an_unknown_status_changes_nothing():
    role = make_role("Data Engineer")
    with pytest.raises(ValueError, match="gone"):
        change_status(roles=[role], status="gone", by=make_editor())
    assert Role.objects.get().is_published


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
        with django_assert_num_queries(16):
            change_status(roles=group, status="published", by=editor)
