"""Fields and validators that more than one model needs."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import signals

from careers.words import fold

# Everything in Unicode's C0 and C1 blocks but tab and line breaks.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

validate_slug = RegexValidator(
    SLUG_PATTERN,
    "Use lower-case letters, digits and single hyphens, such as “data-engineer”.",
)


def validate_plain_text(value):
    """Refuse characters nobody can see and no export can carry."""
    if found := CONTROL_CHARACTERS.search(value):
        raise ValidationError(
            f"Remove the control character U+{ord(found[0]):04X} "
            f"at position {found.start() + 1}.",
            code="control_character",
        )


def slug_is_plain(name):
    """Return the named constraint that holds a slug to the site's alphabet."""
    return models.CheckConstraint(
        condition=models.Q(slug__regex=SLUG_PATTERN),
        name=name,
        violation_error_message=validate_slug.message,
    )


class AddressField(models.SlugField):
    """A slug: the part of an address that names one object."""

    default_validators = [validate_slug]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 80, "unique": True, **kwargs})


class FoldedField(models.TextField):
    """The words of other fields, folded for searching, kept by every save.

    ``pre_save`` sees to saves and ``bulk_create``. Loading a fixture passes by it,
    and by every method of the model, so that only the signal is left for that;
    Django's own ImageField keeps its dimensions in this way.
    """

    def __init__(self, *args, of=(), **kwargs):
        self.of = tuple(of)
        super().__init__(*args, **{"default": "", "editable": False, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        signals.pre_save.connect(self.fold_fixture, sender=cls)

    def fold_fixture(self, instance, raw, **kwargs):
        if raw:
            self.pre_save(instance, add=False)

    def pre_save(self, model_instance, add):
        folded = fold(" ".join(getattr(model_instance, name) for name in self.of))
        setattr(model_instance, self.attname, folded)
        return folded
