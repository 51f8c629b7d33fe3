from django import forms

from .actions import ACTIONS, COMPARE


class TypedField(forms.Field):
    """Any text, "" for none. What is wrong with it is for the action to say."""

    def to_python(self, value):
        return value or ""


class TextForm(forms.Form):
    """A text as its writer typed it, what it started from, and what to do with it.

    ``aware`` is the version of the live text that the writer has seen.
    """

    act = forms.ChoiceField(choices=[(act, act) for act in (*ACTIONS, COMPARE)])
    # None where nothing was sent: an empty text is a text.
    text = forms.Field(required=False)
    merged = forms.Field(required=False)
    base = forms.Field(required=False)
    mine = TypedField(required=False)
    version = TypedField(required=False)
    aware = TypedField(required=False)
    comment = TypedField(required=False)

    def clean(self):
        # The page of a conflict has its text in another box.
        if self.cleaned_data["text"] is None:
            self.cleaned_data["text"] = self.cleaned_data["merged"]
