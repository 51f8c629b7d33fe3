from django import forms
from django.core.exceptions import ValidationError

from careers.models import Dimension, Role
from careers.models.fields import is_slug

from .changes import page_of_changes
from .text_history import known


class KnownField(forms.Field):
    """The role or dimension that a slug names or once named."""

    def __init__(self, model):
        super().__init__(required=False)
        self.model = model

    def to_python(self, slug):
        found = known(self.model, slug) if slug and is_slug(slug) else None
        if slug and not found:
            raise ValidationError("There is none of this address.")
        return found


class ChangesForm(forms.Form):
    """Which changes an address asks for."""

    role = KnownField(Role)
    dimension = KnownField(Dimension)
    by = forms.CharField(required=False, max_length=150)

    def found(self, page):
        """Return one page of the changes, and whether there are older ones.

        Of what is not known there are none.
        """
        if not self.is_valid():
            return [], False
        keys = {name: self.cleaned_data[name] for name in ("role", "dimension")}
        keys = {name: each and each.pk for name, each in keys.items()}
        return page_of_changes(**keys, by=self.cleaned_data["by"], page=page)
