"""The cells of the editors' workshop: what is live, and what is proposed instead."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from careers.editorial.models import Draft
from careers.models import Dimension, Role, RoleDimensionEntry, TextChange


class CellState(models.TextChoices):
    """What a cell waits for. A live text with a draft waits for what the draft does."""

    MISSING = "missing", "Missing"
    WRITING = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    APPROVED = "approved", "Approved"
    SCHEDULED = "scheduled", "Scheduled"
    LIVE = "live", "Live"

    def counted(self, number: int) -> str:
        """The state as it is read after a number: "2 drafts", "3 in review"."""
        plural = "s" if self is CellState.WRITING and number != 1 else ""
        return f"{self.label.lower()}{plural}"


STATE_OF_DRAFT: dict[str, CellState] = {
    Draft.State.WRITING: CellState.WRITING,
    Draft.State.IN_REVIEW: CellState.IN_REVIEW,
    Draft.State.APPROVED: CellState.APPROVED,
}


@dataclass(frozen=True)
class EditorCell:
    """One role's text on one dimension as editors see it: live, draft, scheduled."""

    role: Role
    dimension: Dimension
    entry: RoleDimensionEntry | None = None
    draft: Draft | None = None
    scheduled: TextChange | None = None

    def __str__(self) -> str:
        return f"{self.role}: {self.dimension}"

    @property
    def live(self) -> str:
        """The text in the live table, "" for none."""
        return self.entry.text if self.entry else ""

    @property
    def live_fingerprint(self) -> str:
        """What a save names to say that its writer has seen the live text."""
        return fingerprint(self.live)

    @property
    def text(self) -> str:
        """What an editor goes on from: the draft where there is one."""
        return self.draft.text if self.draft else self.live

    @property
    def version(self) -> str:
        """What a save of this cell has to name to be no stale one.

        A draft's key and number; without a draft, the live text's own name. Keys are
        never given twice, so that no version comes again with another text, unless
        it is a live text that comes back as it was.
        """
        return self.draft.version if self.draft else live_version(self.live)

    @property
    def state(self) -> CellState:
        is_pinned = self.scheduled and (
            not self.draft or self.draft.text == self.scheduled.after
        )
        if is_pinned:
            return CellState.SCHEDULED
        if self.draft:
            return STATE_OF_DRAFT[self.draft.state]
        return CellState.LIVE if self.live else CellState.MISSING

    @property
    def label(self) -> str:
        """The state in words, "Live, newer draft" among them."""
        if self.draft and self.draft.returned_at:
            return "Live, draft returned" if self.live else "Draft, returned"
        if not self.draft or not self.live:
            return self.state.label
        return {
            CellState.WRITING: "Live, newer draft",
            CellState.IN_REVIEW: "Live, change in review",
            CellState.APPROVED: "Live, change approved",
            CellState.SCHEDULED: "Live, change scheduled",
        }[self.state]

    @property
    def is_overtaken(self) -> bool:
        """Whether the live text has changed since the draft's writer looked at it."""
        return self.draft is not None and self.draft.base != self.live


def live_version(text: str) -> str:
    """Return the version of a cell that has no draft and says ``text``."""
    return f"live.{fingerprint(text)}"


def fingerprint(text: str) -> str:
    """Return a short name for exactly this text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def cells(
    roles: Iterable[Role], dimensions: Iterable[Dimension], *, lock: bool = False
) -> dict[tuple[int, int], EditorCell]:
    """Return ``{(role's key, dimension's key): cell}`` for all of them, empty or not.

    Three queries, however many cells there are. With ``lock``, drafts and live texts
    stay as they are until the transaction ends.
    """
    roles, dimensions = list(roles), list(dimensions)
    wanted = {"role__in": roles, "dimension__in": dimensions}
    entries = RoleDimensionEntry.objects.filter(**wanted).defer("folded_text")
    drafts = Draft.objects.filter(**wanted)
    if lock:
        entries = entries.select_for_update()
        drafts = drafts.select_for_update()
    scheduled = TextChange.objects.scheduled().filter(**wanted)
    scheduled = scheduled.select_related("publication")
    drafts = drafts if lock else drafts.select_related("written_by")
    entry_of, draft_of, scheduled_of = map(by_cell, (entries, drafts, scheduled))
    keys = {
        (role.pk, dimension.pk): (role, dimension)
        for role in roles
        for dimension in dimensions
    }
    return {
        key: EditorCell(
            *pair, entry_of.get(key), draft_of.get(key), scheduled_of.get(key)
        )
        for key, pair in keys.items()
    }


def by_cell(texts):
    return {(text.role_id, text.dimension_id): text for text in texts}


def cell_of(role: Role, dimension: Dimension, *, lock: bool = False) -> EditorCell:
    """Return the one cell of ``role`` and ``dimension``."""
    return cells([role], [dimension], lock=lock)[role.pk, dimension.pk]
