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


def review_blocker(user):
    """Return a function of a draft and its cell: why ``user`` can't approve it."""
    account_blocker_of = account_blocker(user)

    def blocker_of(draft, cell):
        if not draft.may_be_approved_by(user):
            return OWN_DRAFT
        if blocker := account_blocker_of(draft):
            return blocker
        return LIVE_TEXT_CHANGED if cell.is_overtaken else ""

    return blocker_of


def details_review_blocker(user):
    """Return a function of a draft of details and its object, as review_blocker."""

    blocked_account = account_blocker(user)

    def blocker_of(draft, item):
        if not draft.may_be_approved_by(user):
            return OWN_DRAFT
        if blocker := blocked_account(draft):
            return blocker
        return DETAILS_CHANGED if details.is_overtaken(draft, item) else ""

    return blocker_of


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
