from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key):
        # A cookie may hold a NUL, which PostgreSQL refuses in any query.
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()
