from . import (  # noqa: F401  (each registers pages)
    dimensions,
    entries,
    old_addresses,
    people,
    roles,
    security_log,
    terms,
)
