"""The admin's forms: each says what is wrong at the field that is wrong."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models


class ContentForm(forms.ModelForm):
    """Puts what a constraint refuses at the field that the constraint is about.

    Django puts it above the form, for all constraints but the simplest.
    """

    def validate_constraints(self):
        exclude = self._get_validation_exclusions()
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self.instance, exclude=exclude)
                except ValidationError as error:
                    names = fields_of(constraint)
                    field = next((name for name in self.fields if name in names), None)
                    self.add_error(field, error)


def fields_of(constraint):
    """Return the names of the fields that a constraint speaks of."""
    names = set(getattr(constraint, "fields", ()))
    if isinstance(constraint.condition, models.Q):
        names |= constraint.condition.referenced_base_fields
    for expression in getattr(constraint, "expressions", ()):
        names |= {e.name for e in expression.flatten() if isinstance(e, models.F)}
    return names
