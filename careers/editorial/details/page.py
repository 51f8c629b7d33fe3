"""The drafts of details on the pages that show them."""

from collections import Counter
from dataclasses import dataclass, field

from django.urls import reverse

from careers.editorial.workflow import DetailsDraft, Draft, details
from careers.models import Content, Dimension, Kind, Role, RoleDimensionEntry


@dataclass
class DetailsItem:
    """A draft of details in a queue. With a ``blocker``, it can't be ticked."""

    draft: DetailsDraft
    item: Content
    differences: list
    blocker: str = ""
    is_ticked: bool = False
    token: str = ""
    written: int | None = None  # roles that a new dimension has a text for
    roles: int = 0
    kind_name: str = field(init=False)

    def __post_init__(self):
        self.kind_name = Kind(self.draft.kind).label

    @property
    def is_incomplete(self):
        return self.written is not None and self.written < self.roles


def list_path(kind, *, are_new):
    """Return the path of the admin's list of a kind; of drafts, if that has them."""
    path = reverse(f"admin:careers_{kind}_changelist")
    has_drafts = kind in (Kind.ROLE, Kind.DIMENSION)
    return f"{path}?status__exact=draft" if are_new and has_drafts else path


def details_items(drafts, blocker_of):
    """Return the items of ``drafts``; deleted objects are left out."""
    drafts = list(drafts)
    objects = details.items_of(drafts)
    names = details.related_names((d.kind, d.base, d.values) for d in drafts)
    items = []
    for draft in drafts:
        item = objects.get((draft.kind, draft.key))
        if item is None or item.deleted_at:
            continue
        entry = DetailsItem(draft, item, details.draft_differences(draft, names))
        entry.blocker = blocker_of(draft, item)
        items.append(entry)
    _count_written(items)
    return items


def _count_written(items):
    new = [
        entry
        for entry in items
        if entry.draft.kind == Kind.DIMENSION and not entry.item.is_published
    ]
    if not new:
        return
    public = Role.objects.published()
    roles = public.count()
    written = written_for([entry.item for entry in new], public)
    for entry in new:
        entry.roles, entry.written = roles, written[entry.item.pk]


def written_for(dimensions, roles):
    """Return how many of ``roles`` have a live text or an approved one on each.

    A Counter by the keys of ``dimensions``.
    """
    live = RoleDimensionEntry.objects.all()
    drafts = Draft.objects.filter(state=Draft.State.APPROVED).exclude(text="")
    pairs = {
        pair
        for texts in (live, drafts)
        for pair in texts.filter(dimension__in=dimensions, role__in=roles).values_list(
            "dimension", "role"
        )
    }
    return Counter(dimension for dimension, _role in pairs)


def details_context(request, item):
    """Return what a change page says of the draft of an object's details.

    ``item`` has the details that its draft proposes.
    """
    draft = item.details_draft
    context = {"details_draft": draft}
    if draft:
        context["details_differences"] = details.draft_differences(draft)
        live = item.live_details
        context["details_overtaken"] = details.is_older_than(draft, live)
    if isinstance(item, Dimension) and not item.is_published:
        public = Role.objects.published()
        context["written"] = written_for([item], public)[item.pk]
        context["public_roles"] = public.count()
    return context
