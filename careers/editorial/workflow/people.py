"""The people who work here, by their names."""

from django.contrib.auth.models import User


def display_name(user: User | None) -> str:
    """Return what people call ``user``: the name, or what they sign in with.

    "" for nobody.
    """
    return user.get_full_name().strip() or user.get_username() if user else ""
