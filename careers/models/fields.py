"""Fields and validators that more than one model needs."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import signals
from django.db.models.functions import Length, Lower
from django.utils import timezone

from careers.text.cleaning import CONTROL_CHARACTERS
from careers.text.folding import fold

# What Unicode allows one letter in a text fit for streams (UAX #15, Stream-Safe Text
# Format). Putting more into a normal form takes quadratic time.
MAX_ACCENTS = 30

# "\Z", as "$" also lets a line break pass.
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*\Z"
MAX_SLUG = 80  # characters

validate_slug = RegexValidator(
    SLUG_PATTERN,
    "Use lower-case letters, digits and single hyphens, such as “data-engineer”.",
)


def is_slug(written):
    """Whether ``written`` can be a slug: nothing else is sent to the database."""
    return len(written) <= MAX_SLUG and bool(re.match(SLUG_PATTERN, written))


def is_key(written):
    """Whether ``written`` can be a key: of larger numbers the database makes errors."""
    return written.isascii() and written.isdigit() and len(written) < 19


NO_WORDS = "Write something: spaces alone say nothing."


def validate_plain_text(value):
    """Refuse what nobody can see and no export can carry."""
    if not value.strip():
        raise ValidationError(NO_WORDS, code="blank")
    if found := CONTROL_CHARACTERS.search(value):
        raise ValidationError(
            f"Remove the control character U+{ord(found[0]):04X} "
            f"at position {found.start() + 1}.",
            code="control_character",
        )
    accents = 0
    for character in value:
        accents = accents + 1 if unicodedata.combining(character) else 0
        if accents > MAX_ACCENTS:
            raise ValidationError(
                f"Put no more than {MAX_ACCENTS} accents on one letter.",
                code="too_many_accents",
            )


def validate_one_line(value):
    """Refuse what would break a line of a list, a header or a heading."""
    if re.search(r"[\n\r\t]", value):
        raise ValidationError("Write it on one line, without tabs.", code="line_break")


def is_at_most(field, limit, name):
    """Return the named constraint that a number is no more than ``limit``."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__lte": limit}),
        name=name,
        violation_error_message=f"Choose a number up to {limit:,}.",
    )


def is_short(field, limit, name):
    """Return the named constraint that a text has no more than ``limit`` characters."""
    return models.CheckConstraint(
        condition=models.lookups.LessThanOrEqual(Length(field), limit),
        name=name,
        violation_error_message=f"Keep it to {limit:,} characters.",
    )


def slug_is_plain(name):
    """Return the named constraint that holds a slug to the site's alphabet."""
    return models.CheckConstraint(
        condition=models.Q(slug__regex=SLUG_PATTERN),
        name=name,
        violation_error_message=validate_slug.message,
    )


def has_words(field, name):
    """Return the named constraint that a field holds more than white space."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__regex": r"\S"}),
        name=name,
        violation_error_message=NO_WORDS,
    )


def names_differ(kind):
    """Return the named constraint that no two of a kind have one name in any case."""
    return models.UniqueConstraint(
        Lower("name"),
        name=f"{kind}_names_differ",
        violation_error_message=f"There is already a {kind} of this name.",
    )


def come_together(at, by, name):
    """Return the named constraint that a time and a person are both set or neither."""
    neither = models.Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
    both = models.Q(**{f"{at}__isnull": False, f"{by}__isnull": False})
    return models.CheckConstraint(condition=neither | both, name=name)


def person_field(*, null=False, **options):
    """Return a foreign key to an account. Accounts are deactivated, never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=null,
        blank=null,
        related_name="+",
        **options,
    )


class AddressField(models.SlugField):
    """A slug: the part of an address that names one object."""

    default_validators = [validate_slug]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": MAX_SLUG, "unique": True, **kwargs})

    def deconstruct(self):
        # Unique by default here: in the records of the history it has to say it is not.
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "unique": self.unique}


class DerivedField(models.Field):
    """A field that follows other fields of its model through every save.

    ``pre_save`` sees to saves and ``bulk_create``; ``with_derived_fields`` to saves of
    some fields only. Loading a fixture passes by it, and by every method of the
    model, so that only the signal is left for that; Django's own ImageField keeps its
    dimensions in this way.
    """

    def __init__(self, *args, of=(), **kwargs):
        self.of = tuple(of)
        super().__init__(*args, **{"editable": False, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        signals.pre_save.connect(self.keep_in_fixture, sender=cls)

    def keep_in_fixture(self, instance, raw, **kwargs):
        if raw:
            self.pre_save(instance, add=False)

    def pre_save(self, model_instance, add):
        value = self.value_for(model_instance)
        setattr(model_instance, self.attname, value)
        return value


def with_derived_fields(instance, update_fields):
    """Return the names of the fields to save, and of those that follow them.

    None, which is all fields, stays None unless some were never loaded: those Django
    leaves out by itself, whether they follow others or not.
    """
    deferred = instance.get_deferred_fields()
    if update_fields is None and not deferred:
        return None
    fields = [f for f in instance._meta.concrete_fields if not f.primary_key]
    names = update_fields
    if names is None:
        names = [f.name for f in fields if f.attname not in deferred]
    kept = [f for f in fields if isinstance(f, DerivedField)]
    return {*names, *(f.name for f in kept if set(names) & set(f.of))}


class SearchTextField(DerivedField, models.TextField):
    """The words of other fields, folded for searching, a space before each."""

    def value_for(self, instance):
        folded = fold(" ".join(getattr(instance, name) for name in self.of))
        return f" {folded}"


class ChangedAtField(DerivedField, models.DateTimeField):
    """When the other fields last changed: saving the same again is no change."""

    def value_for(self, instance):
        fields = [*self.of, self.attname]
        stored = type(instance)._base_manager.using(instance._state.db)
        stored = stored.filter(pk=instance.pk)
        before = stored.values(*fields).first() if instance.pk else None
        if before and all(before[name] == getattr(instance, name) for name in self.of):
            return before[self.attname]
        # What is published late, as nobody came, was still due at its time.
        return getattr(instance, "_history_date", None) or timezone.now()
