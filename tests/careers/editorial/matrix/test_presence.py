"""Who else is editing, and what they have changed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.editorial.models import Draft, Presence
from careers.editorial.workflow.publishing import cancel
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_person,
    make_publication,
    make_role,
    make_roles,
)
from tests.matrix_pages import PRESENCE, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dimension():
    return make_dimension("Authority")


@pytest.fixture
def role(dimension):
    return make_role("Architect")


def poll(client, **fields):
    """Report what the client has open, and return the news."""
    response = client.post(PRESENCE, fields)
    assert response.status_code == 200
    return response.json()


def time_ago(**time):
    return (timezone.now() - timedelta(**time)).isoformat()


def changed_since(client, *roles):
    """Return the cells of ``roles`` that others have changed in the last minute."""
    slugs = [role.slug for role in roles]
    return poll(client, since=time_ago(minutes=1), roles=slugs)["cells"]


def test_others_see_the_people_on_a_role(role, dimension):
    poll(log_in("ben"), role="architect", dimension="authority")

    assert poll(log_in(), role="architect")["others"] == {
        "architect": [{"name": "ben", "dimension": "authority"}]
    }


def test_people_do_not_see_themselves(role):
    client = log_in()

    assert poll(client, role="architect")["others"] == {}
    assert poll(client, role="architect")["others"] == {}


def test_a_person_disappears_after_a_minute(role):
    poll(log_in("ben"), role="architect")
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))

    assert poll(log_in())["others"] == {}


def test_a_person_has_one_presence_that_moves(role, dimension):
    client = log_in()

    poll(client, role="architect", dimension="authority")
    poll(client, role="architect")

    assert Presence.objects.get().dimension is None


def test_a_change_by_another_person_is_news(role, dimension):
    client = log_in()
    draft = make_draft(role, dimension)

    [changed] = changed_since(client, role)

    assert changed["version"] == draft.version
    assert (changed["label"], changed["by"]) == ("Draft", "writer")


def test_your_own_change_is_not_news(role, dimension):
    client = log_in()
    make_draft(role, dimension, by=User.objects.get(username="anna"))

    assert changed_since(client, role) == []


def test_a_publication_is_news(role, dimension):
    make_publication([make_approved(role, dimension)])

    [changed] = changed_since(log_in(), role)

    assert (changed["state"], changed["by"]) == ("live", "reviewer")


def test_your_own_publication_is_not_news(role, dimension):
    client = log_in("rita", "Reviewer")
    rita = User.objects.get(username="rita")
    draft = make_approved(role, dimension)
    Draft.history.update(history_date=timezone.now() - timedelta(minutes=5))
    make_publication([draft], by=rita)

    assert changed_since(client, role) == []


def test_a_cancelled_publication_is_news_with_its_author(role, dimension):
    tomorrow = timezone.now() + timedelta(days=1)
    publication = make_publication([make_approved(role, dimension)], due_at=tomorrow)
    Draft.history.update(history_date=timezone.now() - timedelta(minutes=5))
    cancel(publication=publication, by=make_person("rita", "Reviewer"))

    [changed] = changed_since(log_in(), role)
    assert (changed["state"], changed["by"]) == ("approved", "rita")
    assert changed_since(log_in("rita"), role) == []


def test_a_scheduled_publication_is_news(role, dimension):
    tomorrow = timezone.now() + timedelta(days=1)
    make_publication([make_approved(role, dimension)], due_at=tomorrow)

    [changed] = changed_since(log_in(), role)

    assert changed["state"] == "scheduled"


def test_only_the_latest_change_of_a_cell_is_news(role, dimension):
    make_publication([make_approved(role, dimension)])
    make_draft(role, dimension, "Goes on", by=make_person("ben", "Editor"))

    [changed] = changed_since(log_in(), role)

    assert (changed["state"], changed["by"]) == ("draft", "ben")


@pytest.mark.long
def test_changes_to_other_roles_push_out_no_news(dimension):
    first, *rest = make_roles(120)
    for role in [*rest, first]:
        make_draft(role, dimension)
    client = log_in()

    assert [cell["role"] for cell in changed_since(client, first)] == [first.slug]
    assert len(changed_since(client, *rest[:100])) == 100


def test_the_number_of_queries_does_not_grow_with_the_changes(
    role, dimension, django_assert_num_queries
):
    client = log_in()
    with CaptureQueriesContext(connection) as queries:
        make_draft(role, dimension)
        start = len(queries)
        changed_since(client, role)
    queries_for_one = len(queries) - start
    others = make_roles(9)
    for other in others:
        make_draft(other, dimension)

    with django_assert_num_queries(queries_for_one):
        changed_since(client, *others)


def test_an_earlier_change_is_not_news(role, dimension):
    make_draft(role, dimension, now=timezone.now() - timedelta(minutes=5))

    assert changed_since(log_in(), role) == []


@pytest.mark.parametrize(
    "since", ["", "x", "2026-13-01T00:00:00Z", "2026-01-01T00:00:00", "9" * 40, "\0"]
)
def test_an_invalid_time_does_no_harm(role, since):
    response = log_in().post(PRESENCE, {"role": "architect", "since": since})

    assert response.status_code in (200, 400)


@pytest.mark.parametrize(
    "since",
    [
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_extreme_times_do_no_harm(role, since):
    assert poll(log_in(), since=since, roles="architect")["cells"] == []


def test_an_unknown_role_is_not_found(role):
    response = log_in().post(PRESENCE, {"role": "deleted"})

    assert response.status_code == 404


def test_a_get_request_is_refused(role):
    assert log_in().get(PRESENCE).status_code == 405


def test_reporting_presence_needs_permission(role):
    assert log_in("eve", group=None).post(PRESENCE).status_code == 403
