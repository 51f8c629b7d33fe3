"""Fields whose text becomes text of this site, whatever form or file it comes from."""

import json

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from careers.text import clean_text

from .fields import (
    MAX_SLUG,
    validate_one_line,
    validate_plain_text,
    validate_slug,
)


class OnlyText:
    """Refuses numbers, lists and the like, which Django would write out as text."""

    def to_python(self, value):
        if value is not None and not isinstance(value, str):
            raise ValidationError(
                _("This is no text: %(value)s. Put it in quotes."),
                code="no_text",
                params={"value": json.dumps(value, default=str)},
            )
        return super().to_python(value)


class CleanText(OnlyText):
    def clean(self, value, model_instance):
        text = clean_text(value) if isinstance(value, str) else value
        return super().clean(text, model_instance)


class PlainTextField(CleanText, models.TextField):
    default_validators = [validate_plain_text]


class LineField(CleanText, models.CharField):
    default_validators = [validate_plain_text, validate_one_line]


class AddressField(OnlyText, models.SlugField):
    default_validators = [validate_slug]

    def __init__(self, **kwargs):
        defaults = {
            "verbose_name": _("slug"),
            "max_length": MAX_SLUG,
            "unique": True,
        }
        super().__init__(**defaults | kwargs)

    def deconstruct(self):
        # Unique by default, so the history's copy of the field has to say it is not.
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "unique": self.unique}
