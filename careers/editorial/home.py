"""What the admin's home page shows above Django's list of models."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from careers.editorial.matrix.filters import matrix_path
from careers.editorial.workflow import (
    APPROVE,
    PUBLISH,
    READ,
    READ_PUBLICATIONS,
    CellState,
    Draft,
    live_version,
)
from careers.models import Publication, RoleDimensionEntry

from .coverage import Coverage

DRAFTS_PER_LIST = 5
LATEST_PUBLICATIONS = 10
SCHEDULED_PUBLICATIONS = 5
OLDEST_TEXTS = 10


def home_context(request):
    user = request.user
    if not user.has_perm(READ):
        return {}
    context = {
        "task_lists": task_lists(user),
        "coverage": Coverage.of_page(request.GET.get("page")),
        "oldest": oldest_reviewed(),
    }
    if user.has_perm(READ_PUBLICATIONS):
        publications = Publication.objects.with_counts()
        context["scheduled"] = publications.scheduled()[:SCHEDULED_PUBLICATIONS]
        past = publications.exclude(state=Publication.State.SCHEDULED)
        context["publications"] = past[:LATEST_PUBLICATIONS]
    return context


@dataclass(frozen=True)
class TaskList:
    """The first few of ``count`` drafts that wait for the same person and step."""

    title: str
    count: int
    drafts: list[Draft]
    path: str
    link: str


def task_lists(user):
    """Return the lists of drafts that wait for ``user``. At most five queries."""
    lists = [*_own_drafts(user), *_drafts_to_handle(user)]
    return [task_list for task_list in lists if task_list.count]


def _own_drafts(user):
    drafts = Draft.objects.in_state(Draft.State.WRITING).filter(written_by=user)
    drafts = drafts.with_last_comments(user).defer("text", "base")
    returned = [draft for draft in drafts if draft.returned_at]
    others = [draft for draft in drafts if not draft.returned_at]
    path = matrix_path(state=CellState.WRITING)
    for title, listed in ((_("Returned to you"), returned), (_("Your drafts"), others)):
        first = listed[:DRAFTS_PER_LIST]
        yield TaskList(title, len(listed), first, path, _("All drafts"))


def _drafts_to_handle(user):
    if user.has_perm(APPROVE):
        drafts = Draft.objects.in_state(Draft.State.IN_REVIEW).may_be_approved_by(user)
        path = reverse("editorial:review")
        yield _task_list(_("To review"), drafts, path, _("Review them"))
    if user.has_perm(PUBLISH):
        drafts = Draft.objects.in_state(Draft.State.APPROVED).not_scheduled()
        path = reverse("editorial:publish")
        yield _task_list(_("To publish"), drafts, path, _("Publish them"))


def _task_list(title, drafts, path, link):
    first = list(drafts[: DRAFTS_PER_LIST + 1])
    count = drafts.count() if len(first) > DRAFTS_PER_LIST else len(first)
    return TaskList(title, count, first[:DRAFTS_PER_LIST], path, link)


def oldest_reviewed():
    """Return the live texts reviewed longest ago, those never reviewed first.

    Each has the ``version`` that marks it as reviewed.
    """
    entries = RoleDimensionEntry.objects.longest_unreviewed().defer("folded_text")
    entries = list(entries[:OLDEST_TEXTS])
    for entry in entries:
        entry.version = live_version(entry.text)
    return entries
