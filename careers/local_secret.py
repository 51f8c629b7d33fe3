"""The secret key of a site that runs from its own local database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def local_secret_key(path: Path) -> str:
    """Return the key kept in ``path``, making one the first time.

    The file is only ever readable by its owner. Several server processes may
    start at once: the key is written beside the file and linked into place, so
    that all of them read the one that got there first, and never half a key.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        # A named temporary file is readable by its owner alone.
        with NamedTemporaryFile("w", dir=path.parent) as draft:
            draft.write(secrets.token_urlsafe(50))
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text()
