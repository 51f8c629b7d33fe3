"""The people who work here, by their names."""


def display_name(user) -> str:
    """Return what people call ``user``: the name, or what they sign in with.

    "" for nobody.
    """
    return user.get_full_name().strip() or user.get_username() if user else ""
