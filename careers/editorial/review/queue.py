"""Drafts that wait for somebody to review or to publish them, with what they change."""

from dataclasses import dataclass, field

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef

from careers.addresses import find_by_slug
from careers.editorial.models import Comment, Draft
from careers.editorial.workflow.cells import EditorCell, cells
from careers.editorial.workflow.drafting import CHANGED_BELOW
from careers.models import Role
from careers.site_time import format_datetime

PAGE = 50  # drafts
LAST_SAID = 5  # comments shown with each draft


@dataclass
class QueueItem:
    """A draft that waits, what is live instead, and what is in its way."""

    draft: Draft
    cell: EditorCell
    blocker: str = ""
    is_ticked: bool = False
    comments: list[Comment] = field(default_factory=list)


OWN = "Written by you: somebody else has to approve it."
IN_ARCHIVE = (
    "This role is archived, and the texts of archived roles are not published. "
    "Make it a draft on its own page first."
)


def to_review(drafts, *, by):
    """Return ``drafts`` with what keeps ``by`` from approving each, and what was said.

    Four queries, however many drafts.
    """
    found = _with_cells(drafts)
    said = _said_of(found)
    for each in found:
        each.comments = said.get((each.draft.role_id, each.draft.dimension_id), [])
        if not each.draft.may_be_approved_by(by):
            each.blocker = OWN
        elif each.cell.is_overtaken:
            each.blocker = CHANGED_BELOW
    return found


def to_publish(drafts):
    """Return ``drafts`` with what keeps each from being published. Three queries."""
    found = _with_cells(drafts)
    for each in found:
        if each.cell.scheduled:
            at = format_datetime(each.cell.scheduled.publication.due_at)
            each.blocker = f"Scheduled for {at}."
        elif each.cell.is_overtaken:
            each.blocker = CHANGED_BELOW
        elif each.draft.role.status == Role.Status.ARCHIVED:
            each.blocker = IN_ARCHIVE
    return found


def shown(request, form, state):
    """What a page of the drafts of one state shows whatever is done with them."""
    role, unknown = chosen_role(request)
    return {
        **admin.site.each_context(request),
        "form": form,
        "asks": form.is_bound and not form.errors,
        "role": role,
        "unknown_role": unknown,
        "roles": roles_with_drafts(state),
    }


def roles_with_drafts(state):
    drafts = Draft.objects.filter(state=state, role=OuterRef("pk"))
    return Role.objects.filter(Exists(drafts))


def chosen_role(request):
    """Return the role that the address asks for, or None, and a slug that is none."""
    slug = request.GET.get("role", "")
    role = find_by_slug(Role, slug)
    return role, "" if role else slug.replace("\x00", "\ufffd")


def page_of(drafts, number):
    """Return one page of ``drafts``; a number that is none means the first."""
    return Paginator(drafts, PAGE).get_page(number)


def tick(items, form, *, every):
    """Tick what was ticked in ``form``; in one that was not sent, all or nothing."""
    ticked = form.data.getlist("version") if form.is_bound else None
    for each in items:
        chosen = every if ticked is None else each.draft.version in ticked
        each.is_ticked = chosen and not each.blocker


def by_role(items):
    """Return ``[(role, items)]``: roles in the order of their first item."""
    groups = {}
    for each in items:
        groups.setdefault(each.draft.role, []).append(each)
    return list(groups.items())


def _with_cells(drafts):
    drafts = list(drafts)
    found = cells({each.role for each in drafts}, {each.dimension for each in drafts})
    return [QueueItem(each, found[each.role_id, each.dimension_id]) for each in drafts]


def _said_of(items):
    """Return ``{(role's key, dimension's key): its last comments}``, oldest first."""
    comments = Comment.objects.filter(
        role__in={each.draft.role_id for each in items},
        dimension__in={each.draft.dimension_id for each in items},
    ).select_related("made_by")
    said = {}
    for comment in comments:
        said.setdefault((comment.role_id, comment.dimension_id), []).append(comment)
    return {key: each[-LAST_SAID:] for key, each in said.items()}
