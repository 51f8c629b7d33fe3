from . import dimensions, people, roles, terms  # noqa: F401  (each registers pages)
