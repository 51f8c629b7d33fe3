"""Cells as editors see them: the live text, the draft, the scheduled text."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Exists, F, OuterRef, Value
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from careers.editorial.models import Draft
from careers.models import (
    Dimension,
    Publication,
    Role,
    RoleDimensionEntry,
    TextChange,
)
from careers.site_time import format_datetime
from careers.text import count_sentences, words_of

from .people import display_name


class CellState(models.TextChoices):
    """What a cell waits for; with a draft, what the draft waits for."""

    MISSING = "missing", _("Missing")
    WRITING = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")


STATE_OF_DRAFT: dict[str, CellState] = {
    Draft.State.WRITING: CellState.WRITING,
    Draft.State.IN_REVIEW: CellState.IN_REVIEW,
    Draft.State.APPROVED: CellState.APPROVED,
}

# Where a cell has several of these, the last one wins.
STATE_PRECEDENCE = [CellState.LIVE, *STATE_OF_DRAFT.values(), CellState.SCHEDULED]


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
    def key(self) -> str:
        """The cell's name for scripts, which outlives a change of slugs."""
        return f"{self.role.pk}.{self.dimension.pk}"

    @property
    def live(self) -> str:
        return self.entry.text if self.entry else ""

    @property
    def live_version(self) -> str:
        return live_version(self.live)

    @property
    def text(self) -> str:
        return self.draft.text if self.draft else self.live

    @property
    def word_count(self) -> int:
        return len(words_of(self.text))

    @property
    def sentence_count(self) -> int:
        return count_sentences(self.text)

    @property
    def length(self) -> str:
        """Return "38 words, guide 45", or "50 words, guide 45, 5 over"."""
        count, guide = self.word_count, self.dimension.length_guide
        words = ngettext("%(count)d word", "%(count)d words", count) % {"count": count}
        values = {"words": words, "guide": guide, "over": count - guide}
        if count > guide:
            return gettext("%(words)s, guide %(guide)d, %(over)d over") % values
        return gettext("%(words)s, guide %(guide)d") % values

    @property
    def version(self) -> str:
        """The token that a save of this cell has to send.

        A draft's key and number; without a draft, the live text's hash. Keys
        are never reused, so a version always means the same text.
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
        if self.draft and self.draft.returned_at:
            return (
                gettext("Live, draft returned")
                if self.live
                else gettext("Draft, returned")
            )
        if not self.draft or not self.live:
            return str(self.state.label)
        return {
            CellState.WRITING: gettext("Live, newer draft"),
            CellState.IN_REVIEW: gettext("Live, change in review"),
            CellState.APPROVED: gettext("Live, change approved"),
            CellState.SCHEDULED: gettext("Live, change scheduled"),
        }[self.state]

    @property
    def cost_of_change(self) -> str:
        """Return what a change of this text would undo, for its writer; or ""."""
        if self.scheduled and self.state == CellState.SCHEDULED:
            due_at = format_datetime(self.scheduled.publication.due_at)
            return gettext(
                "Scheduled for %(time)s. This text is still published then, without "
                "your change."
            ) % {"time": due_at}
        if self.draft and self.draft.state == Draft.State.APPROVED:
            return gettext("Approved by %(person)s. A change needs a new approval.") % {
                "person": display_name(self.draft.approved_by)
            }
        if self.state == CellState.IN_REVIEW:
            return gettext("In review. A change takes it out of review.")
        return ""

    @property
    def is_overtaken(self) -> bool:
        """Whether the live text has changed since the draft's writer saw it."""
        return self.draft is not None and self.draft.base != self.live


def live_version(text: str) -> str:
    return f"live.{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def load_cells(
    roles: Iterable[Role],
    dimensions: Iterable[Dimension] | None = None,
    *,
    drafts: Iterable[Draft] | None = None,
    reader: User | None = None,
    lock: bool = False,
) -> dict[tuple[int, int], EditorCell]:
    """Return ``{(role's key, dimension's key): cell}`` for all pairs: two queries.

    Without ``dimensions``, for all of them, which is one query more. ``drafts`` are
    those of the pairs, if they are at hand. Otherwise they are ``with_is_approvable``
    if there is a ``reader``.

    With ``lock``, drafts and live texts stay as they are until the transaction ends,
    and can be saved.
    """
    if dimensions is None:
        dimensions = Dimension.objects.not_archived()
    roles, dimensions = list(roles), list(dimensions)
    pairs = {"role__in": roles, "dimension__in": dimensions}
    entries = RoleDimensionEntry.objects.filter(**pairs).defer("folded_text")
    scheduled = TextChange.objects.scheduled().filter(**pairs)
    texts: tuple[Iterable[RoleDimensionEntry], Iterable[TextChange]]
    if lock:
        drafts = Draft.objects.filter(**pairs).select_for_update()
        texts = entries.select_for_update(), scheduled.select_related("publication")
    else:
        texts = _texts(entries, scheduled)
        if drafts is None:
            drafts = Draft.objects.filter(**pairs).defer("folded_text")
            drafts = drafts.select_related("written_by", "submitted_by", "approved_by")
            drafts = drafts.with_is_approvable(reader) if reader else drafts
    by_pair: list[dict[tuple[int, int], Any]] = [
        {(row.role_id, row.dimension_id): row for row in rows}
        for rows in (*texts, drafts)
    ]
    entry_of, scheduled_of, draft_of = by_pair
    return {
        key: EditorCell(
            role, dimension, entry_of.get(key), draft_of.get(key), scheduled_of.get(key)
        )
        for role in roles
        for dimension in dimensions
        if (key := (role.pk, dimension.pk))
    }


