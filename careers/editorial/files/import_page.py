"""What the page of a plan shows: counts, and a part of the texts with their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from careers.editorial.workflow import EditorCell, load_cells
from careers.models import Dimension, Family, Kind, Role, title_of

from .disagreements import Disagreement, OfferedText
from .import_forms import NewNames, new_names
from .plan import Act, Plan, PlannedAddress, PlannedText, Unknown, cells_of
from .reading import FileShape
from .records import Problem

COUNTS = {
    "family": ngettext_lazy("%(count)d new family", "%(count)d new families", "count"),
    "role": ngettext_lazy("%(count)d new role", "%(count)d new roles", "count"),
    "dimension": ngettext_lazy(
        "%(count)d new dimension", "%(count)d new dimensions", "count"
    ),
    "addresses": ngettext_lazy(
        "%(count)d new old address", "%(count)d new old addresses", "count"
    ),
    "undecided": ngettext_lazy(
        "%(count)d text to choose", "%(count)d texts to choose", "count"
    ),
    "known_addresses": ngettext_lazy(
        "%(count)d old address is in the list already",
        "%(count)d old addresses are in the list already",
        "count",
    ),
    "create": ngettext_lazy("%(count)d new text", "%(count)d new texts", "count"),
    "change": ngettext_lazy(
        "%(count)d changed text", "%(count)d changed texts", "count"
    ),
    "removed": ngettext_lazy(
        "%(count)d text removed", "%(count)d texts removed", "count"
    ),
    "decided": ngettext_lazy(
        "%(count)d of them is approved, in review or scheduled: its new text needs a "
        "new approval",
        "%(count)d of them are approved, in review or scheduled: their new texts need "
        "a new approval",
        "count",
    ),
    "cleaned": ngettext_lazy(
        "%(count)d text had other bullets", "%(count)d texts had other bullets", "count"
    ),
    "unchanged": ngettext_lazy(
        "%(count)d text stays as it is", "%(count)d texts stay as they are", "count"
    ),
    "left_out": ngettext_lazy(
        "%(count)d text is left out, as the site doesn’t have its role or dimension",
        "%(count)d texts are left out, as the site doesn’t have their roles or "
        "dimensions",
        "count",
    ),
}

# The parts of a plan that its page can show alone.
PARTS = {"unchanged": "unchanged", "cleaned": "cleaned"}

TEXTS_PER_PAGE = 20
MOST_PROBLEMS = 100


class Count(NamedTuple):
    words: str
    part: str


@dataclass(frozen=True)
class Row:
    """A text of the plan, the names of its cell, and the text there is now."""

    planned: PlannedText
    role: str
    dimension: str
    before: str
    is_stale: bool

    @property
    def after(self) -> str:
        return self.before if self.planned.act == Act.UNCHANGED else self.planned.text


class Question(NamedTuple):
    """Which of several texts a cell gets."""

    id: str
    words: str
    texts: Sequence[OfferedText]
    more: int
    choice: str


class PlanPage:
    def __init__(self, plan: Plan, query: Mapping[str, str]) -> None:
        self.plan = plan
        self.show = query.get("show", "")
        self.page: Page = Paginator(self._texts, TEXTS_PER_PAGE).get_page(
            query.get("page")
        )

    @property
    def _texts(self) -> list[PlannedText]:
        if self.show == "unchanged":
            return self.plan.of(Act.UNCHANGED)
        if self.show == "empty":
            return self.plan.of(Act.REMOVE)
        if self.show == "cleaned":
            return [text for text in self.plan.written if text.is_cleaned]
        return self.plan.written

    @cached_property
    def rows(self) -> list[Row]:
        shown = list(self.page.object_list)
        role_keys, dimension_keys = cells_of(shown)
        roles = Role.objects.in_bulk(role_keys)
        dimensions = Dimension.objects.in_bulk(dimension_keys)
        cells = load_cells(roles.values(), dimensions.values())
        names = self._names(roles, dimensions)
        return [
            self._row(text, *names, cells.get((text.role, text.dimension)))
            for text in shown
        ]

    @cached_property
    def questions(self) -> list[Question]:
        asked = sorted(self.plan.disagreements, key=lambda item: bool(item.choice))
        asked = asked[:MOST_PROBLEMS]
        role_keys, dimension_keys = cells_of(asked)
        roles, dimensions = self._names(
            Role.objects.in_bulk(role_keys), Dimension.objects.in_bulk(dimension_keys)
        )
        return [self._question(item, roles, dimensions) for item in asked]

    @property
    def more_questions(self) -> int:
        return max(len(self.plan.disagreements) - MOST_PROBLEMS, 0)

    @property
    def undecided(self) -> int:
        return len(self.plan.undecided)

    @property
    def hindrances(self) -> int:
        return len(self.plan.problems) + self.undecided

    def _names(
        self, roles: Mapping[int, Role], dimensions: Mapping[int, Dimension]
    ) -> tuple[dict[int, str], dict[int, str]]:
        """Return what roles and dimensions are called, those that are new too."""
        new = self._new_names
        titles = {key: role.title for key, role in roles.items()}
        names = {key: dimension.name for key, dimension in dimensions.items()}
        return new | titles, new | names

    @cached_property
    def _new_names(self) -> dict[int, str]:
        """Return what is new by its key, roles with the family that they will have."""
        new = self.plan.new
        families = {item.key: item.name for item in new if item.kind == Kind.FAMILY}
        known = {item.family for item in new if item.family} - families.keys()
        stored = Family.objects.in_bulk(known) if known else {}
        families |= {key: family.name for key, family in stored.items()}
        return {
            item.key: title_of(item.name, families.get(item.family or 0, ""))
            for item in new
        }

    @property
    def no_texts(self) -> str:
        if self.show:
            return _("There are none.")
        if self.plan.undecided:
            return _("No other text changes.")
        if self.plan.changes_anything:
            return _("No text changes. What is new is listed above.")
        return _("Nothing changes.")

    def _row(
        self,
        text: PlannedText,
        roles: dict[int, str],
        dimensions: dict[int, str],
        cell: EditorCell | None,
    ) -> Row:
        return Row(
            text,
            roles.get(text.role, _("deleted")),
            dimensions.get(text.dimension, _("deleted")),
            cell.text if cell else "",
            cell is not None and cell.version != text.version,
        )

    def _question(
        self, item: Disagreement, roles: dict[int, str], dimensions: dict[int, str]
    ) -> Question:
        words = ngettext(
            "“%(role)s: %(dimension)s” has %(count)d text",
            "“%(role)s: %(dimension)s” has %(count)d texts",
            item.count,
        ) % {
            "role": roles.get(item.role, _("deleted")),
            "dimension": dimensions.get(item.dimension, _("deleted")),
            "count": item.count,
        }
        more = item.count - len(item.texts)
        return Question(item.id, words, item.texts, more, item.choice)

    @property
    def problems(self) -> list[Problem]:
        return self.plan.problems[:MOST_PROBLEMS]

    @property
    def notes(self) -> list[Problem]:
        return self.plan.notes[:MOST_PROBLEMS]

    @property
    def addresses(self) -> list[PlannedAddress]:
        return self.plan.addresses[:MOST_PROBLEMS]

    @property
    def more_addresses(self) -> int:
        return max(len(self.plan.addresses) - MOST_PROBLEMS, 0)

    @property
    def more_problems(self) -> int:
        return max(len(self.plan.problems) - MOST_PROBLEMS, 0)

    @property
    def more_notes(self) -> int:
        return max(len(self.plan.notes) - MOST_PROBLEMS, 0)

    @property
    def has_choices(self) -> bool:
        plan = self.plan
        asks = plan.unknown or plan.disagreements
        return bool(asks or plan.line_by_line or self.empty_cells)

    @property
    def near_names(self) -> list[Unknown]:
        return [unknown for unknown in self.plan.unknown if unknown.near]

    @property
    def new_names(self) -> list[NewNames]:
        return new_names(self.plan)

    @property
    def shapes(self) -> list[str]:
        """Return "roles.csv: a text in each row" for every table."""
        labels = dict(FileShape.choices)
        return [
            f"{place}: {labels.get(shape, shape)}"
            for place, shape in self.plan.shapes.items()
        ]

    @property
    def counts(self) -> list[Count]:
        """Return what the plan comes to, with a way to see that part of the texts."""
        counts, plan = self.plan.counts, self.plan
        numbers = plan.new_counts
        numbers |= {
            "undecided": self.undecided,
            "known_addresses": plan.known_addresses,
            "create": counts[Act.CREATE],
            "change": counts[Act.CHANGE],
            "removed": counts[Act.REMOVE] if plan.removes else 0,
            "unchanged": counts[Act.UNCHANGED],
            "cleaned": sum(text.is_cleaned for text in plan.written),
            "decided": sum(text.is_decided for text in plan.written),
            "left_out": plan.left_out,
        }
        return [
            Count(words % {"count": numbers[name]}, PARTS.get(name, ""))
            for name, words in COUNTS.items()
            if numbers[name]
        ]

    @property
    def empty_cells(self) -> int:
        """How many texts the empty cells of the files could remove."""
        return self.plan.counts[Act.REMOVE]
