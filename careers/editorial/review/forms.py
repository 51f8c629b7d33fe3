from django import forms
from django.core.exceptions import ValidationError

from careers.editorial.forms import NOTHING_TICKED, CleanTextField, ConfirmedForm
from careers.editorial.models.comment import MAX_COMMENT
from careers.editorial.workflow import drafting
from careers.models.fields import validate_plain_text


class ReviewForm(ConfirmedForm):
    act = forms.ChoiceField(choices=[("approve", "Approve"), ("return", "Return")])
    comment = CleanTextField(
        required=False,
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3, "data-autosave": ""}),
        help_text="Required to return. @name sends somebody a notice.",
    )

    def clean_version(self):
        if not self.cleaned_data["version"]:
            raise ValidationError(NOTHING_TICKED)
        return self.cleaned_data["version"]

    def clean_comment(self):
        if comment := self.cleaned_data["comment"]:
            validate_plain_text(comment)
        return comment

    def clean(self):
        data = super().clean()
        if data.get("act") == "return" and data.get("comment") == "":
            self.add_error("comment", drafting.NO_REASON)
        return data
