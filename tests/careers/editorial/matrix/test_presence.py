"""Who else is at work, and what they have changed."""

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


def told(client, **sent):
    response = client.post(PRESENCE, sent)
    assert response.status_code == 200
    return response.json()


def ago(**time):
    return (timezone.now() - timedelta(**time)).isoformat()


def changed_since(client, *roles):
    """Return what others have changed in the last minute where ``roles`` are shown."""
    slugs = [role.slug for role in roles]
    return told(client, since=ago(minutes=1), roles=slugs)["cells"]


def test_others_are_told_who_has_a_role_open(role, dimension):
    told(log_in("ben"), role="architect", dimension="authority")

    assert told(log_in(), role="architect")["others"] == {
        "architect": [{"name": "ben", "dimension": "authority"}]
    }


def test_nobody_is_told_of_themselves(role):
    client = log_in()

    assert told(client, role="architect")["others"] == {}
    assert told(client, role="architect")["others"] == {}


def test_who_has_been_away_for_a_minute_is_gone(role):
    told(log_in("ben"), role="architect")
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))

    assert told(log_in())["others"] == {}


def test_going_to_another_cell_moves_one_presence(role, dimension):
    client = log_in()

    told(client, role="architect", dimension="authority")
    told(client, role="architect")

    assert Presence.objects.get().dimension is None


def test_what_others_changed_since_is_told(role, dimension):
    client = log_in()
    draft = make_draft(role, dimension)

    [changed] = changed_since(client, role)

    assert changed["version"] == draft.version
    assert (changed["label"], changed["by"]) == ("Draft", "writer")


def test_what_i_changed_is_no_news(role, dimension):
    client = log_in()
    make_draft(role, dimension, by=User.objects.get(username="anna"))

    assert changed_since(client, role) == []


def test_a_publication_is_news(role, dimension):
    make_publication([make_approved(role, dimension)])

    [changed] = changed_since(log_in(), role)

    assert (changed["state"], changed["by"]) == ("live", "reviewer")


def test_what_i_published_is_no_news(role, dimension):
    client = log_in("rita", "Reviewer")
    rita = User.objects.get(username="rita")
    draft = make_approved(role, dimension)
    Draft.history.update(history_date=timezone.now() - timedelta(minutes=5))
    make_publication([draft], by=rita)

    assert changed_since(client, role) == []


def test_who_cancelled_a_publication_is_named(role, dimension):
    tomorrow = timezone.now() + timedelta(days=1)
    publication = make_publication([make_approved(role, dimension)], due_at=tomorrow)
    Draft.history.update(history_date=timezone.now() - timedelta(minutes=5))
    cancel(publication=publication, by=make_person("rita", "Reviewer"))

    [changed] = changed_since(log_in(), role)
    assert (changed["state"], changed["by"]) == ("approved", "rita")
    assert changed_since(log_in("rita"), role) == []


def test_that_a_publication_is_scheduled_is_news(role, dimension):
    tomorrow = timezone.now() + timedelta(days=1)
    make_publication([make_approved(role, dimension)], due_at=tomorrow)

    [changed] = changed_since(log_in(), role)

    assert changed["state"] == "scheduled"


def test_the_last_change_of_a_cell_is_told(role, dimension):
    make_publication([make_approved(role, dimension)])
    make_draft(role, dimension, "Goes on", by=make_person("ben", "Editor"))

    [changed] = changed_since(log_in(), role)

    assert (changed["state"], changed["by"]) == ("draft", "ben")


def test_however_much_changed_elsewhere_all_of_the_roles_shown_is_told(dimension):
    first, *rest = make_roles(120)
    for role in [*rest, first]:
        make_draft(role, dimension)
    client = log_in()

    assert [cell["role"] for cell in changed_since(client, first)] == [first.slug]
    assert len(changed_since(client, *rest[:100])) == 100


def test_what_changed_costs_the_same_however_much_it_is(
    role, dimension, django_assert_num_queries
):
    client = log_in()
    with CaptureQueriesContext(connection) as queries:
        make_draft(role, dimension)
        start = len(queries)
        changed_since(client, role)
    few = len(queries) - start
    roles = make_roles(9)
    for each in roles:
        make_draft(each, dimension)

    with django_assert_num_queries(few):
        changed_since(client, *roles)


def test_what_was_before_is_no_news(role, dimension):
    make_draft(role, dimension, now=timezone.now() - timedelta(minutes=5))

    assert changed_since(log_in(), role) == []


@pytest.mark.parametrize(
    "since", ["", "x", "2026-13-01T00:00:00Z", "2026-01-01T00:00:00", "9" * 40, "\0"]
)
def test_a_time_that_is_none_does_no_harm(role, since):
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
def test_the_ends_of_time_do_no_harm(role, since):
    assert told(log_in(), since=since, roles="architect")["cells"] == []


def test_a_deleted_role_is_said_to_be(role):
    response = log_in().post(PRESENCE, {"role": "nobody"})

    assert response.status_code == 404


def test_it_is_never_a_page(role):
    assert log_in().get(PRESENCE).status_code == 405


def test_who_writes_nothing_says_nothing(role):
    assert log_in("eve", group=None).post(PRESENCE).status_code == 403
