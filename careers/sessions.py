"""Sessions in the database, asked for by keys that it can have given."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key):
        # A cookie may hold a NUL, which PostgreSQL takes in no query.
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()
