from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page


class ComparisonPage(Page):
    template = "comparison.html"

    def get_context(self, request, *args, **kwargs):
        rows = {}
        for text in self.texts.all():
            rows.setdefault(text.dimension, {})[text.role] = text.text
        roles = list(dict.fromkeys(role for texts in rows.values() for role in texts))
        table = [
            (name, [t.get(role, "") for role in roles]) for name, t in rows.items()
        ]
        context = super().get_context(request, *args, **kwargs)
        return context | {"roles": roles, "rows": table}


class ComparedText(Orderable):
    page = ParentalKey(ComparisonPage, on_delete=models.CASCADE, related_name="texts")
    role = models.CharField(max_length=200)
    dimension = models.CharField(max_length=200)
    text = models.TextField()
