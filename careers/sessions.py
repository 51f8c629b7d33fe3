import time

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

SINCE, SEEN = "since", "seen"  # seconds


class SessionStore(db.SessionStore):
    """Django's own, which knows when its person logged in and did something last."""

    def save(self, must_create=False):
        if SESSION_KEY in self:
            now = int(time.time())
            self.setdefault(SINCE, now)
            self[SEEN] = now
        super().save(must_create)

    def _validate_session_key(self, key):
        # A cookie may hold a NUL, which PostgreSQL refuses in any query.
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()
