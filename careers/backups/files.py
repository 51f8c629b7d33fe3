"""The file of a backup: lines of JSON, gzipped, and encrypted by age if asked for.

The first line says what made it, the last one what it has to hold. So `zcat` shows all
of it, and a file that is cut off has no last line.
"""

import gzip
import hashlib
import json
import os
import re
import shutil
import zlib
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile

import pyrage
from django.conf import settings
from django.core.exceptions import ValidationError

from .errors import BackupError
from .rows import Sums, line

FORMAT = 1
LONGEST_HEAD = 1_000_000  # bytes
AGE = b"age-encryption.org/"

NAME = re.compile(r"careers-\d{4}-\d\d-\d\dT\d{6}Z\.jsonl\.gz(\.age)?")


def name_at(moment, is_encrypted):
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    return f"careers-{stamp}.jsonl.gz{'.age' if is_encrypted else ''}"


@contextmanager
def private_file():
    """Yield a file without a name, which is gone when it is closed."""
    with TemporaryFile(dir=settings.DATA_DIR) as file:
        yield file


@contextmanager
def new_file(path):
    """Yield a file for this account alone, which gets its name when it is complete."""
    if path.exists():
        raise BackupError(f"{path} exists. Choose another name, or name a folder.")
    with NamedTemporaryFile(dir=path.parent, prefix=".backup-", delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).rename(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write(file, head, lines):
    sums, whole = Sums(), hashlib.sha256()
    with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:

        def put(data):
            whole.update(data)
            packed.write(data)

        put(line({"backup": FORMAT, **head}))
        for row in lines:
            sums.add(row)
            put(row)
        put(line({"end": sums.tables}))
        packed.write(line({"sha256": whole.hexdigest()}))


def read_head(file):
    """Return the first line of a backup, and leave the file behind it."""
    file.seek(0)
    packed = gzip.GzipFile(fileobj=file)
    with refusing_damage("This is not a backup of a site."):
        head = json.loads(packed.readline(LONGEST_HEAD))
        version = head["backup"]
    if version != FORMAT:
        raise BackupError(
            "A newer version of the site made it. Upgrade the code first."
        )
    return head, packed


def read(file):
    """Yield the tables and rows of a backup."""
    _, packed = read_head(file)
    for row in packed:
        if row.startswith(b'{"end"'):
            return
        yield row


def check(file):
    """Return what the first and the last line say. Refuse a file that is not whole."""
    head, packed = read_head(file)
    with refusing_damage("The backup is damaged."):
        row, sums, whole = b"", Sums(), hashlib.sha256(line(head))
        for row in packed:
            whole.update(row)
            if row.startswith(b'{"end"'):
                break
            sums.add(row)
        end, last = json.loads(row)["end"], json.loads(packed.readline())
        if end != sums.tables or last != {"sha256": whole.hexdigest()} or packed.read():
            raise ValueError
    return head, end


@contextmanager
def refusing_damage(message):
    try:
        yield
    except (
        AttributeError,
        EOFError,
        LookupError,
        OSError,
        TypeError,
        ValidationError,
        ValueError,
        zlib.error,
    ) as error:
        raise BackupError(message) from error


def encrypt(plain, file, recipients, passphrase):
    plain.seek(0)
    if recipients:
        pyrage.encrypt_io(plain, file, recipients)
    elif passphrase:
        file.write(pyrage.passphrase.encrypt(plain.read(), passphrase))
    else:
        shutil.copyfileobj(plain, file)


@contextmanager
def opened(path, identities, passphrase):
    """Yield a backup's file, decrypted."""
    with path.open("rb") as file, private_file() as plain:
        is_encrypted = file.read(len(AGE)) == AGE
        file.seek(0)
        if not is_encrypted:
            yield file
            return
        if not identities and not passphrase:
            raise BackupError("It is encrypted. Name its key or its passphrase.")
        try:
            if passphrase:
                plain.write(pyrage.passphrase.decrypt(file.read(), passphrase))
            else:
                pyrage.decrypt_io(file, plain, identities)
        except (pyrage.DecryptError, OSError) as error:
            raise BackupError("It is damaged, or encrypted for another key.") from error
        yield plain


def recipient(text):
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise BackupError(f"{text} is not a public key of age.") from error


def identities_in(path):
    lines = path.read_text().splitlines()
    keys = [row for row in lines if row and not row.startswith("#")]
    try:
        return [pyrage.x25519.Identity.from_str(key) for key in keys]
    except pyrage.IdentityError as error:
        raise BackupError(f"{path} holds no age identity.") from error


def passphrase_in(path):
    if not (passphrase := path.read_text().rstrip("\r\n")):
        raise BackupError(f"{path} is empty.")
    return passphrase


def remove_old(made, keep):
    """Remove the oldest backups in a folder, all but ``keep`` of them."""
    others = sorted(
        path
        for path in made.parent.iterdir()
        if NAME.fullmatch(path.name) and path.is_file() and path != made
    )
    old = others[: max(0, len(others) - (keep - 1))]
    for path in old:
        path.unlink()
    return old
