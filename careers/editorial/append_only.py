"""Triggers that keep the security log as it was written, under any SQL.

They are made again after every migration: SQLite drops a table's triggers when a
migration rebuilds the table.
"""

from django.db import connections

from careers.triggers import was_flush

from .models import SecurityEvent

TABLE = SecurityEvent._meta.db_table
MESSAGE = "security_log_is_append_only"

SQLITE = f"""
    DROP TRIGGER IF EXISTS {TABLE}_update_is_refused;
    CREATE TRIGGER {TABLE}_update_is_refused BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END;
    DROP TRIGGER IF EXISTS {TABLE}_delete_is_refused;
    CREATE TRIGGER {TABLE}_delete_is_refused BEFORE DELETE ON {TABLE}
    WHEN OLD.kept_until >= date('now')
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END;
"""
TODAY = "timezone('UTC', now())::date"
REFUSE = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation';"
POSTGRESQL = f"""
    CREATE OR REPLACE FUNCTION {TABLE}_is_refused() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN {REFUSE} END $$;
    CREATE OR REPLACE TRIGGER {TABLE}_update_is_refused BEFORE UPDATE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_is_refused();
    CREATE OR REPLACE TRIGGER {TABLE}_delete_is_refused BEFORE DELETE ON {TABLE}
    FOR EACH ROW WHEN (OLD.kept_until >= {TODAY})
    EXECUTE FUNCTION {TABLE}_is_refused();
    CREATE OR REPLACE FUNCTION {TABLE}_keeps_its_rows() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT 1 FROM {TABLE} WHERE kept_until >= {TODAY}) THEN
            {REFUSE}
        END IF;
        RETURN NULL;
    END $$;
    CREATE OR REPLACE TRIGGER {TABLE}_truncate_is_refused BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_keeps_its_rows();
"""  # noqa: S608


def install(*, using, plan=None, **kwargs):
    connection = connections[using]
    if was_flush(plan) or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL)
            return
        for statement in SQLITE.split(";\n"):
            if statement.strip():
                cursor.execute(statement)
