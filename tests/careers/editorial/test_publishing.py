import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.publishing import change_status
from careers.models import Publication, Role
from tests.factories import (
    make_dimension,
    make_draft,
    make_editor,
    make_person,
    make_role,
    make_roles,
)

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


@pytest.mark.parametrize(
    ("act", "most"),
    [("submit", 3), ("approve", 3), ("publish", 7), ("undo", 8)],
)
def test_each_text_more_costs_few_queries(act, most):
    assert queries_for(12, act) - queries_for(2, act) <= 10 * most


def queries_for(count, act):
    """Return how many queries it takes to do ``act`` to so many texts."""
    dimension = make_dimension(f"{act} {count}")
    roles = [make_role(f"{act} {count} {number}") for number in range(count)]
    drafts = [make_draft(role, dimension) for role in roles]
    writer, reviewer = drafts[0].written_by, person("reviewer", "Reviewer")

    def versions():
        return [each.version for each in dimension.drafts.all()]

    steps = {
        "submit": lambda: drafting.submit(versions=versions(), by=writer),
        "approve": lambda: drafting.approve(versions=versions(), by=reviewer),
        "publish": lambda: publishing.publish(
            versions=versions(), why="Because", by=reviewer
        ),
        "undo": lambda: publishing.undo(
            publication=Publication.objects.latest("pk"), why="Or not", by=reviewer
        ),
    }
    for name, step in steps.items():
        with CaptureQueriesContext(connection) as queries:
            step()
        if name == act:
            return len(queries)
    raise AssertionError(act)


def person(name, group):
    return User.objects.filter(username=name).first() or make_person(name, group)
