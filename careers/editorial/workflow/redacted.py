"""Words that have been redacted are not written again in the same place."""

from django.utils.translation import gettext as _

from careers.models import TEXT, Part, RedactedVersion, text_part
from careers.site_time import format_datetime

from .errors import RefusedError


def redactions_of(values):
    """Return ``{digest: Redaction}`` of what is redacted among [(Part, value)]."""
    digests = [part.digest(value) for part, value in values if value]
    if not digests:
        return {}
    versions = RedactedVersion.objects.done().filter(digest__in=digests)
    versions = versions.select_related("redaction")
    return {version.digest: version.redaction for version in versions}


def refuse_redacted_texts(texts):
    """``texts`` are ``(what has a role and a dimension, its text)``."""
    pairs = [
        (item, text_part(item.role.pk, item.dimension.pk), text) for item, text in texts
    ]
    redactions = redactions_of([(part, text) for _item, part, text in pairs])
    for item, part, text in pairs if redactions else ():
        if redaction := redactions.get(part.digest(text)):
            raise _refusal(f"{item.role}: {item.dimension}", redaction)


def redacted_texts(texts):
    """Return why texts can't be written, by their places in ``texts``.

    ``texts`` is a list of (role's key, dimension's key, text). Most sites have redacted
    nothing, which one query says of any number of texts.
    """
    versions = RedactedVersion.objects.done().select_related("redaction")
    redactions = {v.digest: v.redaction for v in versions.filter(kind=TEXT)}
    refused = {}
    for place, (role, dimension, text) in enumerate(texts if redactions else ()):
        digest = text_part(role, dimension).digest(text)
        if redaction := redactions.get(digest):
            message = _("These words were redacted on %(time)s. Write other ones.")
            time = format_datetime(redaction.ended_at)
            refused[place] = message % {"time": time}
    return refused


def refuse_redacted_details(drafts):
    for draft in drafts:
        if fields := redacted_fields(draft.kind, draft.key, draft.values):
            # Not by its name: that may be what was redacted.
            raise _refusal(draft.get_kind_display(), next(iter(fields.values())))


def redacted_fields(kind, key, values):
    """Return ``{field: Redaction}`` of those ``{field: value}`` that are redacted."""
    pairs = [
        (Part(str(kind), key, None, name), value)
        for name, value in values.items()
        if isinstance(value, str)
    ]
    redactions = redactions_of(pairs)
    return {
        part.field: redactions[digest]
        for part, value in pairs
        if (digest := part.digest(value)) in redactions
    }


def _refusal(name, redaction):
    message = _("“%(name)s”: these words were redacted on %(time)s. Write other ones.")
    names = {"name": name, "time": format_datetime(redaction.ended_at)}
    return RefusedError(message % names)


def refuse_redacted_changes(changes):
    """Refuse to publish again what a redaction has taken words from."""
    for change in changes:
        if change.redaction:
            raise RefusedError(
                _(
                    "Words of “%(change)s” were redacted on %(time)s, so this "
                    "publication can’t be undone."
                )
                % {
                    "change": change,
                    "time": format_datetime(change.redaction.ended_at),
                }
            )
