"""What the earlier drafts of a cell say of its next text: whose words, which approval.

Words come back by undo, by paste and from the history, and nothing shows by which. So
everyone who wrote in a cell since a draft of it was last published counts as a writer
of its next text, whatever became of the drafts in between. A text from before that
brings back everyone who counted as its writer then. With each account count those who
may have used it.

The text that was submitted last keeps what was decided about it: to change it back,
over the same live text, is to change nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from careers.editorial.models import Draft
from careers.models import Action

from .confirmation import holders_of

# What was done with a text, as opposed to writing one.
STEPS = {
    Action.SUBMITTED,
    Action.RETURNED,
    Action.APPROVED,
    Action.UNPUBLISHED,
    Action.CHANGED_BACK,
}

# What may come between a decision and the return to the text that it was about.
KEEPS_DECISION = {
    Action.SAVED,
    Action.IMPORTED,
    Action.COPIED,
    Action.RESTORED,
    Action.REVERTED,
    Action.CHANGED_BACK,
}


@dataclass
class Decision:
    """The records of a submitted text, of who wrote it last, and of its approval."""

    submitted: Any
    written: Any
    writers: set[int]
    approved: Any = None

    def is_about(self, draft: Draft) -> bool:
        return (self.submitted.text, self.submitted.base) == (draft.text, draft.base)


@dataclass
class CellPast:
    """The drafts that a cell has had; people are keys.

    ``holders`` is the function of ``holders_of``.
    """

    holders: Callable[[int, datetime], set[int]]
    writers: set[int] = field(default_factory=set)
    writers_by_text: dict[str, set[int]] = field(default_factory=dict)
    written: Any = None  # the last record of a text that someone wrote
    decision: Decision | None = None
    last_records: dict[int, Any] = field(default_factory=dict)  # by draft

    def writers_of(self, text: str) -> set[int]:
        return self.writers | self.writers_by_text.get(text, set())

    def add(self, record: Any) -> None:
        self.last_records[record.id] = record
        if record.history_type != "-":
            self._add_words(record)
        elif record.action == Action.PUBLISHED:
            self.writers = set()
        self._decide(record)

    def _add_words(self, record):
        if record.action not in STEPS and record.history_user_id:
            self.writers |= self.holders(record.history_user_id, record.history_date)
            if record.action != Action.COPIED:
                self.written = record
        elif record.action == Action.UNPUBLISHED:
            self.written = None
        if record.text:
            self.writers = self.writers_of(record.text)
            self.writers_by_text[record.text] = set(self.writers)

    def _decide(self, record):
        if record.action == Action.SUBMITTED:
            self.decision = Decision(record, self.written, set(self.writers))
        elif record.action == Action.APPROVED and self.decision:
            self.decision.approved = record
        elif record.action not in KEEPS_DECISION:
            self.decision = None


def load_pasts(drafts: list[Draft]) -> dict[tuple[int, int], CellPast]:
    """Return ``{(role's key, dimension's key): past}``: two queries."""
    records = Draft.history.filter(
        role__in={draft.role_id for draft in drafts},
        dimension__in={draft.dimension_id for draft in drafts},
    )
    # In the order of writing: the time of a publication is when it was due.
    records = list(records.select_related("history_user").order_by("history_id"))
    people = {draft.written_by_id for draft in drafts}
    people |= {record.history_user_id for record in records} - {None}
    holders = holders_of(people)
    pasts = {(draft.role_id, draft.dimension_id): CellPast(holders) for draft in drafts}
    for record in records:
        past = pasts.get((record.role_id, record.dimension_id))
        if past:
            past.add(record)
    return pasts
