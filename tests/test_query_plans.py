"""Promises 15 and 19: no public page reads a growing table from end to end."""

import pytest
from django.db import connection, transaction

from careers.models import Dimension, Family, FormerSlug, Role, RoleDimensionEntry
from careers.search.index import refresh
from comparisons import role_list

from .addresses import CONTENT, ERRORS, make_site
from .query_plans import captured_queries, whole_tables

pytestmark = pytest.mark.django_db

# More than the picker lists on a page, and enough for PostgreSQL to see that most are
# public.
MORE_ROLES = role_list.MOST_LISTED + 100


@pytest.fixture(scope="module")
def large_site(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_site()
        families = Family.objects.bulk_create(
            Family(name=f"Family {number}", slug=f"family-{number}")
            for number in range(20)
        )
        roles = Role.objects.bulk_create(
            Role(
                name=f"More {number}",
                slug=f"more-{number}",
                family=families[number % 20],
                status="published",
            )
            for number in range(MORE_ROLES)
        )
        RoleDimensionEntry.objects.bulk_create(
            RoleDimensionEntry(role=role, dimension=dimension, text="Does more")
            for role in roles
            for dimension in Dimension.objects.all()
        )
        FormerSlug.objects.bulk_create(
            FormerSlug(role=role, slug=f"former-{role.slug}") for role in roles
        )
        refresh()
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")
        yield
        transaction.set_rollback(True)


WHOLE_TABLES = [
    "SELECT * FROM careers_role",
    "SELECT count(*) FROM careers_role",
    "SELECT slug FROM careers_role WHERE status = 'published' ORDER BY name",
    "SELECT * FROM careers_role WHERE other_names = 'x' LIMIT 1 OFFSET 5",
    "SELECT text FROM careers_roledimensionentry ORDER BY text LIMIT 1",
]
FROM_AN_INDEX = [
    "SELECT * FROM careers_role WHERE id = 1",
    "SELECT * FROM careers_role WHERE slug > 'a' ORDER BY slug LIMIT 9",
    "SELECT max(id) FROM careers_role",
    "SELECT * FROM careers_dimension",
]


# One test, as the large site takes each process that tests a part of it 20 seconds.
def test_no_page_reads_a_whole_table(client, large_site, subtests):
    for sql in WHOLE_TABLES:
        with subtests.test(sql):
            assert whole_tables(sql)
    for sql in FROM_AN_INDEX:
        with subtests.test(sql):
            assert whole_tables(sql) == []

    for path in [*CONTENT, *ERRORS]:
        with subtests.test(path=path):
            queries = captured_queries(client, path)
            read = [(sql, found) for sql in queries if (found := whole_tables(sql))]
            assert read == []
