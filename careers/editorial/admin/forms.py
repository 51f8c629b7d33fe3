import json

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from careers.editorial.workflow import details, redacted_fields
from careers.models import free_slug
from careers.phrases import join_names
from careers.text import clean_text


class ContentForm(forms.ModelForm):
    """A form that never overwrites another person's change unseen.

    A hidden field holds the values that the form was opened with. If the object has
    other values now, someone else changed it: the form shows those, each at its field,
    and saves nothing until it is sent again. Lock the object before you read it, until
    it is saved.
    """

    OPENED_WITH = "_opened_with"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("slug"):
            field.required = False
            hint = _("Leave it empty to make it from the name.")
            field.help_text = f"{field.help_text} {hint}"

    @property
    def opened_with(self):
        return json.dumps({name: self.initial.get(name) for name in self.fields})

    def clean(self):
        cleaned = super().clean()
        if "name" in cleaned and cleaned.get("slug") == "":
            new = self._meta.model(name=clean_text(cleaned["name"]))
            slug = free_slug(new, family=cleaned.get("family"))
            cleaned["slug"] = self.initial.get("slug") or slug
        if not self.instance._state.adding:
            self._refuse_redacted(cleaned)
            self._refuse_overwriting()
        return cleaned

    def _refuse_redacted(self, cleaned):
        kind, key = self.instance._meta.model_name, self.instance.pk
        for name in redacted_fields(kind, key, cleaned):
            self.add_error(name, _("These words have been redacted. Write other ones."))

    def validate_constraints(self):
        # Django puts the errors of most constraints above the form. Here they are at
        # the field that the constraint is about.
        # Not the status: names are compared with those of everything but the deleted.
        exclude = self._get_validation_exclusions() - {"status", "name_key"}
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self.instance, exclude=exclude)
                except ValidationError as error:
                    if is_given_up(constraint, self.instance):
                        continue
                    names = fields_of(constraint)
                    if "name_key" in names:
                        names = model._meta.get_field("name_key").of
                    field = next((name for name in self.fields if name in names), None)
                    # A term says so itself too.
                    if error.messages != list(self.errors.get(field, [])):
                        self.add_error(field, error)

    def _refuse_overwriting(self):
        opened_with = read_values(self.data.get(self.OPENED_WITH))
        overwritten = [
            name
            for name in self.changed_data
            if name not in opened_with or opened_with[name] != self.initial[name]
        ]
        if not overwritten:
            return
        self.add_error(None, self._changed_by_another(overwritten, opened_with))
        self.data = self.data.copy()
        for name in overwritten:
            self.add_error(name, self._current_value(name, opened_with))

    def _changed_by_another(self, names, opened_with):
        if not opened_with:
            return _(
                "This form was out of date, so nothing was saved. Check the messages "
                "beside the fields, then save again."
            )
        labels = [self.fields[name].label.lower() for name in names]
        return _(
            "Someone else has changed this since you opened it: %(fields)s. Nothing "
            "was saved. Check the messages beside the fields, then save again."
        ) % {"fields": join_names(labels)}

    def _current_value(self, name, opened_with):
        """Return a message with a field's current value.

        A field that its reader left alone takes over that value.
        """
        current = {"value": in_words(getattr(self.instance, name))}
        field, typed = self.fields[name], self[name].data
        if name not in opened_with or field.has_changed(opened_with[name], typed):
            message = _("The current value is %(value)s. Save again to replace it.")
            return message % current
        value = self.initial[name]
        self.data[self.add_prefix(name)] = "" if value is None else str(value)
        message = _(
            "You hadn’t changed this field, so it now shows the current value: "
            "%(value)s."
        )
        return message % current


def read_values(text):
    """Return ``{name: value}`` from JSON, {} from anything else."""
    try:
        values = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def in_words(value):
    if isinstance(value, bool):
        return _("checked") if value else _("not checked")
    lines = str("" if value is None else value).splitlines()
    return _("“%(text)s”") % {"text": ", ".join(lines)} if lines else _("empty")


def is_given_up(constraint, item):
    """Whether only what is live is in the way, and its drafts give that up.

    So two objects can swap their names, and the summary can move: both drafts have to
    be published together.
    """
    names = fields_of(constraint) - {"status"}
    if not isinstance(constraint, models.UniqueConstraint) or names == {"slug"}:
        return False
    draft = None if item._state.adding else details.draft_of(item)
    if item._state.adding or (draft and draft.is_of_new_object):
        return False  # The row itself has these values at once.
    others = details.with_proposals(type(item).objects.exclude(pk=item.pk))
    names = [item._meta.get_field(name).attname for name in names]
    own = [getattr(item, name) for name in names]
    return own not in ([getattr(other, name) for name in names] for other in others)


def fields_of(constraint):
    names = set(getattr(constraint, "fields", ()))
    if isinstance(constraint.condition, models.Q):
        names |= constraint.condition.referenced_base_fields
    for expression in getattr(constraint, "expressions", ()):
        parts = [expression]
        if isinstance(expression, models.Expression):
            parts = expression.flatten()
        names |= {part.name for part in parts if isinstance(part, models.F)}
    return names
