"""The secret key of a site that runs from its own local database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def local_secret_key(path: Path) -> str:
    """Return the key kept in ``path``, making one the first time.

    The file is only ever readable by its owner. Several server processes may
    start at once: the key is written beside the file and linked into place, so
    that all of them read the one that got there first, and never half a key.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()
