"""Where else words stand that are to be redacted: in other texts, comments, reasons."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import Q
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext_lazy

from careers.editorial.models import Comment, DetailsDraft, Draft, KeptForm
from careers.models import (
    KINDS,
    TEXT,
    DetailsChange,
    FormerDimensionSlug,
    FormerSlug,
    Part,
    Publication,
    RoleDimensionEntry,
    TextChange,
    is_key,
    text_part,
)
from careers.text import clean_text
from careers.text.words import SENTENCE_END, words_of

from .versions import marker, named, text_fields, versions_of

WORDS_OF_A_PHRASE = 4
MOST_PHRASES = 20
SHORTEST_PHRASE = 3  # characters
MOST_FOUND = 50  # of each kind

ENDS = " -\n.!?…"  # of a sentence, or of a bullet

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

# The columns with words that belong to no version, by the label of their model.
QUOTING = {
    model._meta.label_lower: (model, columns, label)
    for model, columns, label in [
        (Comment, ["text"], gettext_lazy("A comment")),
        (Publication, ["why", "refusal"], gettext_lazy("A publication’s reason")),
        (LogEntry, ["object_repr", "change_message"], gettext_lazy("The admin’s log")),
        (DetailsDraft, ["remark"], gettext_lazy("Why a draft was returned")),
        *((model, ["history_change_reason"], REASON) for model in HISTORIES),
    ]
}
# Its records also hold why it was returned.
QUOTING[DetailsDraft.history.model._meta.label_lower][1].append("remark")

TEXT_TABLES = [
    (RoleDimensionEntry.objects, ["text"]),
    (RoleDimensionEntry.history, ["text"]),
    (Draft.objects, ["text", "base"]),
    (Draft.history, ["text", "base"]),
    (TextChange.objects, ["before", "after"]),
]


@dataclass(frozen=True)
class Quote:
    """A row that quotes words; ``token`` is its model and its key."""

    token: str
    label: str
    text: str
    is_whole: bool


def phrases_of(versions, kept=()):
    """Return what gives ``versions`` away, the longest first: sentences or names.

    What the texts ``kept`` say too does not.
    """
    phrases = {}
    for version in versions:
        value = version.value.strip()
        sentences = [s.strip(ENDS) for s in SENTENCE_END.split(value)]
        sentences = [s for s in sentences if len(words_of(s)) >= WORDS_OF_A_PHRASE]
        phrases |= dict.fromkeys(sentences or [value])
        if version.part.kind != TEXT:
            phrases |= dict.fromkeys([value, slugify(value)])
    kept = [text.casefold() for text in kept]
    distinctive = [
        phrase
        for phrase in phrases
        if len(phrase) >= SHORTEST_PHRASE
        and not any(phrase.casefold() in text for text in kept)
    ]
    return sorted(distinctive, key=len, reverse=True)[:MOST_PHRASES]


def quotes_any(text, phrases):
    folded = text.casefold()
    return any(phrase.casefold() in folded for phrase in phrases)


def shares_words(text, versions):
    """Whether ``text`` has a run of words of one of ``versions``."""
    runs = _runs(text)
    return any(runs & _runs(version.value) for version in versions)


def _runs(text):
    words = [word.casefold() for word in words_of(text.replace("-", " "))]
    length = min(WORDS_OF_A_PHRASE, len(words)) or 1
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def _containing(columns, phrases):
    return reduce(
        or_,
        (Q(**{f"{column}__icontains": p}) for column in columns for p in phrases),
        Q(pk__in=[]),
    )


def quotes_of(versions, phrases):
    """Return the Quotes of ``phrases``, up to MOST_FOUND of each kind."""
    whole = [version.value.strip(ENDS) for version in versions]
    return [
        Quote(f"{name}.{row.pk}", str(label), _excerpt(row, columns), is_whole)
        for name, (model, columns, label) in QUOTING.items()
        for row in _quoting_rows(model, columns, phrases)
        for is_whole in [any(quotes_any(getattr(row, c), whole) for c in columns)]
    ]


def _quoting_rows(model, columns, phrases):
    rows = model._base_manager.filter(_containing(columns, phrases)).order_by("-pk")
    if model in HISTORIES:
        # The reason of a publication goes with the publication.
        remarks = Q() if "remark" not in columns else ~Q(remark="")
        rows = rows.filter(Q(publication=None) | remarks)
    return rows[:MOST_FOUND]


def _excerpt(row, columns):
    text = " – ".join(value for c in columns if (value := getattr(row, c)))
    return Truncator(text).chars(300)


def redact_quotes(tokens):
    """Write "Redacted" over the rows that these tokens name."""
    for token in tokens:
        name, _dot, key = token.rpartition(".")
        if name not in QUOTING or not is_key(key):
            continue
        model, columns, _label = QUOTING[name]
        rows = model._base_manager.filter(pk=key)
        for column in columns:
            rows.exclude(**{column: ""}).update(**{column: marker()})
        if model is Publication:
            for history in HISTORIES:
                reasons = history._base_manager.filter(publication=key)
                reasons = reasons.exclude(history_change_reason="")
                reasons.update(history_change_reason=marker())


def drop_kept_forms(phrases):
    """Delete the unsaved forms that quote ``phrases``. Only their writers see them."""
    quoting = [
        form.pk
        for form in KeptForm.objects.all()
        for _name, values in form.fields.lists()
        if any(quotes_any(clean_text(value), phrases) for value in values)
    ]
    KeptForm.objects.filter(pk__in=quoting).delete()


def versions_elsewhere(phrases, parts):
    """Return versions of other things that quote ``phrases``, with their names."""
    others = [part for part in _quoting_parts(phrases) if part not in set(parts)]
    versions = [
        version
        for part in others[:MOST_FOUND]
        for version in versions_of(part).values()
        if quotes_any(version.value, phrases)
    ]
    return named(versions)


def _quoting_parts(phrases):
    parts = {}
    for rows, columns in TEXT_TABLES:
        cells = rows.filter(_containing(columns, phrases)).order_by()
        for role, dimension in cells.values_list("role_id", "dimension_id").distinct():
            if role and dimension:
                parts[text_part(role, dimension)] = True
    for kind, model in KINDS.items():
        for name in text_fields(model):
            for rows, key in (model.everything, "pk"), (model.history, "id"):
                keys = rows.filter(_containing([name], phrases)).order_by()
                for pk in keys.values_list(key, flat=True).distinct():
                    parts[Part(str(kind), pk, None, name)] = True
    return [*parts, *_parts_in_json(phrases)]


def _parts_in_json(phrases):
    sources = [
        (DetailsDraft.objects, ["values", "base"]),
        (DetailsDraft.history, ["values", "base"]),
        (DetailsChange.objects, ["before", "after"]),
    ]
    for rows, columns in sources:
        for kind, key, *sides in rows.values_list("kind", "key", *columns):
            for name, value in [pair for side in sides for pair in side.items()]:
                if name in text_fields(KINDS[kind]) and quotes_any(str(value), phrases):
                    yield Part(kind, key, None, name)
