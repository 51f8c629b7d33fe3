"""The secret key of a site that runs from its own local database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def local_secret_key(path: Path) -> str:
    """Return the key in the file at ``path``, making it if there is none.

    Several server processes may start at once. Each writes a key to a temporary file
    and links it into place: the first one wins, and none reads half a key.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        # Only its owner can read a named temporary file.
        with NamedTemporaryFile("w", dir=path.parent) as draft:
            draft.write(secrets.token_urlsafe(50))
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text()
