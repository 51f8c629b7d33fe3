"""What the pages of redactions say of the versions that they list."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial.workflow.elsewhere import places_with
from careers.editorial.workflow.phrases import has_any, phrases_of, shares_words
from careers.editorial.workflow.quotes import Quote, quote_labels, quotes_at
from careers.editorial.workflow.versions import (
    Version,
    named,
    part_names,
    versions_of_all,
)
from careers.phrases import join_names
from careers.site_time import format_datetime


@dataclass(frozen=True)
class VersionItem:
    """A version to tick. ``is_like`` says that it shares words with a ticked one."""

    version: Version
    is_ticked: bool = False
    is_like: bool = False

    @property
    def facts(self):
        return ". ".join([*_states(self.version), _counts(self.version)]) + "."


@dataclass(frozen=True)
class QuoteItem:
    quote: Quote
    is_ticked: bool


def _states(version):
    if version.due:
        time = format_datetime(min(version.due))
        yield _("Scheduled for %(time)s") % {"time": time}
    for since, until in version.periods:
        times = {"since": format_datetime(since), "until": until}
        if until is None:
            yield _("Live since %(since)s") % times
        else:
            times["until"] = format_datetime(until)
            yield _("Live from %(since)s to %(until)s") % times
    if version.draft and version.draft.state == version.draft.State.WRITING:
        yield _("In a draft")
    elif version.draft:
        yield _("In a draft: %(state)s") % {"state": version.draft.get_state_display()}


def _counts(version):
    records, publications = version.records, len(version.publications)
    counts = {
        "records": ngettext("%(count)d record", "%(count)d records", records)
        % {"count": records},
        "publications": ngettext(
            "%(count)d publication", "%(count)d publications", publications
        )
        % {"count": publications},
    }
    return _("In %(records)s and %(publications)s") % counts


def choices(parts, tokens, quotes=None, phrases=()):
    """Return the items of the page that asks: of these parts, elsewhere, quotes.

    ``tokens`` are ticked. Without ``quotes``, those are that quote a whole version.
    ``phrases``, folded, are looked for beside those of the ticked versions.
    """
    versions = named(versions_of_all(parts))
    digests = {version.digest for version in versions if version.token in tokens}
    ticked = [version for version in versions if version.digest in digests]
    kept = [v.value for v in versions if v.is_live and v not in ticked]
    looked_for = [*phrases, *phrases_of(ticked, kept)]
    items = [
        VersionItem(
            version,
            is_ticked=version in ticked,
            is_like=version not in ticked
            and (
                shares_words(version.value, ticked)
                or has_any(version.value, looked_for)
            ),
        )
        for version in versions
    ]
    items.sort(key=lambda item: (not item.is_ticked, not item.is_like))
    places = places_with(looked_for, also=[*tokens, *(quotes or [])])
    found = quotes_at([quote.token for quote in places.quotes], ticked)
    return {
        "items": items,
        "is_searched": bool(ticked or phrases),
        "has_phrases": bool(phrases),
        "has_nothing_to_look_for": not looked_for,
        "elsewhere": [
            VersionItem(version, is_ticked=version.token in tokens)
            for version in named(places.versions)
            if version.part not in parts
        ],
        "quotes": [
            QuoteItem(
                quote, quote.is_whole if quotes is None else quote.token in quotes
            )
            for quote in found
        ],
        "unlisted": unlisted_message(places),
    }


def unlisted_message(places):
    count = len(places.unlisted)
    message = ngettext(
        "%(count)d more place has these words. Redact these first, then search again.",
        "%(count)d more places have these words. Redact these first, then search "
        "again.",
        count,
    )
    return message % {"count": count} if count else ""


def plan_context(plan):
    """Return the items of the page that asks a second person to confirm."""
    return {
        "plan": plan,
        "items": [VersionItem(version) for version in plan.versions],
        "others": [VersionItem(version) for version in plan.left.versions],
        "unlisted": unlisted_message(plan.left),
    }


def done_message(redaction):
    """Say what a redaction has removed, and how many places it has left."""
    versions, quotes = redaction.versions.count(), len(redaction.quotes)
    removed = []
    if versions:
        removed.append(ngettext("%(count)d version", "%(count)d versions", versions))
        removed[-1] %= {"count": versions}
    if quotes:
        quoting = ngettext(
            "%(count)d comment, reason or other record",
            "%(count)d comments, reasons or other records",
            quotes,
        )
        removed.append(quoting % {"count": quotes})
    return _("Redacted: %(removed)s. %(left)s") % {
        "removed": join_names(removed),
        "left": left_message(redaction),
    }


def left_message(redaction):
    count = len(redaction.left)
    if not count:
        return _("The search found no other place with these words.")
    message = ngettext(
        "%(count)d place that was not selected still has some of these words.",
        "%(count)d places that were not selected still have some of these words.",
        count,
    )
    return message % {"count": count}


def rows_of(redactions, versions=()):
    """Return ``[(redaction, [the name of each thing that it is about])]``.

    The parts of ``versions`` have their names already.
    """
    names = {version.part: version.name for version in versions}
    parts = {row.part for redaction in redactions for row in redaction.versions.all()}
    names |= part_names(parts - names.keys())
    return [
        (
            r,
            [
                *dict.fromkeys(names[row.part] for row in r.versions.all()),
                *quote_labels(r.quotes),
            ],
        )
        for r in redactions
    ]
