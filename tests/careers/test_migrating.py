"""What a migration does to the triggers."""

import pytest

from tests.site_processes import empty_database, run_code

# In a process and a database of its own, as a table of SQLite can't be rebuilt inside
# the transaction of a test.
START = """
from django.core.management import call_command
from django.core.management.sql import (
    emit_post_migrate_signal,
    emit_pre_migrate_signal,
)
from django.db import connection
from django.db.migrations import Migration

call_command("migrate", verbosity=0)

from careers.content_version import EVERYTHING, FRAME, read
from careers.models import ChangedRole, Role, RoleDimensionEntry
from careers.search.index import refresh
from tests.factories import make_dimension, make_role

role = make_role("Cook", texts={make_dimension("Purpose"): "Cooks."})
refresh()
options = {"verbosity": 0, "interactive": False, "db": "default"}


def assert_all_is_new(before):
    after = read(EVERYTHING, FRAME).marks
    assert all(before[scope] != after[scope] for scope in before), after
"""

REBUILD = """
emit_pre_migrate_signal(**options)
field = {model}._meta.get_field("id")
with connection.schema_editor() as editor:
    if connection.vendor == "sqlite":
        editor._remake_table({model})
    else:
        editor.alter_field({model}, field, field, strict=True)
emit_post_migrate_signal(**options, plan=[])

before = read(EVERYTHING, FRAME).marks
RoleDimensionEntry.objects.update(text="Bakes.")
assert ChangedRole.objects.filter(role=role.pk).exists()
Role.objects.update(name="Baker")
assert_all_is_new(before)
"""

MIGRATE = """
before = read(EVERYTHING, FRAME).marks
plan = [(Migration("0002_more", "careers"), False)]
emit_post_migrate_signal(**options, plan=plan)
assert_all_is_new(before)
"""


@pytest.mark.long
@pytest.mark.parametrize("model", ["Role", "RoleDimensionEntry"])
def test_a_rebuilt_table_is_still_watched(tmp_path, model):
    with empty_database(tmp_path) as database:
        run_code(START + REBUILD.format(model=model), tmp_path, database)


def test_after_a_migration_of_the_content_every_page_is_made_again(tmp_path):
    with empty_database(tmp_path) as database:
        run_code(START + MIGRATE, tmp_path, database)
