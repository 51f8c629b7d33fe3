from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from careers.editorial.forms import CleanTextField
from careers.editorial.queue.forms import NOTHING_TICKED, ConfirmedForm
from careers.editorial.workflow import MAX_COMMENT, NO_REASON, Comment


class ReviewForm(ConfirmedForm):
    act = forms.ChoiceField(
        choices=[
            ("approve", gettext_lazy("Approve")),
            ("return", gettext_lazy("Return")),
        ]
    )
    comment = CleanTextField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Required when you return texts. Write @name to notify someone."
        ),
    )

    def clean_version(self):
        if not self.cleaned_data["version"]:
            raise ValidationError(NOTHING_TICKED)
        return self.cleaned_data["version"]

    def clean_comment(self):
        if comment := self.cleaned_data["comment"]:
            Comment._meta.get_field("text").run_validators(comment)
        return comment

    def clean(self):
        data = super().clean()
        if data.get("act") == "return" and data.get("comment") == "":
            self.add_error("comment", NO_REASON)
        return data
