"""The drafts of details on the pages that show them."""

from dataclasses import dataclass, field

from careers.editorial.workflow import DetailsDraft, details
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


def details_items(drafts, blocker_of):
    """Return the items of ``drafts``; deleted objects are left out."""
    drafts = list(drafts)
    objects = details.items_of(drafts)
    items = []
    for draft in drafts:
        item = objects.get((draft.kind, draft.key))
        if item is None or item.deleted_at:
            continue
        entry = DetailsItem(draft, item, details.draft_differences(draft))
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
    for entry in new:
        entry.roles = public.count()
        entry.written = written_for(entry.item, public)


def written_for(dimension, roles):
    """Return how many of ``roles`` have a live text or an approved one on it."""
    live = RoleDimensionEntry.objects.filter(dimension=dimension, role__in=roles)
    drafts = dimension.drafts.filter(state="approved", role__in=roles).exclude(text="")
    keys = set(live.values_list("role", flat=True))
    return len(keys | set(drafts.values_list("role", flat=True)))


def details_context(request, item):
    """Return what a change page says of the draft of an object's details."""
    draft = details.draft_of(item)
    context = {"details_draft": draft}
    if draft:
        context["details_differences"] = details.draft_differences(draft)
        context["details_overtaken"] = details.is_overtaken(
            draft, type(item).objects.get(pk=item.pk)
        )
    if isinstance(item, Dimension) and not item.is_published:
        public = Role.objects.published()
        context["written"] = written_for(item, public)
        context["public_roles"] = public.count()
    return context
