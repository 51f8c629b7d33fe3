"""What a migration would do to the triggers."""

import pytest
from django.core.management.sql import (
    emit_post_migrate_signal,
    emit_pre_migrate_signal,
)
from django.db import connection
from django.db.migrations import Migration

from careers.content_version import EVERYTHING, FRAME, read
from careers.models import ChangedRole, Role, RoleDimensionEntry
from careers.search.index import refresh
from tests.factories import make_dimension, make_role

pytestmark = pytest.mark.django_db(transaction=True)


def rebuild(model):
    """Change a table as a later migration may, between Django's two signals."""
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")
    field = model._meta.get_field("id")
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(model)
        else:
            editor.alter_field(model, field, field, strict=True)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default", plan=[])


@pytest.mark.parametrize("model", [Role, RoleDimensionEntry])
def test_a_rebuilt_table_is_still_watched(model):
    role = make_role("Cook", texts={make_dimension("Purpose"): "Cooks."})
    refresh()
    rebuild(model)
    before = read(EVERYTHING, FRAME).marks

    RoleDimensionEntry.objects.update(text="Bakes.")
    assert ChangedRole.objects.filter(role=role.pk).exists()
    Role.objects.update(name="Baker")

    after = read(EVERYTHING, FRAME).marks
    assert all(before[scope] != after[scope] for scope in before)


def test_after_a_migration_of_the_content_every_page_is_made_again():
    refresh()
    before = read(EVERYTHING, FRAME).marks
    plan = [(Migration("0002_more", "careers"), False)]

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default", plan=plan)

    after = read(EVERYTHING, FRAME).marks
    assert all(before[scope] != after[scope] for scope in before)
