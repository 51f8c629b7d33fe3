"""The admin's forms: each says what is wrong at the field that is wrong."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from careers.phrases import join_names

OUT_OF_DATE = "This form did not say what it was opened with."
CHECK_FIELDS = (
    "Nothing is saved yet. Look at what is said at each field, and save again."
)


class ContentForm(forms.ModelForm):
    """A form that says at each field what is wrong there, and overwrites nobody.

    It carries what its fields held when it was opened. What is something else by now
    somebody else has changed: that is told, and nothing is saved until it was seen.
    The object has to be locked from before it was read until it is saved.
    """

    SEEN = "_seen"

    @property
    def seen(self):
        """What the object's fields hold, as JSON: what the page's reader sees."""
        return json.dumps({name: self.initial.get(name) for name in self.fields})

    def clean(self):
        cleaned = super().clean()
        if not self.instance._state.adding:
            self._refuse_overtaken()
        return cleaned

    def validate_constraints(self):
        # Django puts what a constraint refuses above the form, for all but the
        # simplest. Here it stands at the field that the constraint is about.
        exclude = self._get_validation_exclusions()
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self.instance, exclude=exclude)
                except ValidationError as error:
                    names = fields_of(constraint)
                    field = next((name for name in self.fields if name in names), None)
                    self.add_error(field, error)

    def _refuse_overtaken(self):
        """Refuse to write over what was not there when the form was opened."""
        seen = read_seen(self.data.get(self.SEEN))
        overtaken = [
            name
            for name in self.changed_data
            if name not in seen or seen[name] != self.initial[name]
        ]
        if not overtaken:
            return
        kind = self.instance._meta.verbose_name
        labels = join_names([self.fields[name].label.lower() for name in overtaken])
        why = f"Somebody changed this {kind} after you opened it: {labels}."
        self.add_error(None, f"{why if seen else OUT_OF_DATE} {CHECK_FIELDS}")
        self.data = self.data.copy()
        for name in overtaken:
            self.add_error(name, self._told(name, seen))

    def _told(self, name, seen):
        """Say what a field is by now; one that nobody typed into takes it over."""
        now = f"Now it is {in_words(getattr(self.instance, name))}"
        field, typed = self.fields[name], self[name].data
        if name not in seen or field.has_changed(seen[name], typed):
            return f"{now}. Saving again puts what you typed in its place."
        value = self.initial[name]
        self.data[self.add_prefix(name)] = "" if value is None else str(value)
        return f"{now}, and that is what stands here. You had not changed it."


def read_seen(written):
    """Return ``{name: value}`` of what a form was opened with; nothing of nonsense."""
    try:
        seen = json.loads(written or "")
    except (ValueError, RecursionError):
        return {}
    return seen if isinstance(seen, dict) else {}


def in_words(value):
    """Say the value of a field to somebody who does not see the field."""
    if isinstance(value, bool):
        return "ticked" if value else "not ticked"
    lines = str("" if value is None else value).splitlines()
    return f"“{', '.join(lines)}”" if lines else "empty"


def fields_of(constraint):
    """Return the names of the fields that a constraint speaks of."""
    names = set(getattr(constraint, "fields", ()))
    if isinstance(constraint.condition, models.Q):
        names |= constraint.condition.referenced_base_fields
    for expression in getattr(constraint, "expressions", ()):
        names |= {e.name for e in expression.flatten() if isinstance(e, models.F)}
    return names
