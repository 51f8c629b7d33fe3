from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from careers.editorial.role_choice import named_role

from .changes import page_of_changes
from .text_history import find_subject, subject_names


class SubjectField(forms.Field):
    """A role or a dimension by its present or former slug, deleted ones too.

    A role can also be named.
    """

    def __init__(self, kind):
        super().__init__(required=False)
        self.kind = kind

    def names(self):
        return subject_names(self.kind)

    def to_python(self, slug):
        subject = find_subject(self.kind, slug) if slug else None
        if slug and not subject and self.kind == "role" and (role := named_role(slug)):
            subject = find_subject(self.kind, role.slug)
        if slug and not subject:
            raise ValidationError(_("Nothing has this address."))
        return subject


class ChangesForm(forms.Form):
    role = SubjectField("role")
    dimension = SubjectField("dimension")
    by = forms.CharField(required=False, max_length=150)

    def changes(self, page):
        """Return ``(changes, has_older)`` of one page; no changes for a bad filter."""
        if not self.is_valid():
            return [], False
        role, dimension = self.cleaned_data["role"], self.cleaned_data["dimension"]
        return page_of_changes(
            role=role and role.pk,
            dimension=dimension and dimension.pk,
            by=self.cleaned_data["by"],
            page=page,
        )
