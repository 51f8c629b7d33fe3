"""No page of the directory, the picker or home reads every role.

SQLite says how it would read. Its tables are small here, but it plans without knowing:
nobody has counted their rows.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careers.directory import roles as directory_roles
from careers.search.index import refresh
from comparisons import role_list
from tests.factories import make_dimension, make_family, make_role, make_theme
from tests.query_plans import whole_tables

# PostgreSQL scans what is small.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# Nearly all roles have the same status.
ALL_OF_A_STATUS = r"SEARCH careers_role USING .*role_by_status \(status=\?\)"
GROWING = "role|roledimensionentry|listedrole|searchdocument|searchword|formerslug"

PATHS = [
    "/roles/",
    "/roles/?after=b-03&role=a-00",
    "/roles/?before=b-03",
    "/roles/?after=unknown",
    "/roles/?start=b",
    "/roles/?sort=family",
    "/roles/?sort=family&before=b-03",
    "/roles/?sort=changed&after=b-03",
    "/roles/?family=art&family=-",
    "/roles/?family=art&sort=family&after=a-00",
    "/roles/?family=art&described=duties&initial=a&completeness=complete&after=a-00",
    "/roles/?theme=work&sort=changed",
    "/roles/?initial=z&described=duties",
    "/roles/?q=role",
    "/roles/?q=role&family=art&sort=changed",
    "/roles/?q=zeppelin&family=art",
    "/compare/",
    "/compare/?letter=a",
    "/compare/?family=art",
    "/compare/?family=-&role=a-00",
    "/",
]


@pytest.fixture
def site(monkeypatch):
    """Many roles, for what counts as many here."""
    monkeypatch.setattr(directory_roles, "MOST_IN_LIST", 3)
    monkeypatch.setattr(role_list, "MOST_UNFOLDED", 3)
    monkeypatch.setattr(role_list, "MOST_LISTED", 5)
    dimension = make_dimension("Duties", theme=make_theme("work", slug="work"))
    families = [make_family("Art"), make_family("Data"), None]
    for number in range(36):
        make_role(
            f"{'ABC'[number % 3]} {number:02}",
            family=families[number // 12],
            texts={dimension: "A role"} if number % 2 else {},
        )
    refresh()


def scans(query):
    """Return the steps of a query's plan that read a whole table that grows."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        steps = [row[3] for row in cursor.fetchall()]
    whole = rf"SCAN careers_({GROWING})\b|{ALL_OF_A_STATUS}"
    return [step for step in steps if re.match(whole, step)]


@pytest.mark.parametrize("path", PATHS)
def test_no_query_of_a_page_reads_a_growing_table(client, site, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200

    selects = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    assert {sql: steps for sql in selects if (steps := scans(sql))} == {}
    assert {sql: tables for sql in selects if (tables := whole_tables(sql))} == {}
