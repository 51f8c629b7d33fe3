"""Rows that quote words but are no version of anything, such as comments and reasons.

Where they have words that are to be redacted, "Redacted" replaces all that they say.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

from django.contrib.admin.models import LogEntry
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from careers.editorial.models import (
    AccountEvent,
    Comment,
    DetailsDraft,
    Draft,
    KeptForm,
)
from careers.models import (
    KINDS,
    FormerDimensionSlug,
    FormerSlug,
    Publication,
    Redaction,
    RoleDimensionEntry,
    is_key,
)
from careers.text import fold

from .phrases import has_any
from .versions import marker

REASON = gettext_lazy("A reason in the history")

RECORDED: list[Any] = [
    RoleDimensionEntry,
    Draft,
    DetailsDraft,
    FormerSlug,
    FormerDimensionSlug,
    *KINDS.values(),
]
HISTORIES = [model.history.model for model in RECORDED]


@dataclass(frozen=True)
class Source:
    """A table whose ``columns`` can quote words."""

    model: Any
    columns: list[str]
    label: Any
    only: Q = field(default_factory=Q)

    @property
    def name(self):
        return self.model._meta.label_lower

    @property
    def rows(self):
        return self.model._base_manager.filter(self.only).order_by("-pk")

    def said(self, row):
        return " – ".join(value for name in self.columns if (value := row[name]))

    def readable(self, words):
        return unquote_plus(words) if self.model is KeptForm else words


def _reasons(model):
    # The reason of a publication goes with the publication.
    own = Q(publication=None) & ~Q(history_change_reason="")
    if model is DetailsDraft.history.model:
        # Its records also hold why it was returned.
        columns = ["history_change_reason", "remark"]
        return Source(model, columns, REASON, own | ~Q(remark=""))
    return Source(model, ["history_change_reason"], REASON, own)


SOURCES = {
    source.name: source
    for source in [
        Source(Comment, ["text"], gettext_lazy("A comment")),
        Source(Publication, ["why", "refusal"], gettext_lazy("A publication’s reason")),
        Source(Redaction, ["why"], gettext_lazy("A redaction’s reason")),
        Source(
            LogEntry, ["object_repr", "change_message"], gettext_lazy("The admin’s log")
        ),
        Source(DetailsDraft, ["remark"], gettext_lazy("Why a draft was returned")),
        Source(
            AccountEvent,
            ["before", "after"],
            gettext_lazy("The families of an account"),
            Q(kind=AccountEvent.Kind.FAMILIES),
        ),
        Source(
            KeptForm,
            ["path", "query", "encoded_fields"],
            gettext_lazy("A form that is not saved yet"),
        ),
        *map(_reasons, HISTORIES),
    ]
}


@dataclass(frozen=True)
class Quote:
    """A row that quotes words; ``token`` is its model and its key."""

    token: str
    label: str
    text: str
    is_whole: bool = False


def tokens_of(name, keys):
    """Return the tokens of the rows of a table with these keys, the newest first."""
    return [f"{name}.{key}" for key in sorted(keys, reverse=True)]


def drop_kept_forms(phrases):
    """Delete the unsaved forms that have one of ``phrases``, ticked or not."""
    source = SOURCES[KeptForm._meta.label_lower]
    rows = source.rows.values("pk", *source.columns)
    having = [
        row["pk"] for row in rows if has_any(source.readable(source.said(row)), phrases)
    ]
    KeptForm.objects.filter(pk__in=having).delete()


def quotes_at(tokens, versions=()):
    """Return the Quotes that ``tokens`` name, if they exist.

    Whole are those that quote all of one of ``versions``.
    """
    whole = [fold(version.value) for version in versions]
    keys = defaultdict(list)
    for token in tokens:
        name, _dot, key = token.rpartition(".")
        if name in SOURCES and is_key(key):
            keys[name].append(key)
    return [
        Quote(
            f"{name}.{row['pk']}",
            str(source.label),
            _excerpt(source, row),
            is_whole=has_any(source.readable(source.said(row)), whole),
        )
        for name, source in SOURCES.items()
        if name in keys
        for row in source.rows.filter(pk__in=keys[name]).values(
            "pk", *source.columns, *_facts(source)
        )
    ]


def is_quote(token):
    return token.rpartition(".")[0] in SOURCES


def quote_labels(tokens):
    """Return what ``tokens`` name, each kind once: ["A comment", …]."""
    names = dict.fromkeys(token.rpartition(".")[0] for token in tokens)
    return [str(SOURCES[name].label) for name in names if name in SOURCES]


def _facts(source):
    return ["person__username"] if source.model is KeptForm else []


def _excerpt(source, row):
    if source.model is KeptForm:
        # What someone has not saved is shown to no one else.
        return f"{row['person__username']}, {row['path']}"
    return Truncator(source.said(row)).chars(300)


def redact_quotes(tokens):
    """Write "Redacted" over the rows that these tokens name. Forms are deleted."""
    for token in tokens:
        name, _dot, key = token.rpartition(".")
        source = SOURCES[name]
        rows = source.model._base_manager.filter(pk=key)
        if source.model is KeptForm:
            rows.delete()
            continue
        _write_over(rows, source.columns)
        if source.model is Publication:
            for history in HISTORIES:
                reasons = history._base_manager.filter(publication=key)
                _write_over(reasons, ["history_change_reason"])
        if source.model is Redaction:
            records = Redaction.history.filter(id=key)
            _write_over(records, ["why", "history_change_reason"])


def _write_over(rows, columns):
    for column in columns:
        rows.exclude(**{column: ""}).update(**{column: marker()})
