"""Redactions: versions that are removed from everywhere, the past included.

One administrator asks, another confirms. Each function takes the person who acts
(``by``) and, for tests, the time (``now``), and raises RefusedError with a message for
that person.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from careers.editorial.models import ImportPlan
from careers.models import (
    KINDS,
    TEXT,
    Action,
    Credit,
    RedactedVersion,
    Redaction,
    RoleDimensionEntry,
)
from careers.search.engine import erase_deleted
from careers.search.index import refresh
from careers.site_time import format_datetime
from careers.text import fold

from . import notifications, security_log
from .elsewhere import Places, places_with, words_of_all
from .errors import EditConflictError, RefusedError, refuse_bad_reason
from .phrases import has_any, phrases_of
from .quotes import Quote, drop_kept_forms, quotes_at, redact_quotes
from .removing import remove_versions
from .versions import Version, named, part_of_token, versions_of_all


@dataclass(frozen=True)
class Plan:
    """What a redaction removes, and the places with some of its words that stay."""

    versions: list[Version]
    quotes: list[Quote]
    left: Places

    @property
    def is_empty(self):
        return not self.versions and not self.quotes

    @property
    def mark(self):
        """What stands for exactly this, as a page has shown it."""
        rows = [
            (v.token, v.records, v.is_live, v.draft and v.draft.version, len(v.due))
            for v in self.versions
        ]
        rows += [(q.token, q.text) for q in [*self.quotes, *self.left.quotes]]
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    @property
    def emptied_roles(self):
        """Return the public roles that lose their last text, and are archived."""
        lost = defaultdict(set)
        for version in self.versions:
            if version.part.kind == TEXT and version.is_live and version.is_public:
                lost[version.part.key].add(version.part.dimension)
        texts = RoleDimensionEntry.objects.published().filter(role__in=lost)
        dimensions = defaultdict(set)
        for text in texts.select_related("role").order_by("role__name_key"):
            dimensions[text.role].add(text.dimension_id)
        return [role for role in dimensions if dimensions[role] <= lost[role.pk]]


def find_versions(tokens):
    """Return the versions that these tokens name, with the names of their parts.

    With each, those that have the same words in another spelling.
    """
    parts = [part_of_token(token) for token in tokens]
    if not parts or None in parts:
        raise RefusedError(_("Select at least one version, comment or reason."))
    versions = versions_of_all(dict.fromkeys(part for part, _digest in parts))
    present = {version.token: version for version in versions}
    try:
        digests = {present[token].digest for token in tokens}
    except KeyError as error:
        raise EditConflictError(
            _("One of these versions no longer exists. Choose again."), []
        ) from error
    return named(version for version in versions if version.digest in digests)


def plan_of(redaction):
    """Return the Plan of a redaction that waits. Versions already gone are left out."""
    rows = dict.fromkeys((row.part, row.digest) for row in redaction.versions.all())
    words = words_of_all(part for part, _digest in rows)
    left = places_with(
        phrases_of(v for v in words if (v.part, v.digest) in rows),
        named=rows,
        quotes=redaction.quotes,
        also=redaction.left,
    )
    versions = named([*left.named, *left.versions])[: len(left.named)]
    return Plan(versions, quotes_at(redaction.quotes), left)


@transaction.atomic
def ask(*, tokens=(), quotes=(), phrases=(), why, by, now=None):
    """Ask for a redaction of the versions of ``tokens`` and of ``quotes``; return it.

    Of the ``phrases``, folded, that were looked for, it keeps only where they are.
    """
    quotes = [quote.token for quote in quotes_at(quotes)]
    versions = find_versions(tokens) if tokens or not quotes else []
    _refuse_impossible(versions)
    _refuse_asked(versions)
    redaction = Redaction(
        why=why.strip(), asked_at=now or timezone.now(), asked_by=by, quotes=quotes
    )
    whole = [fold(version.value) for version in versions]
    if has_any(redaction.why, [*whole, *phrases, *phrases_of(versions)]):
        raise RefusedError(
            _("The reason stays for good, so it can’t quote the words. Reword it.")
        )
    refuse_bad_reason(redaction, exclude=["asked_by", "ended_by", "publication"])
    rows = dict.fromkeys((version.part, version.digest) for version in versions)
    redaction.left = places_with(phrases, named=rows, quotes=quotes).tokens
    credit = Credit(by, Action.ASKED, redaction.why, redaction.asked_at)
    redaction.credit = credit
    redaction.save()
    RedactedVersion.objects.bulk_create(
        RedactedVersion(redaction=redaction, **part._asdict(), digest=digest)
        for part, digest in rows
    )
    notifications.redaction_asked(redaction, by=by)
    record_for_security(redaction, credit)
    return redaction


def record_for_security(redaction, credit):
    about = f"{credit.action.label}: {redaction.pk}"
    kind = security_log.Kind.REDACTION
    security_log.record(kind, by=credit.by, about=about)


def may_confirm(redaction, user):
    return redaction.asked_by_id != user.pk or not settings.SECOND_PERSON_APPROVES


@transaction.atomic
def confirm(*, redaction, seen, by, now=None):
    """Remove the versions everywhere.

    ``seen`` is the mark of the plan that ``by`` has read. Nothing is removed if it is
    another one by now.
    """
    now = now or timezone.now()
    redaction = _lock(redaction)
    if not may_confirm(redaction, by):
        raise RefusedError(
            _("You asked for this redaction, so another administrator has to confirm.")
        )
    _lock_subjects(redaction)
    plan = plan_of(redaction)
    if plan.is_empty:
        raise RefusedError(
            _("None of these words are left. Drop this redaction instead.")
        )
    _refuse_impossible(plan.versions)
    if plan.mark != seen:
        raise EditConflictError(
            _("What would be redacted changed after you opened this page. Check it."),
            [],
        )
    credit = Credit(by, Action.REDACTED, redaction.why, now)
    redaction.publication = remove_versions(
        plan.versions, redaction, credit, archived=plan.emptied_roles
    )
    redaction.quotes = [quote.token for quote in plan.quotes]
    redact_quotes(redaction.quotes)
    drop_kept_forms(phrases_of(plan.versions))
    # They may have the words too. Whoever sent the files can send them again.
    ImportPlan.objects.all().delete()
    redaction.left = plan.left.tokens
    refresh()  # or the words would stay in the index until someone searches
    erase_deleted()
    return _end(redaction, Redaction.State.DONE, credit)


@transaction.atomic
def drop(*, redaction, by, now=None):
    """End a redaction that waits, and remove nothing."""
    redaction = _lock(redaction)
    credit = Credit(by, Action.DROPPED, redaction.why, now or timezone.now())
    return _end(redaction, Redaction.State.DROPPED, credit)


def _end(redaction, state, credit):
    redaction.state = state
    redaction.ended_at, redaction.ended_by = credit.at, credit.by
    redaction.credit = credit
    redaction.save()
    notifications.redaction_ended(redaction, by=credit.by)
    record_for_security(redaction, credit)
    return redaction


def _lock(redaction):
    redaction = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if not redaction.is_asked:
        raise RefusedError(
            _("This redaction has ended: “%(state)s”.")
            % {"state": redaction.get_state_display()}
        )
    return redaction


def _lock_subjects(redaction):
    """Lock what the versions belong to, so that nothing publishes them now."""
    keys = defaultdict(set)
    for row in redaction.versions.all():
        keys["role" if row.kind == TEXT else row.kind].add(row.key)
    # In the order of publications: roles first.
    for kind in sorted(keys, key=lambda kind: (kind != "role", kind)):
        rows = KINDS[kind].everything.select_for_update().order_by("pk")
        list(rows.filter(pk__in=keys[kind]))


def _refuse_impossible(versions):
    for version in versions:
        if version.due:
            raise RefusedError(
                _(
                    "These words of “%(name)s” are part of a publication scheduled for "
                    "%(time)s. Cancel that publication first."
                )
                % {"name": version.name, "time": format_datetime(min(version.due))}
            )
        if version.is_live and version.is_public and is_required(version.part):
            raise RefusedError(
                _(
                    "Visitors read these words as “%(name)s” now, and it can’t be "
                    "empty. Publish other words first, or archive the item."
                )
                % {"name": version.name}
            )


def is_required(part):
    return part.kind != TEXT and not KINDS[part.kind]._meta.get_field(part.field).blank


def _refuse_asked(versions):
    digests = [version.digest for version in versions]
    if RedactedVersion.objects.asked().filter(digest__in=digests).exists():
        raise RefusedError(
            _("Someone has already asked to redact one of these versions.")
        )
