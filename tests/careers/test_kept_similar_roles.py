"""Similar roles on a page that is kept: a little old at most, and none that has gone.

`make bench ARGS=bursts` measures what visitors wait while editors publish.
"""

import pytest
import time_machine

from careers.models import Role
from careers.page_cache import MOST_BEHIND
from careers.search.index import refresh
from careers.search.similar import queue
from tests.factories import (
    make_approved,
    make_dimension,
    make_publication,
    make_role,
)
from tests.html import document, texts

pytestmark = pytest.mark.django_db

NURSE, BAKER = "/roles/nurse/", "/roles/baker/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2020-05-04 09:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def duties(clock):
    duties = make_dimension("Duties")
    make_role("Nurse", texts={duties: "- Cares for patients\n- Keeps medical records"})
    make_role("Doctor", texts={duties: "- Treats patients\n- Reads medical records"})
    make_role("Baker", texts={duties: "- Bakes bread\n- Sells cakes"})
    for work in ("Plants trees", "Paints walls", "Drives buses", "Teaches pupils"):
        make_role(work.split()[0], texts={duties: work})
    refresh()
    return duties


@pytest.fixture
def publish(duties, django_capture_on_commit_callbacks):
    def publish(name, text):
        draft = make_approved(Role.objects.get(name=name), duties, text)
        with django_capture_on_commit_callbacks(execute=True):
            make_publication([draft])

    return publish


@pytest.fixture
def similar(client):
    """Return the names of the similar roles on a page."""

    def similar(path=NURSE):
        return texts(document(client.get(path)), ".similar-name")

    return similar


@pytest.fixture
def kept(duties, similar):
    """Pages that are kept, as they were asked for twice."""
    for path in (NURSE, BAKER) * 2:
        similar(path)


def test_a_page_is_not_made_again_for_each_role_that_becomes_similar(
    kept, publish, similar, clock
):
    publish("Baker", "- Sells cakes to patients\n- Keeps medical records")

    assert similar() == ["Doctor"]
    clock.shift(MOST_BEHIND)
    assert similar() == ["Baker", "Doctor"]


def test_a_page_that_is_older_shows_them_at_once(kept, publish, similar, clock):
    clock.shift(MOST_BEHIND)
    publish("Baker", "- Sells cakes to patients\n- Keeps medical records")

    assert similar() == ["Baker", "Doctor"]


def test_the_page_of_the_changed_role_shows_them_once_they_are_found(
    kept, publish, similar, monkeypatch
):
    monkeypatch.setattr(queue, "BUDGET", 0)  # visits find none
    publish("Baker", "- Sells cakes to patients\n- Keeps medical records")
    queue.note([Role.objects.get(name="Baker").pk])
    assert [similar(BAKER) for _ in range(3)] == [[], [], []]

    refresh()

    assert similar(BAKER) == ["Nurse", "Doctor"]


def test_a_role_that_leaves_the_site_leaves_them_at_once(kept, similar):
    Role.objects.filter(name="Doctor").update(status="archived")

    assert similar() == []


def test_a_new_name_is_shown_in_them_at_once(kept, similar):
    Role.objects.filter(name="Doctor").update(name="Physician")

    assert similar() == ["Physician"]
