"""Fields, validators and constraints that several models share."""

import re
import unicodedata
from string import ascii_lowercase, digits

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import signals
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from careers.text import CONTROL_CHARACTERS, fold, fold_name

from .status import NOT_DELETED

# The limit of Unicode's Stream-Safe Text Format (UAX #15) for one letter. Normalising
# more takes quadratic time.
MAX_ACCENTS = 30
# Most texts have no run of signs that could be accents, which is found at once.
MAY_BE_ACCENTS = re.compile(rf"[^\0-\u02ff]{{{MAX_ACCENTS + 1}}}")

# "\Z", because "$" also matches before a final line break.
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*\Z"
MAX_SLUG = 80  # characters
MAX_KEY = 500  # characters, as many as an index of PostgreSQL can hold
SLUG_CHARACTERS = f"{ascii_lowercase}{digits}-"

WHITESPACE = "".join(filter(str.isspace, map(chr, range(0x3001))))

validate_slug = RegexValidator(
    SLUG_PATTERN,
    _("Use lower-case letters, digits and single hyphens, such as “data-engineer”."),
)


def is_slug(string):
    """Whether ``string`` can be a slug. Other strings never reach the database."""
    return len(string) <= MAX_SLUG and bool(re.match(SLUG_PATTERN, string))


def is_key(string):
    """Whether ``string`` can be a key. Larger numbers are errors of the database."""
    return string.isascii() and string.isdigit() and len(string) < 19


NO_WORDS = _("Enter some text. Spaces alone aren’t enough.")


def validate_plain_text(value):
    """Refuse characters that are invisible or that no export can hold."""
    if not value.strip():
        raise ValidationError(NO_WORDS, code="blank")
    if match := CONTROL_CHARACTERS.search(value):
        raise ValidationError(
            _("Remove the control character %(character)s at position %(position)d."),
            code="control_character",
            params={
                "character": f"U+{ord(match[0]):04X}",
                "position": match.start() + 1,
            },
        )
    if not MAY_BE_ACCENTS.search(value):
        return
    accents = 0
    for character in value:
        accents = accents + 1 if unicodedata.combining(character) else 0
        if accents > MAX_ACCENTS:
            raise ValidationError(
                ngettext(
                    "Use no more than %(limit)d accent on one letter.",
                    "Use no more than %(limit)d accents on one letter.",
                    MAX_ACCENTS,
                ),
                code="too_many_accents",
                params={"limit": MAX_ACCENTS},
            )


def validate_one_line(value):
    if re.search(r"[\n\r\t]", value):
        raise ValidationError(
            _("Keep it on one line, without tabs."), code="line_break"
        )


def number_is_too_large(limit):
    number = number_format(limit, force_grouping=True)
    return gettext("Enter a number up to %(limit)s.") % {"limit": number}


def text_is_too_long(limit):
    message = ngettext(
        "Keep it to %(limit)s character.", "Keep it to %(limit)s characters.", limit
    )
    return message % {"limit": number_format(limit, force_grouping=True)}


def is_at_most(field, limit, name):
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__lte": limit}),
        name=name,
        violation_error_message=lazy(number_is_too_large, str)(limit),
    )


def is_short(field, limit, name):
    return models.CheckConstraint(
        condition=models.lookups.LessThanOrEqual(Length(field), limit),
        name=name,
        violation_error_message=lazy(text_is_too_long, str)(limit),
    )


def without(field, characters):
    """Return the text of a field from the first character that is none of these."""
    return models.Func(
        field,
        models.Value(characters),
        function="LTRIM",
        output_field=models.TextField(),
    )


def slug_is_plain(name):
    """Return the constraint of SLUG_PATTERN.

    Other clients of SQLite know no regular expressions.
    """
    hyphens = (
        ("slug__startswith", "-"),
        ("slug__endswith", "-"),
        ("slug__contains", "--"),
    )
    return models.CheckConstraint(
        condition=(
            ~models.Q(("slug", ""), *hyphens, _connector=models.Q.OR)
            & models.Q(models.lookups.Exact(without("slug", SLUG_CHARACTERS), ""))
        ),
        name=name,
        violation_error_message=validate_slug.message,
    )


