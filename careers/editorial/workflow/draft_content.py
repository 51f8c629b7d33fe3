"""What public pages would be made of, were some drafts published."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import md5

from django.db.models import Q

from careers.content_source import PublishedContent
from careers.editorial.models import Draft
from careers.models import (
    PUBLIC,
    PUBLIC_STATUSES,
    Publication,
    Role,
    RoleDimensionEntry,
)
from careers.models.fields import is_key
from careers.recent_changes import TextEvent, days_of_change, text_events
from careers.role_history import public_timeline

from .errors import RefusedError


class PreviewNotFoundError(RefusedError):
    """What a preview was asked to show is not there."""


@dataclass(frozen=True)
class ProposedText:
    """A text as it would be published, "" for none."""

    role_id: int
    dimension_id: int
    text: str
    reviewed_at: datetime


class DraftContent(PublishedContent):
    """What is published, with every draft of the roles that are shown.

    Roles that are not public are shown as if they were. Nothing is written.
    """

    def __init__(self, now=None):
        super().__init__(now)
        self.shown = set()  # keys of roles that become public

    def roles(self):
        return Role.objects.select_related("family")

    def beside(self, role):
        same = Role.objects.filter(family=role.family_id).exclude(pk=role.pk)
        public = same.filter(PUBLIC | Q(pk__in=self.shown))
        return public.order_by("folded_names") if role.family_id else same.none()

    def proposed(self, roles):
        """What would be published for ``roles``, in any order."""
        return [self._of(draft) for draft in Draft.objects.filter(role__in=roles)]

    def _of(self, draft):
        # What is not approved yet would have to be, before it is published.
        reviewed_at = draft.approved_at or self.now
        return ProposedText(draft.role_id, draft.dimension_id, draft.text, reviewed_at)

    def entries(self, roles):
        live = RoleDimensionEntry.objects.filter(role__in=roles)
        live = live.defer("folded_text", "reviewed_by")
        entries = {(each.role_id, each.dimension_id): each for each in live}
        for each in self.proposed(roles):
            cell = (each.role_id, each.dimension_id)
            entry = entries.pop(cell, None) or RoleDimensionEntry(
                role_id=each.role_id, dimension_id=each.dimension_id
            )
            if not each.text:
                continue
            if entry.text != each.text:
                entry.text, entry.updated_at = each.text, self.now
            entry.reviewed_at = each.reviewed_at
            entries[cell] = entry
        return list(entries.values())

    def changes(self, role, dimensions):
        events = text_events(role)
        last = {event.dimension: event.name for event in events}
        events += [
            TextEvent(each.dimension_id, self.now, name)
            for each in self.proposed([role])
            if (name := md5_of(each.text)) != last.get(each.dimension_id, "")
        ]
        timeline = public_timeline(role)
        if not role.is_published:
            timeline = timeline.with_step(self.now, is_public=True)
        return days_of_change(timeline, events, dimensions)


def md5_of(text):
    """Return what the database's MD5 says of ``text``, "" for none."""
    return md5(text.encode(), usedforsecurity=False).hexdigest() if text else ""


class ChosenDraftsContent(DraftContent):
    """With the drafts of these versions alone. Raises Refused for a stale one."""

    def __init__(self, versions, now=None):
        super().__init__(now)
        drafts = Draft.objects.of_versions(versions)
        drafts = drafts.select_related("role", "dimension")
        found = {str(draft.pk): draft for draft in drafts}
        self.drafts = [
            _at_version(version, found.get(version.partition(".")[0]))
            for version in dict.fromkeys(versions)
        ]

    def proposed(self, roles):
        keys = {role.pk for role in roles}
        return [self._of(draft) for draft in self.drafts if draft.role_id in keys]


def _at_version(version, draft):
    if draft is None:
        raise PreviewNotFoundError(
            "A draft is not here any more. It was published or discarded."
        )
    if draft.version != version:
        raise RefusedError(f"“{draft}” has changed meanwhile. Preview it again.")
    return draft


class ScheduledContent(DraftContent):
    """With what a scheduled publication is going to change, at its time."""

    def __init__(self, key):
        publication = is_key(key) and Publication.objects.filter(pk=key).first()
        if not publication:
            raise PreviewNotFoundError("There is no such publication.")
        if not publication.is_scheduled:
            state = publication.get_state_display().lower()
            raise RefusedError(f"This publication is not scheduled any more: {state}.")
        super().__init__(publication.due_at)
        statuses = publication.statuses.filter(after__in=PUBLIC_STATUSES)
        self.shown = set(statuses.values_list("role_id", flat=True))
        self.texts = list(publication.texts.all())

    def proposed(self, roles):
        keys = {role.pk for role in roles}
        return [
            ProposedText(each.role_id, each.dimension_id, each.after, each.approved_at)
            for each in self.texts
            if each.role_id in keys and each.dimension_id
        ]
