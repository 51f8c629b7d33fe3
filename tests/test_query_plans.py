"""No public page reads a table that grows from one end to the other."""

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


ADDRESSES = [*CONTENT, *ERRORS]


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_page_reads_a_whole_table(client, large_site, path):
    queries = captured_queries(client, path)

    assert [(sql, tables) for sql in queries if (tables := whole_tables(sql))] == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM careers_role",
        "SELECT count(*) FROM careers_role",
        "SELECT slug FROM careers_role WHERE status = 'published' ORDER BY name",
        "SELECT * FROM careers_role WHERE other_names = 'x' LIMIT 1 OFFSET 5",
        "SELECT text FROM careers_roledimensionentry ORDER BY text LIMIT 1",
    ],
)
def test_a_query_that_reads_a_whole_table_is_noticed(large_site, sql):
    assert whole_tables(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM careers_role WHERE id = 1",
        "SELECT * FROM careers_role WHERE slug > 'a' ORDER BY slug LIMIT 9",
        "SELECT max(id) FROM careers_role",
        "SELECT * FROM careers_dimension",
    ],
)
def test_a_query_that_an_index_answers_is_fine(large_site, sql):
    assert whole_tables(sql) == []
