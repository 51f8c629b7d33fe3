"""Nothing that the security log has can be changed, or removed before its time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from careers.editorial.models import AppendOnlyError, SecurityEvent
from careers.editorial.workflow import security_log

pytestmark = pytest.mark.django_db

TABLE = SecurityEvent._meta.db_table

BY_SQL = [
    f"UPDATE {TABLE} SET about = 'nothing'",
    f"UPDATE {TABLE} SET kept_until = '2000-01-01'",
    f"DELETE FROM {TABLE}",
    pytest.param(
        f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {TABLE}",
        marks=pytest.mark.skipif(
            connection.vendor == "sqlite", reason="SQLite has no TRUNCATE"
        ),
    ),
]


def make_event(made_at=None):
    kind = SecurityEvent.Kind.SIGNED_OUT
    return SecurityEvent.objects.create(kind=kind, made_at=made_at or timezone.now())


@pytest.mark.parametrize("statement", BY_SQL)
def test_the_database_refuses_to_change_an_event(statement):
    event = make_event()

    with (
        pytest.raises(IntegrityError, match="append_only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert list(SecurityEvent.objects.values_list("pk", "about")) == [(event.pk, "")]


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: SecurityEvent.objects.update(about="nothing"),
        lambda event: SecurityEvent.objects.all().delete(),
    ],
    ids=["save", "delete", "update", "delete all"],
)
def test_the_model_refuses_to_change_an_event(change):
    event = make_event()

    with pytest.raises(AppendOnlyError):
        change(event)


def test_events_are_removed_when_their_time_is_over(settings):
    settings.SECURITY_LOG_DAYS = 30
    make_event(timezone.now() - timedelta(days=32))
    kept = [make_event(timezone.now() - timedelta(days=28)), make_event()]

    SecurityEvent.objects.remove_old()

    assert set(SecurityEvent.objects.all()) == set(kept)


def test_an_event_is_one_line_of_printable_signs():
    words = "x\r\n2026-01-01 Signed in\x1b[2J\u202e\u2028\0\\n"

    security_log.record(SecurityEvent.Kind.REFUSED, about=words)

    about = SecurityEvent.objects.get().about
    assert about.isprintable()
    assert about.startswith("x\\u000d\\u000a2026-01-01 Signed in\\u001b")
