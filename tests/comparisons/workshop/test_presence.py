"""Who else is at work, and what they have changed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from careers.models import Presence
from tests.comparisons.workshop.pages import PRESENCE, signed_in
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_publication,
    make_role,
)

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


def test_others_are_told_who_has_a_role_open(role, dimension):
    told(signed_in("ben"), role="architect", dimension="authority")

    assert told(signed_in(), role="architect")["others"] == {
        "architect": [{"name": "ben", "dimension": "authority", "seen": "just now"}]
    }


def test_nobody_is_told_of_themselves(role):
    client = signed_in()

    assert told(client, role="architect")["others"] == {}
    assert told(client, role="architect")["others"] == {}


def test_who_has_been_away_for_a_minute_is_gone(role):
    told(signed_in("ben"), role="architect")
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))

    assert told(signed_in())["others"] == {}


def test_going_to_another_cell_moves_one_presence(role, dimension):
    client = signed_in()

    told(client, role="architect", dimension="authority")
    told(client, role="architect")

    assert Presence.objects.get().dimension is None


def test_what_others_changed_since_is_told(role, dimension):
    client = signed_in()
    draft = make_draft(role, dimension)

    [changed] = told(client, since=ago(minutes=1))["cells"]

    assert changed["version"] == draft.version
    assert (changed["label"], changed["by"]) == ("Draft", "writer")


def test_what_i_changed_is_no_news(role, dimension):
    client = signed_in()
    make_draft(role, dimension, by=User.objects.get(username="anna"))

    assert told(client, since=ago(minutes=1))["cells"] == []


def test_a_publication_is_news(role, dimension):
    make_publication([make_approved(role, dimension)])

    [changed] = told(signed_in(), since=ago(minutes=1))["cells"]

    assert (changed["state"], changed["by"]) == ("live", "reviewer")


def test_what_was_before_is_no_news(role, dimension):
    make_draft(role, dimension, now=timezone.now() - timedelta(minutes=5))

    assert told(signed_in(), since=ago(minutes=1))["cells"] == []


@pytest.mark.parametrize(
    "since", ["", "x", "2026-13-01T00:00:00Z", "2026-01-01T00:00:00", "9" * 40, "\0"]
)
def test_a_time_that_is_none_does_no_harm(role, since):
    response = signed_in().post(PRESENCE, {"role": "architect", "since": since})

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
    assert told(signed_in(), since=since)["cells"] == []


def test_a_deleted_role_is_said_to_be(role):
    response = signed_in().post(PRESENCE, {"role": "nobody"})

    assert response.status_code == 404


def test_it_is_never_a_page(role):
    assert signed_in().get(PRESENCE).status_code == 405


def test_who_writes_nothing_says_nothing(role):
    assert signed_in("eve", "nobody").post(PRESENCE).status_code == 403
