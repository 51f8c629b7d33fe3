"""What a file says, whatever its shape: roles, texts, and where each of them stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext
from openpyxl.utils import get_column_letter


@dataclass(frozen=True)
class Place:
    """A place in a file, as precise as it is known. Rows and columns count from 1."""

    file: str
    sheet: str = ""
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return "roles.xlsx, Roles!C4", "roles.csv, C4", or "roles.csv, row 4"."""
        cell = get_column_letter(self.column) if self.column else ""
        cell += str(self.row) if self.row else ""
        if self.row and not (self.column or self.sheet):
            cell = gettext("row %(row)d") % {"row": self.row}
        where = f"{self.sheet}!{cell}" if self.sheet and cell else self.sheet or cell
        return f"{self.file}, {where}" if where else self.file


@dataclass(frozen=True)
class RoleLabel:
    """What a file calls a role. With a slug, that says which role is meant."""

    name: str
    family: str = ""
    slug: str = ""


@dataclass(frozen=True)
class FoundText:
    """A text of a file, as its cell has it. ``text`` may be empty."""

    role: RoleLabel
    dimension: str
    text: str
    place: Place


@dataclass(frozen=True)
class FoundAddress:
    """An old address, and the page or the roles that it leads to.

    ``is_of_page`` says that a saved page has it as its own.
    """

    address: str
    leads_to: str
    roles: tuple[RoleLabel, ...]
    place: Place
    is_of_page: bool = False


@dataclass(frozen=True)
class Problem:
    """What keeps a file, or a part of it, from being used, for the person who sent it.

    The message is a whole sentence that says what to do. A problem of one text has its
    role and dimension: without them, it is left out too.
    """

    place: Place
    message: str
    role: RoleLabel | None = None
    dimension: str = ""


@dataclass
class Reading:
    """What has been read of a file.

    ``shapes`` has the shape of each table (of each sheet) by where it is. ``roles`` are
    in the order of the file, those without any text too. ``notes`` say what has been
    left out, such as a hidden sheet; what has been read can be used.
    """

    shapes: dict[Place, str] = field(default_factory=dict)
    roles: dict[RoleLabel, Place] = field(default_factory=dict)
    texts: list[FoundText] = field(default_factory=list)
    addresses: list[FoundAddress] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[FoundText]:
        return iter(self.texts)
