from . import dimensions, entries, people, roles, terms  # noqa: F401  (each registers pages)
