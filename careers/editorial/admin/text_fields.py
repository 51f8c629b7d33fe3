"""The texts of one role as the fields of a form. All of them are saved, or none."""

import re

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial.forms import CleanTextField
from careers.editorial.workflow import (
    DraftEdit,
    EditorCell,
    checked,
    drafting,
    live_version,
    load_cells,
)
from careers.models import Dimension
from careers.text import clean_text, visible

TEXT_FIELD = re.compile(r"text-([0-9]{1,18})-text")


class TextWidget(AdminTextareaWidget):
    def format_value(self, value):
        return visible(value)


class RoleTextField(CleanTextField):
    """A text. Without words it removes the live text, or the draft of a new one."""

    widget = TextWidget(attrs={"rows": 4, "dir": "auto"})

    def __init__(self):
        super().__init__(required=False)
        self.validators = [checked]

    def run_validators(self, value):
        # As its own page does, this takes an empty text.
        if value:
            super().run_validators(value)


class RoleTextForm(forms.Form):
    """One text. ``version`` and ``opened`` say what it was opened with.

    ``opened`` is the hash of the text: it tells what this person changed, even if
    someone else has changed the text since.
    """

    text = RoleTextField()
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, cell, data=None):
        prefix = f"text-{cell.dimension.pk}"
        is_sent = data is not None and f"{prefix}-text" in data
        super().__init__(
            data.copy() if is_sent else None, prefix=prefix, initial=seen(cell)
        )
        self.cell, self.is_new = cell, cell.role.pk is None
        self.theirs = None
        field = self.fields["text"]
        field.label, field.help_text = cell.dimension.name, cell.dimension.question

    @property
    def is_edited(self):
        if not self.is_bound:
            return False
        typed = clean_text(self["text"].data)
        if self.is_new:
            return bool(typed)
        is_changed = live_version(typed) != self["opened"].data
        return is_changed and typed != clean_text(self.cell.text)

    @property
    def is_stale(self):
        return not self.is_new and self["version"].data != self.cell.version

    @property
    def edit(self):
        cell = self.cell
        text = self.cleaned_data["text"]
        return DraftEdit(cell.role, cell.dimension, text, cell.version)

    def clean(self):
        if self.is_stale and self.is_edited:
            self.theirs = self.cell.text
            self.add_error("text", self._conflict())
        if self.is_stale:
            self._take_over()
        return super().clean()

    def _conflict(self):
        if self.theirs:
            return _(
                "Someone else changed this text after you opened the page. Add what "
                "you want to keep of theirs to yours, then save again."
            )
        return _(
            "Someone else removed this text after you opened the page. Save again to "
            "keep yours."
        )

    def _take_over(self):
        """Show the present text, or save over it next time: it has been seen then."""
        is_edited = self.is_edited
        for name, value in seen(self.cell).items():
            if name != "text" or not is_edited:
                self.data[self.add_prefix(name)] = value


def seen(cell):
    return {
        "text": cell.text,
        "version": cell.version,
        "opened": live_version(clean_text(cell.text)),
    }


class RoleTexts:
    """The forms of a role's texts; ``data`` is what was sent, if anything was.

    ``lost`` are texts typed for dimensions that have been deleted.
    """

    def __init__(self, role, data=None):
        self.forms = [RoleTextForm(cell, data) for cell in cells_of(role)]
        self.lost = lost_texts(self.forms, data or {})

    def __iter__(self):
        return iter(self.forms)

    @property
    def edited(self):
        return [form for form in self.forms if form.is_edited]

    def has_changed(self):
        return bool(self.edited or self.lost)

    def is_valid(self):
        are_valid = [form.is_valid() for form in self.forms if form.is_bound]
        return all(are_valid) and not self.lost

    def save(self, *, by):
        edits = [form.edit for form in self.edited]
        return drafting.save_all(edits=edits, by=by) if edits else []


def cells_of(role):
    if role.pk:
        return load_cells([role]).values()
    dimensions = Dimension.objects.not_archived()
    return [EditorCell(role, dimension) for dimension in dimensions]


def lost_texts(text_forms, data):
    present = {form.add_prefix("text") for form in text_forms}
    return [
        text
        for name, text in data.items()
        if TEXT_FIELD.fullmatch(name)
        and name not in present
        and live_version(clean_text(text)) != data.get(f"{name[:-5]}-opened")
    ]


def saved_messages(cells):
    """Say what became of texts that were saved."""
    drafts = sum(cell.draft is not None for cell in cells)
    ended = len(cells) - drafts
    if drafts:
        yield ngettext(
            "%(count)d text saved as a draft. Visitors see no change yet.",
            "%(count)d texts saved as drafts. Visitors see no change yet.",
            drafts,
        ) % {"count": drafts}
    if ended:
        yield ngettext(
            "%(count)d text is the same as the live one, so it has no draft.",
            "%(count)d texts are the same as the live ones, so they have no draft.",
            ended,
        ) % {"count": ended}
