"""The drafts that wait for one person, on the admin's home page."""

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from careers.editorial.matrix import matrix_path
from careers.editorial.workflow import APPROVE, PUBLISH, CellState, DetailsDraft, Draft

DRAFTS_PER_LIST = 5

RETURNED, OWN, REVIEW, PUBLISHING = "returned", "own", "review", "publishing"


@dataclass(frozen=True)
class TaskList:
    """The first few of ``count`` drafts that wait for the same person and step."""

    title: str
    count: int
    drafts: list[Draft | DetailsDraft]
    path: str
    link: str


def task_lists(user, scope):
    """Return the lists of drafts that wait for ``user``: texts, then details."""
    texts = Draft.objects.present().select_related("role", "dimension", "written_by")
    texts = texts.with_last_comments(user).defer("text", "base")
    details = DetailsDraft.objects.present()
    details = details.select_related("written_by", "returned_by")
    waiting = [
        *_first_of_tasks(texts, scope.within(texts), user),
        *_first_of_tasks(details, scope.within_details(details), user),
    ]
    return [
        TaskList(title, _count(drafts), drafts[:DRAFTS_PER_LIST], path, link)
        for task, title, path, link in _tasks()
        if (drafts := [draft for draft in waiting if draft.task == task])
    ]


def _tasks():
    own_path = matrix_path(state=CellState.WRITING)
    return [
        (RETURNED, _("Returned to you"), own_path, _("All drafts")),
        (OWN, _("Your drafts"), own_path, _("All drafts")),
        (REVIEW, _("To review"), reverse("editorial:review"), _("Review them")),
        (PUBLISHING, _("To publish"), reverse("editorial:publish"), _("Publish them")),
    ]


def _count(drafts):
    """Return how many drafts wait, texts and details together."""
    return sum({type(draft): draft.task_count for draft in drafts}.values())


def _first_of_tasks(drafts, handled, user):
    """Return the first few of ``drafts`` for each task, in one query.

    Each has its ``task`` and ``task_count``, the number of all those for the same.
    ``handled`` are the drafts that ``user`` may review or publish.
    """
    own = Q(state=Draft.State.WRITING, written_by=user)
    tasks = [
        When(own & Q(returned_at__isnull=False), then=Value(RETURNED)),
        When(own, then=Value(OWN)),
    ]
    if user.has_perm(APPROVE):
        approvable = handled.may_be_approved_by(user).filter(pk=OuterRef("pk"))
        in_review = Q(state=Draft.State.IN_REVIEW)
        tasks.append(When(in_review & Q(Exists(approvable)), then=Value(REVIEW)))
    if user.has_perm(PUBLISH):
        publishable = handled.not_scheduled().filter(pk=OuterRef("pk"))
        approved = Q(state=Draft.State.APPROVED)
        tasks.append(When(approved & Q(Exists(publishable)), then=Value(PUBLISHING)))
    since = Coalesce("approved_at", "submitted_at", "written_at")
    partition = [F("task")]
    drafts = drafts.annotate(task=Case(*tasks, output_field=CharField()))
    drafts = drafts.filter(task__isnull=False).annotate(
        task_count=Window(Count("pk"), partition_by=partition),
        place=Window(RowNumber(), partition_by=partition, order_by=[since, "pk"]),
    )
    return drafts.filter(place__lte=DRAFTS_PER_LIST).order_by("place")
