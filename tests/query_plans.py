"""What a database does for a query, and whether it reads a whole table for it."""

import json
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Tables that stay small, as people keep their rows in order. All others grow.
SMALL = {
    "careers_changedrole",  # notes, which the next page reads and deletes
    "careers_dimension",
    "careers_facetvalue",  # a row of a value is about 65,536 roles
    "careers_family",
    "careers_formerdimensionslug",
    "careers_historicaldimension",
    "careers_historicalfamily",
    "careers_historicaltheme",
    "careers_searchstate",
    "careers_similarstate",
    "careers_term",
    "careers_theme",
}

# As good as no condition: most roles have the same status.
NO_CONDITION = re.compile(r"(\(?\(?status\)?(::text)? ?= ?[^ ]+\)?)?\Z")

# What comes after a place, or before one, may be nearly all. PostgreSQL sorts few rows.
ONE_SIDED = re.compile(r"\w+[<>]\?\Z")

# The first row answers these: whether there is any, or the only one is such.
ONE_ROW = re.compile(
    r'EXISTS\(SELECT 1 AS "a" FROM '
    r'"(\w+"|careers_(search|similar)state" "U0" WHERE .*?) LIMIT 1\)'
)

SQLITE_STEP = re.compile(r"(SCAN|SEARCH) (\w+)(?: .*?\((.*)\))?")
ALIAS = re.compile(r'"(\w+)" "?([TUV]\d+)\b')


def captured_queries(client, path):
    with CaptureQueriesContext(connection) as context:
        client.get(path)
    return [q["sql"] for q in context if q["sql"].startswith("SELECT")]


def whole_tables(sql):
    """Return the growing tables that ``sql`` reads all rows of, or of an index."""
    sql = ONE_ROW.sub("EXISTS(SELECT 1)", sql)
    tables = _of_sqlite(sql) if connection.vendor == "sqlite" else _of_postgres(sql)
    return sorted(set(tables) - SMALL)


def is_sorted(sql):
    """Whether rows are sorted for ``sql``, not read in the order of an index."""
    if connection.vendor == "sqlite":
        return any("TEMP B-TREE" in step for step in _steps(sql))
    # Any kind of sort; "Sort Key" is also what a merge of sorted rows goes by.
    return 'Sort"' in _postgres_plan(sql)


def _steps(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[3] for row in cursor.fetchall()]


def _of_sqlite(sql):
    """Return the tables; "SEARCH t" without a condition finds the highest key."""
    steps = _steps(sql)
    names = {alias: table for table, alias in ALIAS.findall(sql)}
    stops_early = "LIMIT" in sql and not is_sorted(sql)
    for step in steps:
        match = SQLITE_STEP.match(step)
        if not match or "VIRTUAL TABLE" in step or "CONSTANT ROW" in step:
            continue
        kind, name, condition = match.groups()
        reads_all = kind == "SCAN" or (condition and is_wide(condition))
        # What a scan leaves out, the plan does not say.
        is_filtered = kind == "SCAN" and "WHERE" in sql
        if reads_all and (is_filtered or not stops_early):
            yield names.get(name, name)


def is_wide(condition):
    return any(pattern.match(condition) for pattern in (NO_CONDITION, ONE_SIDED))


def _postgres_plan(sql):
    """Return the plan as JSON."""
    with connection.cursor() as cursor:
        # With few rows PostgreSQL would rather read all, so it may do that only where
        # no index helps.
        for way in ("seqscan", "hashjoin", "mergejoin", "hashagg"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        (plan,) = cursor.fetchone()
        for way in ("seqscan", "hashjoin", "mergejoin", "hashagg"):
            cursor.execute(f"SET LOCAL enable_{way} = on")
    return plan if isinstance(plan, str) else json.dumps(plan)


def _of_postgres(sql):
    [plan] = json.loads(_postgres_plan(sql))
    yield from _of_node(plan["Plan"], stops_early=False)


def _of_node(node, *, stops_early):
    if node["Node Type"] == "Limit":
        stops_early = True
    if node["Node Type"] in ("Sort", "Aggregate", "Hash"):
        stops_early = False
    table = node.get("Relation Name")
    reads_all = any(map(NO_CONDITION.match, _conditions(node)))
    if table and reads_all and (_is_filtered(node) or not stops_early):
        yield table
    for child in node.get("Plans", []):
        yield from _of_node(child, stops_early=stops_early)


def _conditions(node):
    """Return the conditions by which a node finds rows in an index, "" for none."""
    if node["Node Type"] not in ("Bitmap Heap Scan", "BitmapOr", "BitmapAnd"):
        return [node.get("Index Cond", "")]
    parts = [part for part in node["Plans"] if "Subplan Name" not in part]
    return [condition for part in parts for condition in _conditions(part)]


def _is_filtered(node):
    """Whether a scan may have to leave out most rows. Of roles, few are hidden."""
    columns = re.findall(r"[a-z_]+", re.sub(r"'[^']*'", "", node.get("Filter", "")))
    return bool(set(columns) - {"status", "text"})
