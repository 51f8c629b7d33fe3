"""A person who may see all pages of editors, and is logged in."""

from datetime import timedelta

SESSION = "benchmark" * 3
COOKIES = f"sessionid={SESSION}; csrftoken={'b' * 32}"


def log_in():
    # These import models, which need a site.
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from tests.factories import make_person

    person = make_person("bench", "Reviewer")
    data = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: "careers.editorial.backends.PermissionsBackend",
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    Session.objects.create(
        session_key=SESSION,
        session_data=SessionStore().encode(data),
        expire_date=timezone.now() + timedelta(hours=1),
    )
