"""Zip archives of XML parts, which is what .xlsx files are, from people or attackers.

Parts are read in pieces, and only those that are asked for. What would expand to more
than a limit, or defines entities, is refused before any of it is used.
"""

import io
import posixpath
import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.utils.translation import gettext as _

from .grids import UnreadableError

MAX_PARTS = 2_000
MAX_NAMES = 2_000  # of elements; the standard has fewer
MAX_UNPACKED = 128 * 1024**2  # bytes of all parts, which are read in pieces
MAX_TEXT = 2_000_000  # characters of an element
MAX_RATIO = 200  # of a part, unpacked to packed; what people write has up to 50
SMALL = 2 * 1024**2  # bytes; a smaller part may have any ratio
PIECE = 64 * 1024  # bytes

# What a damaged archive, or a damaged part of one, raises.
DAMAGES = (
    BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Event(NamedTuple):
    """The start of an element, or its end with the text right before it.

    Attributes that have a namespace have it before their names, and a space.
    """

    name: str
    is_start: bool
    attributes: dict[str, str]
    text: str


class Relation(NamedTuple):
    kind: str
    part: str


class Package:
    """The parts of an archive. Raises UnreadableError, or one of DAMAGES."""

    def __init__(self, content: bytes) -> None:
        # Counted first: the list of a million parts would fill memory.
        if content.count(b"PK\x01\x02") > MAX_PARTS:
            raise UnreadableError(too_large())
        self.archive = ZipFile(io.BytesIO(content))
        parts = self.archive.infolist()
        if sum(part.file_size for part in parts) > MAX_UNPACKED or any(
            part.file_size > max(SMALL, MAX_RATIO * part.compress_size)
            for part in parts
        ):
            raise UnreadableError(too_large())
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
            raise BadZipFile
        self.names = frozenset(part.filename for part in parts)

    def events(
        self, part: str, elements: Iterable[str], sparse: Collection[str] = ()
    ) -> Iterator[Event]:
        """Yield the starts and ends of ``elements``, by their names alone.

        Those in ``sparse`` that say where they are, and have nothing in them, are left
        out: there can be a million.
        """
        reader = _Reader(frozenset(elements), frozenset(sparse))
        with self.archive.open(part) as file:
            while piece := file.read(PIECE):
                reader.parser.Parse(piece)
                yield from reader.take()
        reader.parser.Parse(b"", True)
        yield from reader.take()

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part, or with "" the package, refers to, by its key there."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.names:
            return {}
        relations: dict[str, Relation] = {}
        for event in self.events(path, ["Relationship"]):
            values = event.attributes
            if event.is_start and values.get("TargetMode") != "External":
                kind, target = values["Type"].rpartition("/")[2], values["Target"]
                relations[values["Id"]] = Relation(kind, _absolute(folder, target))
            if len(relations) > MAX_PARTS:
                raise UnreadableError(too_large())
        return relations


class _Reader:
    def __init__(self, elements: frozenset[str], sparse: frozenset[str]) -> None:
        self.elements, self.names = elements, dict[str, str]()
        self.sparse, self.pending = sparse, list[tuple[str, dict[str, str]]]()
        self.collected: list[Event] = []
        self.text: list[str] = []
        self.length = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.add
        self.parser.StartDoctypeDeclHandler = _refuse_doctype

    def take(self) -> list[Event]:
        taken, self.collected = self.collected, []
        return taken

    def local(self, name: str) -> str:
        """Return the name without its namespace, "" for an element to pass over."""
        if name not in self.names:
            local = name.rpartition(" ")[2]
            self.names[name] = local if local in self.elements else ""
            if len(self.names) > MAX_NAMES:
                raise UnreadableError(too_large())
        return self.names[name]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.text.clear()
        self.length = 0
        local = self.local(name)
        if local in self.sparse and "r" in attributes:
            self.pending.append((local, attributes))
        elif local:
            self.collected += [Event(n, True, own, "") for n, own in self.pending]
            self.collected.append(Event(local, True, attributes, ""))
            self.pending.clear()

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)
        if self.length > MAX_TEXT:
            raise UnreadableError(too_large())

    def end(self, name: str) -> None:
        local = self.local(name)
        if self.pending and self.pending[-1][0] == local:
            self.pending.pop()
        elif local:
            self.collected.append(Event(local, False, {}, "".join(self.text)))
        self.text.clear()
        self.length = 0


def _absolute(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _refuse_doctype(*args: object) -> None:
    raise UnreadableError(
        _(
            "The workbook has a document type declaration, which no spreadsheet "
            "program writes. Open it in one and save it again."
        )
    )


def too_large() -> str:
    return _(
        "The workbook unpacks to more than %(most)d MB, or to far more than its size. "
        "Send its texts in parts, without pictures."
    ) % {"most": MAX_UNPACKED // 1024**2}
