from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy

from careers.editorial.workflow import Comment, Draft, EditorCell, load_cells
from careers.editorial.workflow.seen import split_mark

NEW_TEXT = gettext_lazy("a new text")
REMOVED_TEXT = gettext_lazy("removes the text")


@dataclass
class QueueItem:
    """A draft in a queue. With a ``blocker``, its message, it can't be ticked."""

    draft: Draft
    cell: EditorCell
    blocker: str = ""
    is_ticked: bool = False
    comments: list[Comment] = field(default_factory=list)
    token: str = ""

    @property
    def effect(self):
        if not self.cell.live:
            return NEW_TEXT
        return "" if self.draft.text else REMOVED_TEXT


def queue_items(drafts, blocker_of):
    """Return the items of ``drafts``; ``blocker_of(draft, cell)`` is its message.

    Two queries beside that of ``drafts``, however many they are.
    """
    drafts = list(drafts)
    roles, dimensions = {d.role for d in drafts}, {d.dimension for d in drafts}
    by_key = load_cells(roles, dimensions, drafts=drafts)
    pairs = [(draft, by_key[draft.role_id, draft.dimension_id]) for draft in drafts]
    return [QueueItem(draft, cell, blocker_of(draft, cell)) for draft, cell in pairs]


def blockers_within(scope, blocker_of, details_blocker_of):
    """Return the two functions, which then also block what is outside ``scope``."""

    def blocker(draft, cell):
        return scope.reason(draft.role) or blocker_of(draft, cell)

    def details_blocker(draft, item):
        return scope.reason_of(item) or details_blocker_of(draft, item)

    return blocker, details_blocker


def tick_items(items, form, *, by_default):
    """Tick the items ticked in ``form``, or in a new form all if ``by_default``."""
    versions = None
    if form.is_bound:
        versions = [split_mark(token)[0] for token in form.data.getlist("version")]
    for item in items:
        is_chosen = by_default if versions is None else item.draft.version in versions
        item.is_ticked = is_chosen and not item.blocker


def group_by_role(items):
    """Return ``[(role, items)]``: roles in the order of their first item."""
    groups = {}
    for item in items:
        groups.setdefault(item.draft.role, []).append(item)
    return list(groups.items())
