"""A scheduled publication appears on time, without cron and without a worker."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from careers.editorial.workflow import details
from careers.models import Dimension, Publication, Role, RoleDimensionEntry
from tests.factories import (
    make_approved,
    make_dimension,
    make_person,
    make_publication,
    make_role,
)
from tests.failing_writes import failing_write
from tests.race import RUNNERS, race
from tests.site_processes import empty_database, run_code

SECOND = timedelta(seconds=1)
NOON = datetime(2026, 10, 24, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")

PATHS = ["/roles/analyst/", "/roles/analyst.json", "/dimensions/purpose/"]


def schedule(due_at):
    role = make_role("Analyst")
    approved = make_approved(role, make_dimension("Purpose"), "Counts what counts.")
    return make_publication([approved], due_at=due_at)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_the_text_appears_with_the_first_request_after_its_time(client, path):
    with time_machine.travel(NOON, tick=False) as clock:
        publication = schedule(NOON + timedelta(hours=1))

        clock.move_to(publication.due_at - SECOND)
        assert b"Counts what counts." not in client.get(path).content
        clock.move_to(publication.due_at)
        assert b"Counts what counts." in client.get(path).content


# Nights when Berlin's clocks go back or forward.
NIGHTS = {
    "before the repeated hour": datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN),
    "the first repeated hour": datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
    "the second repeated hour": datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),
    "after the repeated hour": datetime(2026, 10, 25, 3, 30, tzinfo=BERLIN),
    "before the skipped hour": datetime(2027, 3, 28, 1, 59, tzinfo=BERLIN),
    "after the skipped hour": datetime(2027, 3, 28, 3, 0, tzinfo=BERLIN),
}


@pytest.mark.django_db
@pytest.mark.parametrize("night", NIGHTS)
def test_clock_changes_delay_no_publication(client, settings, night):
    settings.TIME_ZONE = "Europe/Berlin"
    with time_machine.travel(NOON, tick=False) as clock:
        publication = schedule(NIGHTS[night].astimezone(UTC))

        clock.move_to(publication.due_at - SECOND)
        client.get("/")
        assert not RoleDimensionEntry.objects.exists()
        clock.move_to(publication.due_at)
        client.get("/")
        assert RoleDimensionEntry.objects.get().text == "Counts what counts."


@pytest.mark.django_db
def test_a_late_publication_is_recorded_at_its_due_time(client):
    with time_machine.travel(NOON, tick=False) as clock:
        publication = schedule(NOON + timedelta(hours=1))
        clock.shift(timedelta(days=9))

        client.get("/")

    entry = RoleDimensionEntry.objects.get()
    assert entry.updated_at == publication.due_at
    assert entry.history.get().history_date == publication.due_at
    publication.refresh_from_db()
    assert publication.ended_at == NOON + timedelta(days=9)


@pytest.mark.django_db
def test_due_publications_are_applied_in_order_of_time(client):
    role, dimension = make_role("Analyst"), make_dimension("Purpose")
    other = make_dimension("Tools")
    with time_machine.travel(NOON, tick=False) as clock:
        second = make_approved(role, other, "Second.")
        make_publication([second], due_at=NOON + 2 * SECOND)
        make_publication([make_approved(role, dimension)], due_at=NOON + SECOND)
        clock.shift(timedelta(hours=1))

        client.get("/")

    ended = Publication.objects.order_by("due_at").values_list("state", flat=True)
    assert list(ended) == ["published", "published"]
    dates = RoleDimensionEntry.history.order_by("history_id").values_list(
        "history_date", flat=True
    )
    assert list(dates) == [NOON + SECOND, NOON + 2 * SECOND]


@pytest.mark.django_db
def test_health_checks_publish_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/health/live")


@pytest.mark.django_db
def test_a_due_publication_of_a_deleted_role_breaks_no_page(client):
    schedule(NOON + timedelta(days=99))
    Role.objects.all().delete()

    with time_machine.travel(NOON + timedelta(days=100), tick=False):
        assert client.get("/").status_code == 200

    publication = Publication.objects.get()
    assert publication.state == Publication.State.REFUSED
    assert "since been deleted" in publication.refusal


@pytest.mark.django_db
def test_the_next_request_publishes_after_a_failed_write(client):
    schedule(NOON + timedelta(days=99))

    with time_machine.travel(NOON + timedelta(days=100), tick=False):
        with failing_write(2):
            assert client.get("/").status_code == 200
        assert not RoleDimensionEntry.objects.exists()
        client.get("/")

    assert RoleDimensionEntry.objects.exists()


def schedule_details(due_at):
    """Schedule a new name, and a new dimension with the role's text on it."""
    role = make_role("Analyst", texts={make_dimension("Purpose"): "Counts."})
    role.name, role.slug = "Counter", "counter"
    dimension = Dimension(name="Budget", slug="budget", position=1)
    ana, ben = make_person("ana", "Administrator"), make_person("reviewer", "Reviewer")
    drafts = [details.save(role, by=ana), details.create(dimension, by=ana)]
    versions = [draft.version for draft in drafts]
    drafts = details.submit(versions=versions, by=ana)
    versions = [draft.version for draft in drafts]
    drafts = details.approve(versions=versions, by=ben)
    text = make_approved(role, dimension, "Spends what it has.")
    return make_publication([*drafts, text], due_at=due_at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/roles/counter/", "/roles/counter.json", "/dimensions/budget/"]
)
def test_details_appear_with_the_first_request_after_their_time(client, path):
    with time_machine.travel(NOON, tick=False) as clock:
        publication = schedule_details(NOON + timedelta(hours=1))

        clock.move_to(publication.due_at - SECOND)
        assert client.get(path).status_code == 404
        assert b"Budget" not in client.get("/roles/analyst/").content
        assert b"Counter" not in client.get("/roles/").content
        clock.move_to(publication.due_at)
        assert b"Spends what it has." in client.get(path).content
        assert client.get("/roles/analyst/").status_code == 301


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(1, 13))
def test_the_next_request_publishes_details_after_a_failed_write(client, number):
    schedule_details(NOON + timedelta(days=99))

    with time_machine.travel(NOON + timedelta(days=100), tick=False):
        with failing_write(number):
            assert client.get("/").status_code == 200
        assert Publication.objects.get().is_scheduled
        assert client.get("/roles/counter/").status_code == 200
        assert b"Spends" in client.get("/dimensions/budget/").content


