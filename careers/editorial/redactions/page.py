"""What the pages of redactions say of the versions that they list."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial.workflow.quotes import (
    Quote,
    phrases_of,
    quotes_of,
    shares_words,
    versions_elsewhere,
)
from careers.editorial.workflow.versions import Version, named, part_names, versions_of
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


def choices(parts, tokens, quotes=None):
    """Return the items of the page that asks: of these parts, elsewhere, quotes.

    ``tokens`` are ticked. Without ``quotes``, those are that quote a whole version.
    """
    versions = named(v for part in parts for v in versions_of(part).values())
    digests = {version.digest for version in versions if version.token in tokens}
    ticked = [version for version in versions if version.digest in digests]
    kept = [v.value for v in versions if v.is_live and v not in ticked]
    phrases = phrases_of(ticked, kept)
    items = [
        VersionItem(
            version,
            is_ticked=version in ticked,
            is_like=version not in ticked and shares_words(version.value, ticked),
        )
        for version in versions
    ]
    items.sort(key=lambda item: (not item.is_ticked, not item.is_like))
    return {
        "items": items,
        "is_searched": bool(ticked),
        "elsewhere": [
            VersionItem(version, is_ticked=version.token in tokens)
            for version in versions_elsewhere(phrases, parts)
        ],
        "quotes": [
            QuoteItem(
                quote, quote.is_whole if quotes is None else quote.token in quotes
            )
            for quote in quotes_of(ticked, phrases)
        ],
    }


def plan_context(plan):
    """Return the items of the page that asks a second person to confirm."""
    parts = list(dict.fromkeys(version.part for version in plan.versions))
    digests = {version.digest for version in plan.versions}
    like = [
        version
        for part in parts
        for version in versions_of(part).values()
        if version.digest not in digests and shares_words(version.value, plan.versions)
    ]
    others = named(like) + versions_elsewhere(phrases_of(plan.versions), parts)
    return {
        "plan": plan,
        "items": [VersionItem(version) for version in plan.versions],
        "others": [VersionItem(version) for version in others],
    }


def rows_of(redactions):
    """Return ``[(redaction, [the name of each thing that it is about])]``."""
    parts = {row.part for redaction in redactions for row in redaction.versions.all()}
    names = part_names(parts)
    return [
        (r, list(dict.fromkeys(names[row.part] for row in r.versions.all())))
        for r in redactions
    ]
