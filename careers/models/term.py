"""The glossary: words that mean the same, and which of them editors prefer."""

from collections import defaultdict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from careers.text import fold_letters
from careers.text.overlap import Wording

from .content import Content, ContentQuerySet, PresentManager
from .fields import (
    NameKeyField,
    has_words,
    is_short,
    names_differ,
)
from .history import DELETION_FIELDS, Records
from .text_fields import LineField, PlainTextField

MAX_VARIANTS = 1_000  # characters

SAME_WORD = _("There is already a term with this preferred word.")
OTHER_TERM = _("“%(word)s” already belongs to the term “%(term)s”.")
REPEATED = _("“%(word)s” appears more than once.")
NO_LETTERS = _("“%(word)s” has no letters or digits.")


class TermQuerySet(ContentQuerySet):
    def get_by_natural_key(self, preferred):
        return self.get(preferred=preferred)

    def replacements(self):
        """Return ``{variant: preferred word}``, in one query."""
        terms = self.published().order_by().values_list("preferred", "variants")
        return replacements(terms)

    def wording(self):
        """Return how this site's texts are compared: its language, and its terms."""
        return wording_of(self.replacements())


class Term(Content):
    """A word that editors prefer, and its variants, which mean the same."""

    details = ["preferred", "variants"]

    preferred = LineField(
        _("preferred word"),
        max_length=120,
        help_text=_("The word that you would rather read, such as “manage”."),
    )
    variants = PlainTextField(
        _("variants"),
        max_length=MAX_VARIANTS,
        help_text=_(
            "Words that mean the same, one per line, such as “oversee”. Comparisons "
            "read each as the preferred word. Leave out its other forms: “oversees” "
            "counts as “oversee”."
        ),
    )
    name_key = NameKeyField(of=["preferred"])
    note = LineField(
        _("note"),
        max_length=400,
        blank=True,
        help_text=_("For other editors, such as where these words differ after all."),
    )

    objects = PresentManager.from_queryset(TermQuerySet)()
    everything = TermQuerySet.as_manager()
    history = Records(excluded_fields=DELETION_FIELDS)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = [Lower("preferred")]
        constraints = [
            *Content.Meta.constraints,
            has_words("preferred", "term_has_a_preferred_word"),
            has_words("variants", "term_has_variants"),
            is_short("variants", MAX_VARIANTS, "term_variants_are_not_too_long"),
            names_differ("term", SAME_WORD),
        ]

    def __str__(self):
        return self.preferred

    def clean(self):
        """Tidy the words, and refuse those that a term has already."""
        if self.preferred is None or self.variants is None:
            return  # Only a file has null, and the field's own error names it.
        self.preferred = single_spaced(self.preferred)
        lines = map(single_spaced, self.variants.splitlines())
        self.variants = "\n".join(filter(None, lines))
        super().clean()
        owners = self._owners_of_other_words()
        errors = defaultdict(list)
        own = set()
        for field, word in self._words():
            if message := refusal(word, field, owners, own):
                names = {"word": word, "term": owners.get(fold_letters(word))}
                errors[field].append(ValidationError(message, params=names))
            own.add(fold_letters(word))
        if errors:
            raise ValidationError(errors)

    def natural_key(self):
        return (self.preferred,)

    def _words(self):
        if self.preferred:
            yield "preferred", self.preferred
        for variant in self.variants.splitlines():
            yield "variants", variant

    def _owners_of_other_words(self):
        """Return ``{folded word: preferred word}`` of all other terms."""
        others = Term.objects.exclude(pk=self.pk).values_list("preferred", "variants")
        return {
            fold_letters(word): preferred
            for preferred, variants in others
            for word in (preferred, *variants.splitlines())
        }


def replacements(terms):
    """Return ``{variant: preferred word}`` of (preferred, variants), in one order."""
    return {
        variant: preferred
        for preferred, variants in sorted(terms)
        for variant in variants.splitlines()
    }


def wording_of(replacements):
    return Wording.of(settings.CONTENT_LANGUAGE, replacements.items())


def single_spaced(words):
    return " ".join(words.split())


def refusal(word, field, owners, own):
    """Return why a term cannot have ``word`` in this field, or None.

    ``owners`` are the other terms by their folded words, ``own`` the folded words that
    this term has already.
    """
    folded = fold_letters(word)
    if not any(letter.isalnum() for letter in word):
        return NO_LETTERS
    if folded in own:
        return REPEATED
    if folded not in owners:
        return None
    is_same = field == "preferred" and folded == fold_letters(owners[folded])
    return SAME_WORD if is_same else OTHER_TERM
