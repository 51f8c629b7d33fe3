"""The content of public pages as it would be once some drafts are published."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import md5

from django.db.models import Q
from django.utils.translation import gettext as _

from careers.content_source import PublishedContent
from careers.editorial.models import DetailsDraft, Draft
from careers.editorial.models.details import PREFIX
from careers.models import (
    PUBLIC,
    PUBLIC_STATUSES,
    Dimension,
    Kind,
    Publication,
    Role,
    RoleDimensionEntry,
    Term,
    is_key,
    kind_of,
)
from careers.models.term import replacements, wording_of
from careers.search.similar.neighbours import ProposedNeighbours
from careers.search.similar.queue import SMALL

from . import details
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
        self.drafts_of = {}  # by the keys of roles, as far as they were read
        drafts = self.details_drafts()
        # {(kind, key): the details that become public}
        self.proposed_details = {(d.kind, d.key): d.values for d in drafts}
        new = {(d.kind, d.key) for d in drafts if d.is_of_new_object}
        self.newly_public = {key for kind, key in new if kind == Kind.ROLE}
        self.new_dimensions = {key for kind, key in new if kind == Kind.DIMENSION}
        self.retired_dimensions = set()

    def details_drafts(self):
        return list(DetailsDraft.objects.all())

    def roles(self):
        return Role.objects.select_related("family")

    def shown(self, roles):
        return [self._propose(role, related="family") for role in roles]

    def dimensions(self):
        return self._dimensions

    @cached_property
    def _dimensions(self):
        published = Dimension.objects.filter(PUBLIC | Q(pk__in=self.new_dimensions))
        published = published.exclude(pk__in=self.retired_dimensions)
        dimensions = [
            self._propose(dimension, related="theme")
            for dimension in published.select_related("theme")
        ]
        if any(kind == Kind.DIMENSION for kind, _key in self.proposed_details):
            dimensions.sort(key=lambda dimension: (dimension.position, dimension.name))
        return dimensions

    def wording(self):
        return self._wording

    @cached_property
    def _wording(self):
        if not any(kind == Kind.TERM for kind, _key in self.proposed_details):
            return super().wording()
        terms = map(self._propose, Term.objects.not_archived())
        return wording_of(replacements((t.preferred, t.variants) for t in terms))

    def _propose(self, item, related=None):
        details.set_details(
            item, self.proposed_details.get((kind_of(item), item.pk), {})
        )
        if related and getattr(item, f"{related}_id"):
            self._propose(getattr(item, related))
        return item

    def beside(self, role):
        same = self.roles().filter(family=role.family_id).exclude(pk=role.pk)
        public = same.filter(PUBLIC | Q(pk__in=self.newly_public))
        if not role.family_id:
            return []
        return self.shown(public.order_by("slug"))

    def neighbours(self, roles):
        """Return the roles near to these with their drafts, on a site of a few roles.

        On a larger one that takes too long, and they are those of the published texts.
        """
        page = [role.pk for role in roles]
        proposed = {*page, *self.newly_public}
        public = Role.objects.filter(PUBLIC | Q(pk__in=proposed)).order_by("pk")
        public = list(public.select_related("family")[: SMALL + 1])
        if len(public) > SMALL:
            return super().neighbours(roles)
        public = self.shown(public)
        if len(page) == 1:
            # The page of a role names others as they will be, as ``beside`` does.
            proposed = {role.pk for role in public}
        entries = self.entries([role for role in public if role.pk in proposed])
        if len(proposed) < len(public):
            others = RoleDimensionEntry.objects.published()
            entries += others.exclude(role__in=proposed)
        dimensions = {dimension.pk for dimension in self.dimensions()}
        entries = [entry for entry in entries if entry.dimension_id in dimensions]
        return ProposedNeighbours(page, public, entries, self.wording())

    def proposed(self, roles):
        new = [role.pk for role in roles if role.pk not in self.drafts_of]
        self.drafts_of.update((key, []) for key in new)
        for draft in Draft.objects.filter(role__in=new) if new else ():
            self.drafts_of[draft.role_id].append(draft)
        return [
            self._text(draft) for role in roles for draft in self.drafts_of[role.pk]
        ]

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
        versions = list(dict.fromkeys(versions))
        of_details = [v for v in versions if v.startswith(PREFIX)]
        texts = [v for v in versions if v not in of_details]
        self.chosen_details = _at_versions(
            of_details, DetailsDraft.objects.of_versions(of_details)
        )
        super().__init__(now)
        drafts = Draft.objects.of_versions(texts).select_related("role", "dimension")
        self.drafts = _at_versions(texts, drafts)

    def details_drafts(self):
        return self.chosen_details

    def proposed(self, roles):
        keys = {role.pk for role in roles}
        return [self._text(draft) for draft in self.drafts if draft.role_id in keys]


def _at_versions(versions, drafts):
    by_key = {draft.version.partition(".")[0]: draft for draft in drafts}
    return [_at_version(v, by_key.get(v.partition(".")[0])) for v in versions]


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
        for change in publication.details.all():
            after = dict(change.after)
            status = after.pop("status", None)
            self.proposed_details[change.kind, change.key] = after
            if change.kind == Kind.ROLE and status in PUBLIC_STATUSES:
                self.newly_public.add(change.key)
            if change.kind == Kind.DIMENSION and status:
                is_new = status in PUBLIC_STATUSES
                moved = self.new_dimensions if is_new else self.retired_dimensions
                moved.add(change.key)
        self.texts = list(publication.texts.select_related("dimension"))

    def details_drafts(self):
        return []

    def proposed(self, roles):
        keys = {role.pk for role in roles}
        return [
            ProposedText(
                change.role_id, change.dimension_id, change.after, change.approved_at
            )
            for change in self.texts
            if change.role_id in keys and change.dimension
        ]
