"""What editors ask of the matrix and of one text, and what they send back."""

from dataclasses import dataclass, replace
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from careers.models.fields import CONTROL_CHARACTERS, MAX_SLUG, is_slug
from careers.workshop.cells import CellState

MAX_PAGE = 100_000
MAX_NAMED = 100  # roles, families or dimensions in one address; more are not looked for

# A query without anything in it would mean that none was asked for.
NOTHING_ASKED = "page=1"


class SlugsField(forms.Field):
    """Slugs, each once, in the order of the address; what can be none is left out."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        slugs = dict.fromkeys(each for each in value or () if is_slug(each))
        return tuple(slugs)[:MAX_NAMED]


@dataclass(frozen=True)
class Filters:
    """Which roles and dimensions the matrix is about. All of it is in the address."""

    family: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    dimension: tuple[str, ...] = ()
    state: CellState | None = None
    words: str = ""
    page: int = 1

    @cached_property
    def as_query(self) -> str:
        """The query of an address that asks for exactly this."""
        return self.query()

    @property
    def is_narrowed(self):
        return self != Filters(page=self.page)

    def query(self, **changes) -> str:
        """Return the query of an address that asks for this, with ``changes``."""
        asked = replace(self, **changes)
        query = QueryDict(mutable=True)
        query.setlist("family", asked.family)
        query.setlist("role", asked.role)
        query.setlist("dimension", asked.dimension)
        query.setlist("state", [asked.state.value] if asked.state else [])
        query.setlist("q", [asked.words] if asked.words else [])
        query.setlist("page", [str(asked.page)] if asked.page > 1 else [])
        return query.urlencode() or NOTHING_ASKED


class MatrixForm(forms.Form):
    """The filters of an address. What cannot be is as good as not asked for."""

    family = SlugsField(required=False)
    role = SlugsField(required=False)
    dimension = SlugsField(required=False)
    state = forms.ChoiceField(choices=CellState.choices, required=False)
    q = forms.CharField(label="Words", max_length=100, required=False)
    page = forms.IntegerField(min_value=1, max_value=MAX_PAGE, required=False)

    @property
    def filters(self) -> Filters:
        self.is_valid()
        asked = self.cleaned_data
        state = asked.get("state")
        return Filters(
            family=asked["family"],
            role=asked["role"],
            dimension=asked["dimension"],
            state=CellState(state) if state else None,
            words=asked.get("q", ""),
            page=asked.get("page") or 1,
        )


def visible(typed):
    """Return what was typed as a page can show it: with a sign for what it cannot."""
    return CONTROL_CHARACTERS.sub("\ufffd", typed or "")


class WordsAsTyped(forms.Field):
    """A text as it was typed, None where nothing was sent.

    What cannot be kept is refused where it would be kept, and shown again here.
    """

    widget = forms.Textarea

    def to_python(self, value):
        return value


class TextForm(forms.Form):
    """What is sent of one text: the text, and which one its writer started from.

    ``aware`` is the name of the live text that the writer has seen beside it; "1" is
    the one that is live now.
    """

    text = WordsAsTyped(required=False)
    merged = WordsAsTyped(required=False)
    version = forms.CharField(required=False, max_length=100)
    base = WordsAsTyped(required=False)
    mine = WordsAsTyped(required=False)
    aware = forms.CharField(required=False, max_length=100)
    comment = WordsAsTyped(required=False)

    def __init__(self, data):
        super().__init__(data)
        self.is_valid()
        sent = self.cleaned_data
        self.version = sent.get("version", "")
        self.aware = sent.get("aware", "")
        self.base = sent.get("base")
        self.mine = sent.get("mine") or ""
        self.comment = sent.get("comment") or ""
        self.typed = sent.get("merged") if sent.get("text") is None else sent["text"]


class PresenceForm(forms.Form):
    """Which cell somebody has open, and since when they know how things stand.

    ``shown`` are the roles that they see.
    """

    role = forms.CharField(required=False, max_length=MAX_SLUG)
    dimension = forms.CharField(required=False, max_length=MAX_SLUG)
    since = forms.CharField(required=False, max_length=40)
    shown = SlugsField(required=False)

    def clean_since(self):
        try:
            since = parse_datetime(self.cleaned_data["since"].replace(" ", "+"))
        except ValueError:
            since = None
        return since if since and since.tzinfo else None


class PasteForm(forms.Form):
    """A table from the clipboard, and the cell that its first one goes into.

    ``cells`` names the cells of the preview, as the page put it there.
    """

    pasted = forms.CharField(strip=False, required=False, widget=forms.Textarea)
    role = forms.CharField(required=False, max_length=MAX_SLUG)
    dimension = forms.CharField(required=False, max_length=MAX_SLUG)
    cells = forms.CharField(required=False)
