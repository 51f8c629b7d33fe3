"""From what files say to a plan of what they would change."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import batched

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from careers.editorial import workflow
from careers.editorial.workflow import EditorCell
from careers.models import Dimension, Role
from careers.phrases import says_nothing
from careers.site_time import format_datetime
from careers.text import (
    arrived,
    as_list,
    clean_text,
    is_line_by_line,
    without_guards,
)

from .disagreements import Disagreement, name_of_cell, offered
from .old_addresses import AddressJudge
from .plan import Act, Plan, PlannedText
from .records import FoundText, Place, Problem, Reading, RoleLabel
from .resolving import Options, Resolver

ROLES_AT_ONCE = 200

Progress = Callable[[int, int], None]
Keys = tuple[int, int]  # of a role and a dimension


def make_plan(
    readings: Sequence[Reading],
    options: Options | None = None,
    progress: Progress = lambda done, total: None,
) -> Plan:
    """Return what ``readings`` of files would change together. Nothing is written."""
    options = options or Options()
    resolver = Resolver(options)
    resolver.read_roles(_roles_of(readings))
    texts, left_out = _by_cell(readings, resolver)
    addresses = AddressJudge(resolver, options)
    for reading in readings:
        for found in reading.addresses:
            addresses.add(found)
    judge = Judge(options)
    for number, (keys, cell) in enumerate(_with_cells(texts), start=1):
        judge.add(keys, cell, texts[keys])
        progress(number, len(texts))
    judge.refuse_redacted()
    problems = [
        problem
        for reading in readings
        for problem in reading.problems
        if not _is_left_out(problem, resolver)
    ]
    return Plan(
        problems=[*problems, *resolver.problems, *addresses.problems, *judge.problems],
        notes=[*(n for reading in readings for n in reading.notes), *addresses.notes],
        unknown=list(resolver.unknown.values()),
        new=resolver.ordered(),
        texts=judge.texts,
        addresses=addresses.new,
        known_addresses=addresses.known,
        disagreements=judge.disagreements,
        left_out=left_out,
        line_by_line=judge.line_by_line,
        removes=options.remove,
        files=_files_of(readings),
        shapes={at: shape for r in readings for at, shape in r.shapes.items()},
    )


def _roles_of(readings: Iterable[Reading]) -> dict[RoleLabel, Place]:
    roles: dict[RoleLabel, Place] = {}
    for reading in readings:
        for label, place in reading.roles.items():
            roles.setdefault(label, place)
        for item in (*reading, *reading.problems):
            if item.role:
                roles.setdefault(item.role, item.place)
    return roles


def _is_left_out(problem: Problem, resolver: Resolver) -> bool:
    """Whether the text with this problem has a role or dimension that is left out."""
    if problem.role is None:
        return False
    role = resolver.role(problem.role)
    dimension = resolver.dimension(problem.dimension, problem.place)
    return not (role and dimension)


def _files_of(readings: Iterable[Reading]) -> list[str]:
    places = [place for r in readings for place in (*r.shapes, *r.roles.values())]
    return list(dict.fromkeys(place.file for place in places))


def _by_cell(
    readings: Iterable[Reading], resolver: Resolver
) -> tuple[dict[Keys, list[FoundText]], int]:
    """Return the texts by the keys of their cells, and how many are left out."""
    texts: dict[Keys, list[FoundText]] = defaultdict(list)
    left_out = 0
    for reading in readings:
        for text in reading:
            role = resolver.role(text.role)
            dimension = resolver.dimension(text.dimension, text.place)
            if role and dimension:
                texts[role, dimension].append(text)
            else:
                left_out += not says_nothing(text.text)
    return texts, left_out


def _with_cells(all_keys: Iterable[Keys]) -> Iterator[tuple[Keys, EditorCell | None]]:
    """Yield keys with the cell that the site has for them, None for one to make."""
    by_role: dict[int, list[int]] = defaultdict(list)
    for role, dimension in all_keys:
        by_role[role].append(dimension)
    known = {key for keys in by_role.values() for key in keys if key > 0}
    dimensions = Dimension.objects.in_bulk(known)
    for keys in batched(by_role, ROLES_AT_ONCE):
        roles = Role.objects.filter(pk__in=[key for key in keys if key > 0])
        needed = {key for role in keys for key in by_role[role]} & dimensions.keys()
        cells = workflow.load_cells(roles, [dimensions[key] for key in needed])
        for role in keys:
            for dimension in by_role[role]:
                key = role, dimension
                yield key, cells.get(key)


class Judge:
    """Collects what becomes of each cell, and what is wrong with its texts."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.texts: list[PlannedText] = []
        self.problems: list[Problem] = []
        self.disagreements: list[Disagreement] = []
        self.line_by_line = 0
        self._outside: set[int] = set()

    def add(
        self, keys: Keys, cell: EditorCell | None, found_texts: list[FoundText]
    ) -> None:
        stored = self._stored(cell)
        texts: dict[str, FoundText] = {}
        for found in found_texts:
            text = _arrived(found.text, stored)
            if text:
                texts.setdefault(text, found)
        if len(texts) > 1:
            self._choose(keys, cell, texts)
        elif texts:
            [(text, found)] = texts.items()
            self._plan(keys, cell, text, found)
        elif stored[0]:
            self._plan(keys, cell, "", found_texts[0])

    def _stored(self, cell: EditorCell | None) -> list[str]:
        """Return the text that a new one would replace, and others that it may be."""
        if cell is None:
            return [""]
        if not self.options.publish:
            return [cell.text]
        return [cell.live, cell.draft.text] if cell.draft else [cell.live]

    def _choose(
        self, keys: Keys, cell: EditorCell | None, texts: dict[str, FoundText]
    ) -> None:
        """Take the text that a person has chosen; ask which one if no one has."""
        name = name_of_cell(next(iter(texts.values())))
        asked = Disagreement(*keys, name, len(texts), offered(texts))
        choice = self.options.texts.get(asked.id)
        # Only the first of many are offered.
        for item, (text, found) in zip(asked.texts, texts.items(), strict=False):
            if item.id == choice:
                asked = replace(asked, choice=choice)
                self._plan(keys, cell, text, found)
        self.disagreements.append(asked)

    def _plan(
        self, keys: Keys, cell: EditorCell | None, text: str, found: FoundText
    ) -> None:
        stored = self._stored(cell)[0]
        version = workflow.live_version(stored)
        if cell and not self.options.publish:
            version = cell.version
        role, dimension = keys
        planned = PlannedText(
            role, dimension, Act.UNCHANGED, text, version, found.place
        )
        if text != stored:
            planned = self._changed(planned, stored, found)
            if planned.text or self.options.remove:
                planned = self._checked(cell, planned)
        self.texts.append(planned)

    def _changed(
        self, planned: PlannedText, stored: str, found: FoundText
    ) -> PlannedText:
        text = planned.text
        if not text:
            return replace(planned, act=Act.REMOVE)
        is_cleaned = text != clean_text(without_guards(found.text))
        may_be_list = is_line_by_line(text)
        self.line_by_line += may_be_list
        return replace(
            planned,
            act=Act.CHANGE if stored else Act.CREATE,
            text=as_list(text) if self.options.as_lists else text,
            is_cleaned=is_cleaned,
            is_line_by_line=may_be_list,
        )

    def _checked(self, cell: EditorCell | None, planned: PlannedText) -> PlannedText:
        problem = _problem_of_text(planned.text)
        if cell:
            problem = problem or self._problem_of(cell, planned)
            if cell.cost_of_change and not self.options.publish:
                planned = replace(planned, is_decided=True)
        if problem:
            self.problems.append(Problem(planned.place, problem))
        return planned

    def _problem_of(self, cell: EditorCell, planned: PlannedText) -> str:
        """Return why the text of a cell may not change to this, or ""."""
        role = cell.role
        if reason := self.options.scope.reason(role):
            if role.pk in self._outside:
                return ""
            self._outside.add(role.pk)
            return _("“%(role)s”: %(reason)s") % {"role": role, "reason": reason}
        if self.options.publish:
            return _problem_of_publishing(cell)
        is_ended = cell.draft and planned.text in (cell.live, clean_text(cell.live))
        if is_ended and cell.state == workflow.CellState.SCHEDULED:
            return workflow.reason(workflow.drafting.scheduled_refusal(cell))
        return ""

    def refuse_redacted(self) -> None:
        """Refuse words that were redacted in the same place."""
        changed = [t for t in self.texts if t.act in (Act.CREATE, Act.CHANGE)]
        changed = [t for t in changed if t.role > 0 and t.dimension > 0]
        cells = [(t.role, t.dimension, t.text) for t in changed]
        for place, problem in workflow.redacted_texts(cells).items():
            self.problems.append(Problem(changed[place].place, problem))


def _arrived(cell: str, stored: Sequence[str]) -> str:
    """Return one of ``stored`` if ``cell`` is an export of it, else the text in it."""
    for text in stored:
        if cell == text or (found := arrived(cell, text)) == text:
            return text
    return "" if says_nothing(found) else found


def _problem_of_text(text: str) -> str:
    try:
        workflow.checked(text)
    except ValidationError as error:
        return workflow.reason(error)
    return ""


def _problem_of_publishing(cell: EditorCell) -> str:
    if cell.scheduled:
        message = _(
            "“%(cell)s” is scheduled for %(time)s. Cancel that publication first."
        )
        due_at = format_datetime(cell.scheduled.publication.due_at)
        return message % {"cell": cell, "time": due_at}
    if cell.role.is_archived:
        return _("“%(role)s” is archived.") % {"role": cell.role}
    if not cell.dimension.is_published:
        return _("“%(dimension)s” isn’t public.") % {"dimension": cell.dimension}
    return ""
