"""The admin's forms: each says what is wrong at the field that is wrong."""

import hashlib
import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import TOTAL_FORM_COUNT
from django.utils.functional import cached_property
from django.utils.text import Truncator

from .models import Dimension, Role, RoleDimensionEntry

DIMENSION_IS_GONE = (
    "This dimension has been deleted meanwhile, so its text cannot be saved. "
    "Move your words to another dimension, or empty this box."
)
TEXT_IS_GONE = (
    "Somebody removed this text while you were writing. "
    "Save again to keep yours, or empty this box."
)
TEXT_HAS_CHANGED = (
    "Somebody else wrote here while you did: “{theirs}” "
    "Nothing is saved yet. Save again to put your words in place of theirs."
)


def tidy(text):
    """Return ``text`` with Unix line ends and no spaces that nobody can see."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def version(text):
    """Return a short name for exactly this text; no text has the version ""."""
    text = tidy(text)
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


class TidyTextField(forms.CharField):
    """Several lines of text. Browsers send CRLF; one with LF only is the same."""

    def to_python(self, value):
        return tidy(super().to_python(value))

    def has_changed(self, initial, data):
        return super().has_changed(tidy(initial or ""), data)


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


class DescribedField(forms.BoundField):
    """An entry's box, described by the question and guide that stand above it."""

    @property
    def aria_describedby(self):
        if self.is_hidden:
            return None
        error = f" {self.auto_id}_error" if self.errors else ""
        return f"{self.auto_id}_guide{error}"


class EntryForm(forms.ModelForm):
    """What one role says on one dimension; blank is nothing at all.

    ``started_from`` is the version of the text that the editor was shown. With it
    a text that the editor left alone is told from one that somebody else changed.
    """

    bound_field_class = DescribedField

    dimension = forms.CharField(required=False, widget=forms.HiddenInput)
    started_from = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = RoleDimensionEntry
        fields = ["text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name == "text"]

    @property
    def is_of_a_dimension(self):
        return self.instance.dimension_id is not None

    def clean(self):
        super().clean()
        current = self.initial.get("started_from", "")
        if not self.is_of_a_dimension:
            self.add_error("text", DIMENSION_IS_GONE)
        elif self.cleaned_data.get("started_from") != current:
            self.add_error("text", self.overtaken())
            # Whoever saves again has read what the other one wrote.
            self.data[self.add_prefix("started_from")] = current

    def overtaken(self):
        theirs = self.initial["text"]
        if not theirs:
            return TEXT_IS_GONE
        return TEXT_HAS_CHANGED.format(theirs=Truncator(theirs).words(60))


class EntryFormSet(forms.BaseInlineFormSet):
    """A form for every dimension, in the editors' order, whether filled or empty.

    Forms are told apart by their dimension, never by an entry's key: others may add
    or remove the same entry, or a dimension, while an editor is writing.
    """

    def initial_form_count(self):
        return 0

    def total_form_count(self):
        return len(self.slots)

    @cached_property
    def dimensions(self):
        """``{key as it is posted: dimension}``, in the editors' order."""
        return {str(each.pk): each for each in Dimension.objects.all()}

    @cached_property
    def entries(self):
        """``{dimension's key: entry}``, as they are now."""
        if self.is_bound and self.instance.pk:
            # One save of a role at a time, or two first texts could collide.
            Role.objects.select_for_update().filter(pk=self.instance.pk).first()
        return {entry.dimension_id: entry for entry in self.get_queryset()}

    @cached_property
    def slots(self):
        """The key of each form's dimension: what was posted, then what is new."""
        return [*self.posted, *(key for key in self.dimensions if key in self.new)]

    @cached_property
    def posted(self):
        """The keys in the order of the posted forms, None for one that is wrong."""
        if not self.is_bound:
            return []
        keys = []
        for i in range(super().total_form_count()):
            key = self.data.get(f"{self.add_prefix(i)}-dimension")
            keys.append(key if key in self.dimensions and key not in keys else None)
        return keys

    @cached_property
    def new(self):
        """The keys of the dimensions that the page did not have when it was sent."""
        return self.dimensions.keys() - set(self.posted)

    def get_form_kwargs(self, index):
        dimension = (
            self.dimensions.get(self.slots[index]) if index is not None else None
        )
        if dimension is None:
            return {"initial": {"text": "", "started_from": ""}}
        entry = self.entries.get(dimension.pk) or RoleDimensionEntry()
        entry.dimension = dimension
        return {
            "instance": entry,
            "initial": {
                "dimension": dimension.pk,
                "text": entry.text,
                "started_from": version(entry.text),
            },
        }

    def _construct_form(self, i, **kwargs):
        if self.is_bound:
            self.catch_up(self.add_prefix(i), kwargs["initial"])
        form = super()._construct_form(i, **kwargs)
        form.is_new = self.is_bound and i >= len(self.posted)
        return form

    def catch_up(self, prefix, now):
        """Where the editor changed nothing, post what the text is by now."""
        shown = self.data.get(f"{prefix}-started_from", "")
        if version(self.data.get(f"{prefix}-text", "")) == shown:
            for name, value in now.items():
                self.data[f"{prefix}-{name}"] = str(value)

    def add_fields(self, form, index):
        """Add none: an entry's key says nothing that its dimension does not."""

    @property
    def management_fields(self):
        """The hidden fields that say how many forms there are now."""
        count = forms.HiddenInput().render(
            f"{self.prefix}-{TOTAL_FORM_COUNT}", self.total_form_count()
        )
        return count + forms.HiddenInput().render(f"{self.prefix}-INITIAL_FORMS", 0)

    @property
    def in_order(self):
        """The forms as a page shows them. A lost dimension's words come last."""
        places = {key: place for place, key in enumerate(self.dimensions)}
        order = sorted(
            range(len(self.forms)), key=lambda i: places.get(self.slots[i], len(places))
        )
        forms_in_order = [self.forms[i] for i in order]
        return [
            form for form in forms_in_order if form.is_of_a_dimension or form.errors
        ]

    def save(self, commit=True):
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        for form in self.forms:
            if form.has_changed():
                self.save_text(form)
        return self.new_objects + [entry for entry, _ in self.changed_objects]

    def save_text(self, form):
        entry = form.instance
        entry.role = self.instance
        if not form.cleaned_data["text"]:
            entry.delete()
            self.deleted_objects.append(entry)
            return
        if entry.pk:
            self.changed_objects.append((entry, form.changed_data))
        else:
            self.new_objects.append(entry)
        form.save()