@pytest.mark.django_db
def test_a_late_name_is_recorded_at_its_due_time(client):
    with time_machine.travel(NOON, tick=False) as clock:
        publication = schedule_details(NOON + timedelta(hours=1))
        clock.shift(timedelta(days=9))

        client.get("/")

    record = Role.history.first()
    assert (record.name, record.history_date) == ("Counter", publication.due_at)
    assert Dimension.history.first().history_date == publication.due_at


@pytest.mark.django_db
def test_details_that_others_changed_meanwhile_are_refused_whole(client):
    publication = schedule_details(NOON + timedelta(days=99))
    role = Role.objects.get()
    role.name = "Adviser"
    role.save()

    with time_machine.travel(NOON + timedelta(days=100), tick=False):
        assert client.get("/dimensions/budget/").status_code == 404
        assert client.get("/roles/analyst/").status_code == 200

    publication.refresh_from_db()
    assert publication.state == Publication.State.REFUSED
    assert "“Adviser” has since changed" in publication.refusal


SCHEDULE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from datetime import timedelta
from django.utils import timezone
from tests.promises.test_on_time import schedule
schedule(timezone.now() + timedelta(hours=1))
"""

PUBLISH = """
from datetime import timedelta
from django.utils import timezone
from careers.models import RoleDimensionEntry
from careers.editorial.workflow.publishing import publish_due
applied = publish_due(now=timezone.now() + timedelta(hours=2))
print(applied, RoleDimensionEntry.history.count())
"""


@RUNNERS
def test_exactly_one_of_many_processes_publishes(tmp_path, runners):
    with empty_database(tmp_path) as url:
        run_code(
            "from django.core.management import *; call_command('migrate')",
            tmp_path,
            url,
        )
        run_code(SCHEDULE, tmp_path, url)
        lines = race(PUBLISH, tmp_path, url, runners)

    # The later processes found it already public.
    assert sorted(lines) == [*["0 1"] * (runners - 1), "1 1"]