def has_words(field, name):
    return models.CheckConstraint(
        condition=~models.Q(models.lookups.Exact(without(field, WHITESPACE), "")),
        name=name,
        violation_error_message=NO_WORDS,
    )


def names_differ(kind, message, *within):
    """Return the constraint that names differ by more than ``fold_name`` folds away.

    Those of deleted objects are free again. ``within`` are expressions: only names
    differ for which these are the same.
    """
    return models.UniqueConstraint(
        *within,
        models.F("name_key"),
        condition=NOT_DELETED,
        name=f"{kind}_names_differ",
        violation_error_message=message,
    )


def is_known(field, choices, name):
    """Return the constraint that a field has one of its choices."""
    condition = models.Q(**{f"{field}__in": choices.values})
    return models.CheckConstraint(condition=condition, name=name)


def has_ended_unless(state, name):
    """Return the constraint that ``ended_at`` is set in every state but this one."""
    waits = models.Q(state=state)
    ended = models.Q(ended_at__isnull=False)
    return models.CheckConstraint(condition=waits & ~ended | ~waits & ended, name=name)


def come_together(at, by, name):
    """Return the constraint that a time and a person are both set, or neither is."""
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


class DerivedField(models.Field):
    """A field whose value follows from other fields of its model.

    ``pre_save`` sets it in ``save`` and ``bulk_create``, ``with_derived_fields`` when
    only some fields are saved. Fixtures bypass ``save``, so they need a signal, as
    Django's own ImageField does for its dimensions.
    """

    def __init__(self, *args, of=(), **kwargs):
        self.of = tuple(of)
        super().__init__(*args, **{"editable": False, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        signals.pre_save.connect(self.set_in_fixture, sender=cls)

    def set_in_fixture(self, instance, raw, **kwargs):
        if raw:
            self.pre_save(instance, add=False)

    def pre_save(self, model_instance, add):
        value = self.value_for(model_instance)
        setattr(model_instance, self.attname, value)
        return value


def with_derived_fields(instance, update_fields):
    """Return the names of the fields to save, and of those derived from them.

    None, which is all fields, stays None unless some are deferred. Django does not save
    those, even when they are derived from fields that it saves.
    """
    deferred = instance.get_deferred_fields()
    if update_fields is None and not deferred:
        return None
    fields = [f for f in instance._meta.concrete_fields if not f.primary_key]
    names = update_fields
    if names is None:
        names = [f.name for f in fields if f.attname not in deferred]
    derived = [f for f in fields if isinstance(f, DerivedField)]
    return {*names, *(f.name for f in derived if set(names) & set(f.of))}


class SearchTextField(DerivedField, models.TextField):
    """The words of other fields, folded for search, each after a space."""

    def value_for(self, instance):
        folded = fold(" ".join(getattr(instance, name) for name in self.of))
        return f" {folded}"


class WordField(models.CharField):
    """A word, in the order of its characters on every database."""

    def db_parameters(self, connection):
        collation = "C" if connection.vendor == "postgresql" else None
        return {**super().db_parameters(connection), "collation": collation}


class NameKeyField(DerivedField, WordField):
    """A name as it is compared and put in order; what is before it comes first."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": MAX_KEY, **kwargs})

    def value_for(self, instance):
        *before, name = (getattr(instance, field) for field in self.of)
        places = "".join(f"{place or 0:07} " for place in before)
        # None only in a file, which is refused for that.
        return f"{places}{fold_name(str(name or ''))}"[:MAX_KEY]


def derive_keys(instance):
    """Set the keys of names to what would be saved, for constraints to compare."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, NameKeyField):
            field.pre_save(instance, add=False)


class ChangedAtField(DerivedField, models.DateTimeField):
    """When the other fields last changed. Saving the same again changes nothing."""

    def value_for(self, instance):
        fields = [*self.of, self.attname]
        stored = type(instance)._base_manager.using(instance._state.db)
        stored = stored.filter(pk=instance.pk)
        before = stored.values(*fields).first() if instance.pk else None
        if before and all(before[name] == getattr(instance, name) for name in self.of):
            return before[self.attname]
        # A publication that is applied late still counts from its due time.
        credit = getattr(instance, "credit", None)
        return (credit and credit.at) or timezone.now()
