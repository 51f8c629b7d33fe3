"""A site's database in one file, the same from SQLite and from PostgreSQL.

``making`` writes the file and ``restoring`` reads it; ``rows`` knows what is in it,
``files`` how it is kept, ``databases`` how each engine reads and replaces everything at
once.
"""
