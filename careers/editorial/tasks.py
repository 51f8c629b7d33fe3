"""The drafts that wait for one person, on the admin's home page."""

from dataclasses import dataclass
from operator import itemgetter

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from careers.editorial.details.page import list_path
from careers.editorial.matrix import matrix_path
from careers.editorial.workflow import APPROVE, PUBLISH, CellState, DetailsDraft, Draft
from careers.models import KINDS

DRAFTS_PER_LIST = 5

TEXT, DETAILS = 1, 2  # models of drafts, in their order
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
    texts, details = Draft.objects.present(), DetailsDraft.objects.present()
    texts = _first_of_tasks(TEXT, texts, scope.within(texts), user)
    details = _first_of_tasks(DETAILS, details, scope.within_details(details), user)
    waiting = sorted(texts.union(details, all=True), key=itemgetter("model", "place"))
    loaded = _drafts(waiting, user)
    lists = []
    for task, title, path, link in _tasks():
        rows = [row for row in waiting if row["task"] == task]
        drafts = [loaded[row["model"]].get(row["pk"]) for row in rows]
        if drafts := [draft for draft in drafts if draft][:DRAFTS_PER_LIST]:
            count = sum({row["model"]: row["count"] for row in rows}.values())
            # The matrix has texts alone.
            is_of_details = isinstance(drafts[0], DetailsDraft)
            is_elsewhere = is_of_details and task in (RETURNED, OWN)
            way = _list_of(drafts) if is_elsewhere else (path, link)
            lists.append(TaskList(title, count, drafts, *way))
    return lists


def _drafts(rows, user):
    """Return the drafts of ``rows`` as ``{model: {key: draft}}``."""
    texts = Draft.objects.select_related("role", "dimension", "written_by")
    texts = texts.with_last_comments(user).defer("text", "base")
    details = DetailsDraft.objects.select_related("written_by", "returned_by")
    keys = {TEXT: [], DETAILS: []}
    for row in rows:
        keys[row["model"]].append(row["pk"])
    return {
        model: drafts.in_bulk(keys[model])
        for model, drafts in [(TEXT, texts), (DETAILS, details)]
    }


def _tasks():
    own_path = matrix_path(state=CellState.WRITING)
    return [
        (RETURNED, _("Returned to you"), own_path, _("All drafts")),
        (OWN, _("Your drafts"), own_path, _("All drafts")),
        (REVIEW, _("To review"), reverse("editorial:review"), _("Review them")),
        (PUBLISHING, _("To publish"), reverse("editorial:publish"), _("Publish them")),
    ]


def _list_of(drafts):
    """Return the path of the list of what ``drafts`` of details are of, and a link."""
    kind = drafts[0].kind
    are_new = all(draft.is_of_new_object for draft in drafts)
    path = list_path(kind, are_new=are_new)
    return path, _("All %(kinds)s") % {"kinds": KINDS[kind]._meta.verbose_name_plural}


def _first_of_tasks(model, drafts, handled, user):
    """Return rows of the first few of ``drafts`` for each task.

    Each has its place among those for the same task, and their number. ``handled`` are
    the drafts that ``user`` may review or publish.
    """
    wanted = Q(state=Draft.State.WRITING, written_by=user)
    if user.has_perm(APPROVE):
        approvable = handled.may_be_approved_by(user).filter(pk=OuterRef("pk"))
        wanted |= Q(Exists(approvable), state=Draft.State.IN_REVIEW)
    if user.has_perm(PUBLISH):
        publishable = handled.not_scheduled().filter(pk=OuterRef("pk"))
        wanted |= Q(Exists(publishable), state=Draft.State.APPROVED)
    task = Case(
        When(state=Draft.State.IN_REVIEW, then=Value(REVIEW)),
        When(state=Draft.State.APPROVED, then=Value(PUBLISHING)),
        When(returned_at=None, then=Value(OWN)),
        default=Value(RETURNED),
    )
    since = Coalesce("approved_at", "submitted_at", "written_at")
    partition = [F("task")]
    drafts = drafts.filter(wanted).annotate(
        model=Value(model),
        task=task,
        count=Window(Count("pk"), partition_by=partition),
        place=Window(RowNumber(), partition_by=partition, order_by=[since, "pk"]),
    )
    first = drafts.filter(place__lte=DRAFTS_PER_LIST).order_by()
    return first.values("model", "task", "count", "place", "pk")
