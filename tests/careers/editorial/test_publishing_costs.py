"""Texts are drafted and published in a few queries, however many they are."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.cells import load_cells
from careers.models import Publication
from tests.factories import make_dimension, make_draft, make_person, make_role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("action", "limit"),
    [("submit", 0), ("approve", 0), ("return", 0), ("publish", 0), ("undo", 0)],
)
def test_an_additional_text_costs_few_queries(action, limit):
    assert queries_for(12, action) - queries_for(2, action) <= 10 * limit


def queries_for(count, action):
    """Return the number of queries of an action on ``count`` texts."""
    dimension = make_dimension(f"{action} {count}")
    # Without another text, a role would be empty after the undo.
    texts = {make_dimension(f"Before {action} {count}"): "Live"}
    roles = [
        make_role(f"{action} {count} {number}", texts=texts) for number in range(count)
    ]
    drafts = [make_draft(role, dimension) for role in roles]
    writer, reviewer = drafts[0].written_by, get_or_make_person("reviewer", "Reviewer")

    def versions():
        return [draft.version for draft in dimension.drafts.all()]

    def send_back():
        drafting.send_back(versions=versions(), by=reviewer, comment="No.")
        drafting.submit(versions=versions(), by=writer)

    steps = {
        "submit": lambda: drafting.submit(versions=versions(), by=writer),
        "return": send_back,
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


@pytest.mark.parametrize("step", ["new", "changed", "continued", "back", "ended"])
def test_texts_are_saved_in_the_same_queries_however_many(step):
    assert queries_for_saving(40, step) == queries_for_saving(2, step)


def queries_for_saving(count, step):
    """Return the number of queries of a step in the life of ``count`` drafts."""
    dimension = make_dimension(f"{step} {count}")
    roles = [make_role(f"{step} {count} {number}") for number in range(count)]
    writer, other = (get_or_make_person(name, "Editor") for name in ["ana", "ben"])
    steps = {
        "new": ("One", writer),
        "continued": ("One two", writer),
        "changed": ("One two three", other),
        "back": ("One two", writer),
        "ended": ("", writer),
    }
    for name, (text, by) in steps.items():
        cells = load_cells(roles, [dimension]).values()
        edits = [
            drafting.DraftEdit(cell.role, dimension, text, cell.version)
            for cell in cells
        ]
        with CaptureQueriesContext(connection) as queries:
            drafting.save_all(edits=edits, by=by)
        if name == step:
            return len(queries)
        if name == "continued":
            versions = [draft.version for draft in dimension.drafts.all()]
            drafting.submit(versions=versions, by=writer)
    raise AssertionError(step)


def get_or_make_person(name, group):
    return User.objects.filter(username=name).first() or make_person(name, group)
