from . import dimensions, people, roles  # noqa: F401  (each registers its pages)
