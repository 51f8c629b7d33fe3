"""Files and tables to import, and the answers about their names."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.models import Kind

from .plan import LEFT_OUT, NEW
from .reading import FileShape

MOST_BYTES = 24 * 1024 * 1024  # of all files together; a request may have 32
MOST_TICKS = 100  # for the new names of a kind; more of them have one for all
OPTIONS = ["as_lists", "remove"]
ALL_OF = "all-"  # then a kind: what the button that adds all of it sends


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = SeveralFiles

    def clean(self, data, initial=None):
        files = [super(FilesField, self).clean(file) for file in data or ()]
        if sum(file.size for file in files) > MOST_BYTES:
            raise ValidationError(
                _(
                    "These files have %(size)s together, and %(most)s can be sent at "
                    "once. Send them in parts."
                )
                % {
                    "size": filesizeformat(sum(file.size for file in files)),
                    "most": filesizeformat(MOST_BYTES),
                }
            )
        return files


class ImportForm(forms.Form):
    sent_files = FilesField(label=gettext_lazy("Files"), required=False)
    pasted = forms.CharField(
        label=gettext_lazy("Or paste a table, with its headers"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    shape = forms.ChoiceField(
        label=gettext_lazy("How the tables are laid out"),
        choices=[("", gettext_lazy("Recognize it")), *FileShape.choices],
        required=False,
    )

    def clean(self):
        sent = super().clean()
        has_table = sent.get("sent_files") or sent.get("pasted", "").strip()
        if not has_table and not self.errors:
            raise ValidationError(_("Choose a file, or paste a table."))
        return sent


def read_choices(data, plan):
    """Return the answers that a form has sent about ``plan``, and its options.

    What the form did not ask about keeps its answer.
    """
    ticked, all_of = set(data.getlist("new")), set(data.getlist("all"))
    all_of.add(data.get("act", "").removeprefix(ALL_OF))
    choices = {}
    for unknown in plan.unknown:
        if unknown.near:
            choice = data.get(unknown.id, unknown.choice)
            known = {item.slug for item in unknown.near} | {NEW, LEFT_OUT}
            choices[unknown.id] = choice if choice in known else ""
        else:
            is_new = unknown.id in ticked or unknown.kind in all_of
            choices[unknown.id] = NEW if is_new else ""
    answers = {key: choice for key, choice in choices.items() if choice}
    texts = {item.id: chosen_text(data, item) for item in plan.disagreements}
    texts = {key: choice for key, choice in texts.items() if choice}
    options = {name: name in data for name in OPTIONS}
    return {"names": answers, "texts": texts, **options}


def chosen_text(data, item):
    choice = data.get(item.id, item.choice)
    return choice if choice in {text.id for text in item.texts} else ""


class NewNames:
    """The unknown names of a kind that are near to no other, to tick."""

    def __init__(self, kind, unknown):
        self.kind, self.unknown = kind, unknown

    @property
    def has_ticks(self):
        return len(self.unknown) <= MOST_TICKS

    @property
    def may_be_new(self):
        return any(unknown.may_be_new for unknown in self.unknown)

    @property
    def are_all_chosen(self):
        return all(unknown.choice == NEW for unknown in self.unknown)

    @property
    def label(self):
        return {
            Kind.ROLE: _("New roles"),
            Kind.DIMENSION: _("New dimensions"),
            Kind.FAMILY: _("New families"),
        }[self.kind]


def new_names(plan):
    """Return NewNames of each kind that has some."""
    by_kind = {kind: [] for kind in (Kind.FAMILY, Kind.ROLE, Kind.DIMENSION)}
    for unknown in plan.unknown:
        if not unknown.near:
            by_kind[unknown.kind].append(unknown)
    return [NewNames(kind, names) for kind, names in by_kind.items() if names]
