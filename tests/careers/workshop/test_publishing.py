import pytest
from django.contrib.admin.models import LogEntry

from careers.models import Role
from careers.workshop.publishing import change_status
from tests.factories import make_editor, make_role, make_roles

pytestmark = pytest.mark.django_db


def statuses():
    return set(Role.objects.values_list("status", flat=True))


def test_every_role_gets_the_status():
    roles = make_roles(3, status="draft")

    assert change_status(roles=roles, status="published", by=make_editor()) == 3
    assert statuses() == {"published"}


def test_only_roles_that_change_are_counted_and_recorded():
    editor = make_editor()
    roles = [make_role("A", status="draft"), make_role("B")]

    changed = change_status(roles=roles, status=Role.Status.PUBLISHED, by=editor)

    entry = LogEntry.objects.get()
    assert changed == 1
    assert (entry.object_repr, entry.user) == ("A", editor)
    assert "Published" in entry.change_message


def test_other_roles_stay_as_they_are():
    chosen, other = make_role("A", status="draft"), make_role("B", status="draft")

    change_status(roles=[chosen], status="archived", by=make_editor())

    other.refresh_from_db()
    assert other.status == "draft"


def test_an_unknown_status_changes_nothing():
    roles = make_roles(2)

    with pytest.raises(ValueError, match="gone"):
        change_status(roles=roles, status="gone", by=make_editor())

    assert statuses() == {"published"}


def test_what_cannot_be_recorded_changes_nothing():
    roles = make_roles(2, status="draft")
    nobody = make_editor()
    nobody.pk = None

    with pytest.raises(Exception, match=r"(?i)null|user|unsaved"):
        change_status(roles=roles, status="published", by=nobody)

    assert statuses() == {"draft"}
