"""On PostgreSQL a query of a request ends after a while, whatever it is."""

from importlib import import_module

import pytest
from django.db import OperationalError, connection, transaction

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has none"),
]


def test_a_query_that_takes_too_long_ends(monkeypatch):
    rsgi = import_module("careers.rsgi")
    monkeypatch.setattr(rsgi, "TIME_LIMITS", dict.fromkeys(rsgi.TIME_LIMITS, "1s"))

    rsgi.limit_times(connection)

    with transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(OperationalError, match="timeout"):
            cursor.execute("SELECT pg_sleep(5)")
        transaction.set_rollback(True)