def _texts(
    entries: models.QuerySet, changes: models.QuerySet
) -> tuple[list[RoleDimensionEntry], list[TextChange]]:
    """Return live and scheduled texts, read in one query, with what pages show."""
    cell = ["role_id", "dimension_id", "pk"]
    names = [*cell, "text", "key_of_publication", "reason", "at"]
    live = entries.order_by().annotate(
        key_of_publication=Value(None, models.BigIntegerField()),
        reason=Value("", models.TextField()),
        at=Value(None, models.DateTimeField()),
    )
    scheduled = changes.order_by().annotate(
        text=F("after"),
        key_of_publication=F("publication"),
        reason=F("publication__why"),
        at=F("publication__due_at"),
    )
    rows = live.values_list(*names).union(scheduled.values_list(*names), all=True)
    texts: tuple[list[RoleDimensionEntry], list[TextChange]] = ([], [])
    for role, dimension, key, text, publication, why, due_at in rows:
        pair = {"pk": key, "role_id": role, "dimension_id": dimension}
        if publication is None:
            texts[0].append(RoleDimensionEntry(**pair, text=text))
        else:
            due = Publication(pk=publication, why=why, due_at=due_at)
            texts[1].append(TextChange(**pair, after=text, publication=due))
    return texts


def find_role(slug: str) -> Role | None:
    """Return the role that has or had this slug."""
    role = Role.objects.select_related("family").with_slug(slug)
    return role or Role.objects.by_former_slug([slug]).get(slug)


def find_dimension(slug: str) -> Dimension | None:
    """Return the dimension that has or had this slug."""
    dimension = Dimension.objects.with_slug(slug)
    return dimension or Dimension.objects.by_former_slug([slug]).get(slug)


def find_pair(role_slug: str, dimension_slug: str) -> tuple:
    """Return a role and a dimension, None for what is gone; former slugs will do."""
    return find_role(role_slug), find_dimension(dimension_slug)


def load_cell(role: Role, dimension: Dimension, **options: Any) -> EditorCell:
    return load_cells([role], [dimension], **options)[role.pk, dimension.pk]


def states(
    roles: Iterable[Role | int], dimensions: Iterable[Dimension | int]
) -> dict[tuple[int, int], CellState]:
    """Return ``{(role's key, dimension's key): state}`` for every pair, in one query.

    ``roles`` and ``dimensions`` are objects or keys.
    """
    contents = contents_of(roles, dimensions)
    return {key: state_of(content) for key, content in contents.items()}


def state_of(content: set[CellState]) -> CellState:
    present = [state for state in STATE_PRECEDENCE if state in content]
    return present[-1] if present else CellState.MISSING


def contents_of(
    roles: Iterable[Role | int], dimensions: Iterable[Dimension | int]
) -> dict[tuple[int, int], set[CellState]]:
    """Return what every pair has: a live text, a draft of some state, a scheduled one.

    One query. The texts themselves are not read.
    """
    role_keys, dimension_keys = _keys(roles), _keys(dimensions)
    contents: dict[tuple[int, int], set[CellState]] = {
        key: set() for key in product(role_keys, dimension_keys)
    }
    for role, dimension, kind in _kinds(role_keys, dimension_keys):
        if (role, dimension) in contents:
            state = STATE_OF_DRAFT.get(kind) or CellState(kind)
            contents[role, dimension].add(state)
    return contents


def _kinds(roles, dimensions):
    pairs = {"role__in": roles, "dimension__in": dimensions}
    newer_drafts = Draft.objects.filter(
        role=OuterRef("role"), dimension=OuterRef("dimension")
    ).exclude(text=OuterRef("after"))
    scheduled = TextChange.objects.scheduled().filter(~Exists(newer_drafts), **pairs)
    kinds = [
        (RoleDimensionEntry.objects.filter(**pairs), Value(CellState.LIVE.value)),
        (Draft.objects.filter(**pairs), F("state")),
        (scheduled, Value(CellState.SCHEDULED.value)),
    ]
    texts = [
        rows.order_by()
        .annotate(kind=kind)
        .values_list("role_id", "dimension_id", "kind")
        for rows, kind in kinds
    ]
    return texts[0].union(*texts[1:], all=True)


def _keys(objects: Iterable[Role | Dimension | int]) -> list[int]:
    return [item if isinstance(item, int) else item.pk for item in objects]
