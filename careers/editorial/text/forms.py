from django import forms


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
