from django.utils.translation import gettext_lazy

from careers.editorial.workflow import (
    LIVE_TEXT_CHANGED,
    Comment,
    account_blocker,
    details,
)
from careers.editorial.workflow.details import DETAILS_CHANGED

COMMENTS_PER_ITEM = 5

OWN_DRAFT = gettext_lazy("You wrote this, so someone else has to approve it.")
OWN_WORDS = gettext_lazy("Words in it are yours, so someone else has to approve it.")


def review_blockers(user):
    """Return two functions that say why ``user`` can't approve a draft, or "".

    One takes a draft of a text and its cell, the other one of details and its object.
    """
    account_blocker_of = account_blocker(user)

    def own_blocker_of(draft):
        # Who set up the writer's account counts as a writer too.
        if blocker := account_blocker_of(draft):
            return blocker
        if draft.may_be_approved_by(user):
            return ""
        return OWN_DRAFT if draft.written_by == user else OWN_WORDS

    def blocker_of(draft, cell):
        return own_blocker_of(draft) or (cell.is_overtaken and LIVE_TEXT_CHANGED) or ""

    def details_blocker_of(draft, item):
        overtaken = details.is_overtaken(draft, item) and DETAILS_CHANGED
        return own_blocker_of(draft) or overtaken or ""

    return blocker_of, details_blocker_of


def add_comments(items):
    """Set the last comments of each item, oldest first. One query."""
    comments = Comment.objects.filter(
        role__in={item.draft.role_id for item in items},
        dimension__in={item.draft.dimension_id for item in items},
    ).select_related("made_by")
    by_cell = {}
    for comment in comments:
        key = comment.role_id, comment.dimension_id
        by_cell.setdefault(key, []).append(comment)
    for item in items:
        cell_comments = by_cell.get((item.draft.role_id, item.draft.dimension_id), [])
        item.comments = cell_comments[-COMMENTS_PER_ITEM:]
