"""The texts of a file: of each cell, those that differ."""

from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _

from careers.phrases import LONGEST_QUOTE
from careers.text import clean_text, fold_name, truncate, without_guards
from careers.workbook import LEFT_OUT

from .grids import Kind, NotText, UnreadableError
from .layouts import Names
from .records import FoundAddress, FoundText, Place, Problem, Reading, RoleLabel

MAX_TEXTS = 200_000
MAX_PROBLEMS = 1_000
MAX_OF_DIMENSION = 50  # a column of dates is one problem

Key = tuple[str, str, str]


class Texts:
    """The texts of a file. What a cell says twice the same is one of them."""

    def __init__(self, names: Names) -> None:
        self.names, self.found = names, Reading()
        self._texts: dict[Key, FoundText] = {}  # the first of each cell
        self._several: dict[Key, dict[str, FoundText]] = {}  # by their bare texts
        self._count = 0
        self._unread: list[Problem] = []
        self._counts = Counter[str]()  # of problems by dimension

    def reading(self) -> Reading:
        has_any = self.found.roles or self.found.addresses
        report = self.note if has_any else self.problem
        for problem in self._unread:
            report(problem.place, problem.message)
        self.found.texts = [
            text
            for key, first in self._texts.items()
            for text in self._several.get(key, {"": first}).values()
        ]
        return self.found

    def problem(self, place: Place, message: str) -> None:
        self._add_problem(Problem(place, message))

    def _add_problem(self, problem: Problem) -> None:
        problems, place = self.found.problems, Place(problem.place.file)
        more = _("There are more problems than these. Solve these first.")
        if problem.dimension:
            self._counts[problem.dimension] += 1
            if self._counts[problem.dimension] == MAX_OF_DIMENSION:
                problem = replace(problem, place=place, message=more)
            elif self._counts[problem.dimension] > MAX_OF_DIMENSION:
                return
        if len(problems) == MAX_PROBLEMS:
            # Not of a dimension: it stays when that is left out.
            problem = Problem(place, more)
        if len(problems) <= MAX_PROBLEMS:
            problems.append(problem)

    def unread(self, place: Place, message: str) -> None:
        """Name a table without roles: a problem only if no other has any."""
        self._unread.append(Problem(place, message))

    def note(self, place: Place, message: str) -> None:
        """Say what has been left out; what has been read can be used."""
        notes = self.found.notes
        if len(notes) == MAX_PROBLEMS:
            place, message = Place(place.file), _("More than this has not been read.")
        if len(notes) <= MAX_PROBLEMS:
            notes.append(Problem(place, message))

    def role(self, label: RoleLabel, place: Place) -> None:
        self.found.roles.setdefault(label, place)

    def address(self, found: FoundAddress) -> None:
        self.found.addresses.append(found)
        if len(self.found.addresses) > MAX_TEXTS:
            raise UnreadableError(too_many_texts())

    def add(self, label: RoleLabel, dimension: str, cell: str, place: Place) -> None:
        if isinstance(cell, NotText):
            self._add_problem(Problem(place, not_a_text(cell), label, dimension))
            return
        if cell == str(LEFT_OUT):
            return
        key = (*key_of(label), fold_name(dimension))
        text = FoundText(label, dimension, cell, place)
        before = self._texts.setdefault(key, text)
        if before is text:
            self._count_one()
        elif not before.text.strip():
            self._texts[key] = text
        elif cell.strip():
            several = self._several.setdefault(key, {bare(before.text): before})
            if several.setdefault(bare(cell), text) is text:
                self._count_one()

    def _count_one(self) -> None:
        self._count += 1
        if self._count > MAX_TEXTS:
            raise UnreadableError(too_many_texts())


def key_of(label: RoleLabel) -> tuple[str, str]:
    if label.slug:
        return (label.slug, "")
    # A slug has no space before it.
    return (f" {fold_name(label.name)}", fold_name(label.family))


def bare(cell: str) -> str:
    return clean_text(without_guards(cell))


def not_a_text(cell: NotText) -> str:
    if cell.kind is Kind.FORMULA:
        return _("This is a formula, not a text. Paste its value as text.")
    if cell.kind is Kind.ERROR:
        return _("This is an error (%(error)s), not a text. Write the text here.") % {
            "error": truncate(cell, LONGEST_QUOTE)
        }
    return _(
        "This is %(kind)s, not a text. Format the cell as text and write it again."
    ) % {"kind": cell.kind.label}


def too_many_texts() -> str:
    return _("The file has more than %(most)s texts. Send it in parts.") % {
        "most": f"{MAX_TEXTS:,}"
    }
