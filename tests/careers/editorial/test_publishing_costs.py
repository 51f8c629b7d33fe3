"""Publishing takes a few queries for each text."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careers.editorial.workflow import drafting, publishing
from careers.models import Publication
from tests.factories import make_dimension, make_draft, make_person, make_role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("action", "limit"),
    [("submit", 3), ("approve", 3), ("publish", 7), ("undo", 10)],
)
def test_an_additional_text_costs_few_queries(action, limit):
    assert queries_for(12, action) - queries_for(2, action) <= 10 * limit


def queries_for(count, action):
    """Return the number of queries of an action on ``count`` texts."""
    dimension = make_dimension(f"{action} {count}")
    roles = [make_role(f"{action} {count} {number}") for number in range(count)]
    drafts = [make_draft(role, dimension) for role in roles]
    writer, reviewer = drafts[0].written_by, get_or_make_person("reviewer", "Reviewer")

    def versions():
        return [draft.version for draft in dimension.drafts.all()]

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
        if name == action:
            return len(queries)
    raise AssertionError(action)


def get_or_make_person(name, group):
    return User.objects.filter(username=name).first() or make_person(name, group)
