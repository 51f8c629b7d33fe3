"""The part that differs between databases: FTS5 on SQLite, tsvector on PostgreSQL.

Either only says which documents have some words. What they are worth is counted in
Python, so that both give the same order.
"""

from django.db import connections
from django.db.models import F
from django.db.models.expressions import RawSQL

from careers.models import SearchDocument

STATEMENTS = {
    "sqlite": [
        # Each token as it is: FTS5 lowers ASCII letters, and these are lower already.
        # Four letters that many words start with take 25 ms without their own index.
        """
        CREATE VIRTUAL TABLE IF NOT EXISTS careers_search USING fts5(
            words, content='careers_searchdocument', content_rowid='id', detail=none,
            columnsize=0, prefix='4 5', tokenize="ascii tokenchars '+#/&=~!^'"
        )
        """,
        "DROP TRIGGER IF EXISTS careers_search_added",
        """
        CREATE TRIGGER careers_search_added AFTER INSERT ON careers_searchdocument
        BEGIN
            INSERT INTO careers_search (rowid, words) VALUES (NEW.id, NEW.words);
        END
        """,
        "DROP TRIGGER IF EXISTS careers_search_deleted",
        """
        CREATE TRIGGER careers_search_deleted AFTER DELETE ON careers_searchdocument
        BEGIN
            INSERT INTO careers_search (careers_search, rowid, words)
            VALUES ('delete', OLD.id, OLD.words);
        END
        """,
    ],
    "postgresql": [
        # The words are read for the best few only, so they stand outside of the rows.
        "ALTER TABLE careers_searchdocument SET (toast_tuple_target = 128)",
        # At a low cost, PostgreSQL would call it for each row instead of the index; at
        # a high one, it would compile each search first, which takes longer.
        """
        CREATE OR REPLACE FUNCTION careers_search_vector(words text) RETURNS tsvector
        LANGUAGE plpgsql IMMUTABLE COST 100
        AS 'BEGIN
            RETURN pg_catalog.array_to_tsvector(
                pg_catalog.string_to_array(pg_catalog.btrim(words), '' '')
            );
        END'
        """,
        """
        CREATE INDEX IF NOT EXISTS careers_search ON careers_searchdocument
        USING gin (careers_search_vector(words))
        """,
    ],
}


def fill():
    """Make SQLite's index again, of documents that no trigger saw."""
    _have_index("rebuild")


def empty():
    """Take everything out of SQLite's index, once there are no documents."""
    _have_index("delete-all")


def erase_deleted():
    """Take the words of deleted documents out of the index of SQLite's file.

    FTS5 keeps them until it happens to merge their part of the index. PostgreSQL does
    the same with everything deleted, until it vacuums.
    """
    _have_index("optimize")


def _have_index(command):
    if _is_sqlite():
        with connections[SearchDocument.objects.db].cursor() as cursor:
            cursor.execute(
                "INSERT INTO careers_search (careers_search) VALUES (%s)", [command]
            )


def with_words(expression):
    """Return the documents that an expression matches.

    ``expression`` is made by ``word``, ``all_of`` and ``any_of``.
    """
    documents = SearchDocument.objects.order_by()
    if _is_sqlite():
        # In the order of their keys, so that FTS5 stops when it has enough.
        return documents.extra(
            tables=["careers_search"],
            where=[
                "careers_search.rowid = careers_searchdocument.id",
                "careers_search MATCH %s",
            ],
            params=[expression],
            order_by=["careers_search.rowid"],
        )
    return documents.extra(
        where=["careers_search_vector(words) @@ %s::tsquery"],
        params=[expression],
        # Not the key itself, in whose order PostgreSQL would read every document.
    ).order_by(F("pk") + 0)


def keys_with_words(expression, most):
    """Return a subquery of the first keys of the documents that match."""
    query = {
        "sqlite": """
            SELECT rowid FROM careers_search WHERE careers_search MATCH %s
            ORDER BY rowid LIMIT %s
        """,
        "postgresql": """
            SELECT id FROM careers_searchdocument
            WHERE careers_search_vector(words) @@ %s::tsquery ORDER BY id + 0 LIMIT %s
        """,
    }[connections[SearchDocument.objects.db].vendor]
    return RawSQL(query, [expression, most])  # noqa: S611 - no input is in it


def word(stem, *, is_start=False):
    """Return the expression of a word, which has no quotes and no spaces."""
    if _is_sqlite():
        return f'"{stem}"*' if is_start else f'"{stem}"'
    return f"'{stem}':*" if is_start else f"'{stem}'"


def all_of(expressions):
    return f"({(' AND ' if _is_sqlite() else ' & ').join(expressions)})"


def any_of(expressions):
    return f"({(' OR ' if _is_sqlite() else ' | ').join(expressions)})"


def _is_sqlite():
    return connections[SearchDocument.objects.db].vendor == "sqlite"
