from django.db import models
from django.utils.translation import gettext_lazy as _

from careers.models import has_words, is_short, person_field, validate_plain_text

MAX_COMMENT = 2_000  # characters


class Comment(models.Model):
    """A remark about one cell, made on its own or with a step of a draft."""

    role = models.ForeignKey(
        "careers.Role", on_delete=models.CASCADE, related_name="comments"
    )
    dimension = models.ForeignKey(
        "careers.Dimension", on_delete=models.CASCADE, related_name="comments"
    )
    text = models.TextField(max_length=MAX_COMMENT, validators=[validate_plain_text])
    made_at = models.DateTimeField()
    made_by = person_field()
    step = models.ForeignKey(
        "editorial.HistoricalDraft",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["made_at", "pk"]
        constraints = [
            has_words("text", "comment_has_a_text"),
            is_short("text", MAX_COMMENT, "comment_is_not_too_long"),
        ]

    def __str__(self):
        return f"{self.made_by}: {self.text}"
