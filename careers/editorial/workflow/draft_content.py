"""The content of public pages as it would be once some drafts are published."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import md5

from django.db.models import Q
from django.utils.translation import gettext as _

from careers.content_source import PublishedContent
from careers.editorial.models import Draft
from careers.models import (
    PUBLIC,
    PUBLIC_STATUSES,
    Publication,
    Role,
    RoleDimensionEntry,
    is_key,
)

from .errors import RefusedError


class PreviewNotFoundError(RefusedError):
    """The draft or publication to preview does not exist."""


@dataclass(frozen=True)
class ProposedText:
    """A text as it would be published; "" removes it."""

    role_id: int
    dimension_id: int
    text: str
    reviewed_at: datetime


class DraftContent(PublishedContent):
    """Published content with every draft of the roles on the page.

    Hidden roles count as public. Nothing is written.
    """

    def __init__(self, now=None):
        super().__init__(now)
        self.newly_public = set()  # keys of roles

    def roles(self):
        return Role.objects.select_related("family")

    def beside(self, role):
        same = Role.objects.filter(family=role.family_id).exclude(pk=role.pk)
        public = same.filter(PUBLIC | Q(pk__in=self.newly_public))
        return public.order_by("folded_names") if role.family_id else same.none()

    def proposed(self, roles):
        return [self._text(draft) for draft in Draft.objects.filter(role__in=roles)]

    def _text(self, draft):
        # A draft has to be approved before it is published.
        reviewed_at = draft.approved_at or self.now
        return ProposedText(draft.role_id, draft.dimension_id, draft.text, reviewed_at)

    def entries(self, roles):
        live = RoleDimensionEntry.objects.filter(role__in=roles)
        live = live.defer("folded_text", "reviewed_by")
        entries = {(entry.role_id, entry.dimension_id): entry for entry in live}
        for proposed in self.proposed(roles):
            cell = (proposed.role_id, proposed.dimension_id)
            entry = entries.pop(cell, None) or RoleDimensionEntry(
                role_id=proposed.role_id, dimension_id=proposed.dimension_id
            )
            if not proposed.text:
                continue
            if entry.text != proposed.text:
                entry.text, entry.updated_at = proposed.text, self.now
            entry.reviewed_at = proposed.reviewed_at
            entries[cell] = entry
        return list(entries.values())

    def timeline(self, role):
        timeline = super().timeline(role)
        if role.is_published:
            return timeline
        return timeline.with_step(self.now, is_public=True)

    def text_events(self, role):
        events = super().text_events(role)
        last = {event.dimension: event.digest for event in events}
        return events + [
            self.text_event(proposed.dimension_id, digest)
            for proposed in self.proposed([role])
            if (digest := md5_of(proposed.text)) != last.get(proposed.dimension_id, "")
        ]


def md5_of(text):
    """Return the same hash as the database's MD5 function; "" for no text."""
    return md5(text.encode(), usedforsecurity=False).hexdigest() if text else ""


class ChosenDraftsContent(DraftContent):
    """Only the drafts of these versions. Raises RefusedError for a stale one."""

    def __init__(self, versions, now=None):
        super().__init__(now)
        drafts = Draft.objects.of_versions(versions)
        drafts = drafts.select_related("role", "dimension")
        by_key = {str(draft.pk): draft for draft in drafts}
        self.drafts = [
            _at_version(version, by_key.get(version.partition(".")[0]))
            for version in dict.fromkeys(versions)
        ]

    def proposed(self, roles):
        keys = {role.pk for role in roles}
        return [self._text(draft) for draft in self.drafts if draft.role_id in keys]


def _at_version(version, draft):
    if draft is None:
        raise PreviewNotFoundError(
            _("One of the drafts no longer exists. It was published or discarded.")
        )
    if draft.version != version:
        raise RefusedError(
            _("“%(draft)s” has changed. Preview it again.") % {"draft": draft}
        )
    return draft


class ScheduledContent(DraftContent):
    """The changes of a scheduled publication, at its time."""

    def __init__(self, key):
        publication = is_key(key) and Publication.objects.filter(pk=key).first()
        if not publication:
            raise PreviewNotFoundError(_("This publication doesn’t exist."))
        if not publication.is_scheduled:
            raise RefusedError(
                _("This publication is no longer scheduled. It is “%(state)s”.")
                % {"state": publication.get_state_display().lower()}
            )
        super().__init__(publication.due_at)
        statuses = publication.statuses.filter(after__in=PUBLIC_STATUSES)
        self.newly_public = set(statuses.values_list("role_id", flat=True))
        self.texts = list(publication.texts.select_related("dimension"))

    def proposed(self, roles):
        keys = {role.pk for role in roles}
        return [
            ProposedText(
                change.role_id, change.dimension_id, change.after, change.approved_at
            )
            for change in self.texts
            if change.role_id in keys and change.dimension
        ]
