from django import forms
from django.utils.translation import gettext_lazy

from careers.editorial.publish.forms import ReasonField
from careers.editorial.queue.forms import CheckedValuesField


class RedactionForm(forms.Form):
    """What to redact: versions, and rows that quote them."""

    version = CheckedValuesField(
        error_messages={"required": gettext_lazy("Select at least one version.")}
    )
    quote = CheckedValuesField(required=False)
    why = ReasonField(
        help_text=gettext_lazy(
            "It stays for good, so don’t quote the words. For example: “Named a "
            "private person”."
        )
    )
