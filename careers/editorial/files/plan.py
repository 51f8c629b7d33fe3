"""What files would change: a plan that people check before any of it is written."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from careers.models import Kind
from careers.text import fold_name

from . import disagreements
from .disagreements import Disagreement
from .naming import Named
from .records import Place, Problem


class Act(StrEnum):
    """What becomes of a text."""

    CREATE = "create"
    CHANGE = "change"
    REMOVE = "remove"  # if removing is asked for
    UNCHANGED = "unchanged"


# What a person may answer about a name that the site does not have, beside the slug of
# the object that it means.
NEW, LEFT_OUT = "+new", "+out"


@dataclass(frozen=True)
class Unknown:
    """A name of a file that no object of its kind has, and the few that it may mean.

    ``family`` is what the file says beside the name of a role, which waits while that
    family is left out.
    """

    kind: Kind
    name: str
    place: Place
    family: str = ""
    near: tuple[Named, ...] = ()
    choice: str = ""
    may_be_new: bool = True
    is_waiting: bool = False

    @property
    def id(self) -> str:
        return id_of(self.kind, self.name, self.family)

    @property
    def is_left_out(self) -> bool:
        return self.choice in ("", LEFT_OUT)

    def __str__(self) -> str:
        return f"{self.name} ({self.family})" if self.family else self.name


def id_of(kind: Kind, name: str, family: str = "") -> str:
    """Return what stands for an unknown name, however it is spelt, in a form."""
    text = "\n".join([kind, fold_name(name), fold_name(family)])
    return f"name-{kind}-{sha256(text.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class NewObject:
    """A role, dimension or family to make. Its ``key`` is negative.

    ``family`` is the key of a role's family, which can be a new one.
    """

    kind: Kind
    key: int
    name: str
    slug: str
    position: int
    family: int | None = None

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class PlannedText:
    """What becomes of the text of a cell. ``version`` is that of the cell as seen.

    Keys that are negative are those of new objects. ``is_cleaned`` says that bullets
    or words for "no text" became the site's own.
    """

    role: int
    dimension: int
    act: Act
    text: str
    version: str
    place: Place
    is_cleaned: bool = False
    is_decided: bool = False  # a change takes it out of review, or needs an approval
    is_line_by_line: bool = False  # it may be a list without bullets


@dataclass(frozen=True)
class PlannedAddress:
    address: str
    leads_to: str

    def __str__(self) -> str:
        return f"{self.address} → {self.leads_to}"


@dataclass
class Plan:
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)  # what was left out, and why
    unknown: list[Unknown] = field(default_factory=list)
    new: list[NewObject] = field(default_factory=list)
    texts: list[PlannedText] = field(default_factory=list)
    addresses: list[PlannedAddress] = field(default_factory=list)
    known_addresses: int = 0
    disagreements: list[Disagreement] = field(default_factory=list)
    left_out: int = 0  # texts of names that are left out
    line_by_line: int = 0
    removes: bool = False  # the texts whose cells are empty
    files: list[str] = field(default_factory=list)
    shapes: dict[Place, str] = field(default_factory=dict)

    def of(self, *acts: Act) -> list[PlannedText]:
        return [text for text in self.texts if text.act in acts]

    @property
    def counts(self) -> Counter[Act]:
        return Counter(text.act for text in self.texts)

    @property
    def new_counts(self) -> Counter[str]:
        """How many objects of each kind are new, and how many old addresses."""
        counts = Counter(str(new.kind) for new in self.new)
        return counts | Counter(addresses=len(self.addresses))

    @property
    def undecided(self) -> list[Disagreement]:
        return [item for item in self.disagreements if not item.choice]

    @property
    def written(self) -> list[PlannedText]:
        """The texts that change."""
        removed = [Act.REMOVE] if self.removes else []
        return self.of(Act.CREATE, Act.CHANGE, *removed)

    @property
    def changes_anything(self) -> bool:
        return bool(self.written or self.new or self.addresses)

    def to_json(self) -> str:
        values = {
            "problems": [[*_cell(p.place), p.message] for p in self.problems],
            "notes": [[*_cell(p.place), p.message] for p in self.notes],
            "unknown": [_unknown_values(unknown) for unknown in self.unknown],
            "new": [
                [n.kind, n.key, n.name, n.slug, n.position, n.family] for n in self.new
            ],
            "texts": [_text_values(text) for text in self.texts],
            "addresses": [[a.address, a.leads_to] for a in self.addresses],
            "known_addresses": self.known_addresses,
            "disagreements": list(map(disagreements.to_values, self.disagreements)),
            "left_out": self.left_out,
            "line_by_line": self.line_by_line,
            "removes": self.removes,
            "files": self.files,
            "shapes": [[*_cell(place), shape] for place, shape in self.shapes.items()],
        }
        return json.dumps(values)

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        values = json.loads(text)
        return cls(
            problems=[Problem(Place(*at), words) for *at, words in values["problems"]],
            notes=[Problem(Place(*at), words) for *at, words in values["notes"]],
            unknown=list(map(_unknown_of, values["unknown"])),
            new=[NewObject(Kind(kind), *more) for kind, *more in values["new"]],
            texts=list(map(_text_of, values["texts"])),
            addresses=[PlannedAddress(*pair) for pair in values["addresses"]],
            known_addresses=values["known_addresses"],
            disagreements=list(map(disagreements.from_values, values["disagreements"])),
            left_out=values["left_out"],
            line_by_line=values["line_by_line"],
            removes=values["removes"],
            files=values["files"],
            shapes={Place(*at): shape for *at, shape in values["shapes"]},
        )


def _cell(place: Place) -> list[str | int]:
    return [place.file, place.sheet, place.row, place.column]


def _unknown_values(unknown: Unknown) -> list:
    near = [[n.key, n.name, n.slug, n.family, n.position] for n in unknown.near]
    named = [unknown.kind, unknown.name, _cell(unknown.place), unknown.family]
    answers = [unknown.choice, unknown.may_be_new, unknown.is_waiting]
    return [*named, near, *answers]


def _unknown_of(values: list) -> Unknown:
    kind, name, place, family, near, *more = values
    items = tuple(Named(*item) for item in near)
    return Unknown(Kind(kind), name, Place(*place), family, items, *more)


def _text_values(text: PlannedText) -> list:
    words = "" if text.act == Act.UNCHANGED else text.text
    flags = [text.is_cleaned, text.is_decided, text.is_line_by_line]
    keys = [text.role, text.dimension, text.act]
    return [*keys, words, text.version, *_cell(text.place), *flags]


def _text_of(values: list) -> PlannedText:
    role, dimension, act, text, version, file, sheet, row, column, *flags = values
    place = Place(file, sheet, row, column)
    return PlannedText(role, dimension, Act(act), text, version, place, *flags)


def cells_of(
    texts: Iterable[PlannedText | Disagreement],
) -> tuple[set[int], set[int]]:
    """Return the keys of the roles, and of the dimensions, that the site has."""
    texts = list(texts)
    roles = {text.role for text in texts if text.role > 0}
    dimensions = {text.dimension for text in texts if text.dimension > 0}
    return roles, dimensions
