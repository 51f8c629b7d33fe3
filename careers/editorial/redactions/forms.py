from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial.forms import CleanTextField
from careers.editorial.publish.forms import ReasonField
from careers.editorial.queue.forms import CheckedValuesField
from careers.text import fold

MOST_PHRASES = 20
SHORTEST_PHRASE = 2  # characters


class PhrasesField(CleanTextField):
    """Words or phrases, one a line, folded."""

    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})

    def clean(self, value):
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_PHRASES:
            raise ValidationError(
                _("Look for at most %(count)d words or phrases at a time.")
                % {"count": MOST_PHRASES}
            )
        for line in lines:
            if len(fold(line)) < SHORTEST_PHRASE:
                raise ValidationError(
                    _("“%(line)s” is too short to look for.") % {"line": line}
                )
        return list(dict.fromkeys(map(fold, lines)))


class RedactionForm(forms.Form):
    """What to redact: versions, and rows that quote them."""

    version = CheckedValuesField(required=False)
    quote = CheckedValuesField(required=False)
    words = PhrasesField(
        required=False,
        label=gettext_lazy("Words to look for"),
        max_length=2_000,
        help_text=gettext_lazy(
            "A name or a few words, one a line. Other texts, names, comments and "
            "reasons that have them are listed below, also where they quote only a "
            "part of a version. What you write here is not kept."
        ),
    )
    why = ReasonField(
        help_text=gettext_lazy(
            "It stays for good, so don’t quote the words. For example: “Named a "
            "private person”."
        )
    )

    def only_search(self):
        """Leave out the errors of what a search does not need."""
        self.errors.pop("why", None)
        return self

    @property
    def phrases(self):
        return getattr(self, "cleaned_data", {}).get("words", [])
