from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from .entry import RoleDimensionEntry
from .fields import (
    AddressField,
    has_words,
    is_at_most,
    names_differ,
    slug_is_plain,
    validate_one_line,
    validate_plain_text,
)
from .history import RecordedQuerySet, Records
from .ordering import MAX_POSITION, Ordered

MAX_LENGTH_GUIDE = 5_000  # words


class SluggedQuerySet(RecordedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class DimensionQuerySet(SluggedQuerySet):
    def with_last_change(self):
        """Adds ``changed_at``: when a public text on the dimension last changed."""
        texts = RoleDimensionEntry.objects.published().filter(
            dimension=models.OuterRef("pk")
        )
        latest = texts.order_by("-updated_at").values("updated_at")
        return self.annotate(changed_at=models.Subquery(latest[:1]))


class Theme(models.Model):
    """What a group of dimensions is about, such as "collaboration"."""

    name = models.CharField(
        max_length=120,
        validators=[validate_plain_text, validate_one_line],
        help_text=(
            "Read inside a sentence: “Compare A and B across responsibilities and "
            "authority”. Use lower case."
        ),
    )
    slug = AddressField(help_text="The theme's part of an address.")

    objects = SluggedQuerySet.as_manager()
    history = Records()

    class Meta:
        ordering = ["name"]
        constraints = [
            slug_is_plain("theme_slug_is_plain"),
            has_words("name", "theme_has_a_name"),
            names_differ("theme"),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)


class Dimension(Ordered):
    """One question that every role answers."""

    name = models.CharField(
        max_length=120,
        validators=[validate_plain_text, validate_one_line],
        help_text="The row's heading, such as “Decision-Making Authority”.",
    )
    slug = AddressField(
        help_text="The dimension's part of an address. Changing it breaks old links.",
    )
    question = models.CharField(
        max_length=240,
        blank=True,
        validators=[validate_plain_text, validate_one_line],
        help_text="The question each role answers here, such as “What may it decide?”",
    )
    example = models.CharField(
        "model sentence",
        max_length=400,
        blank=True,
        validators=[validate_plain_text, validate_one_line],
        help_text=(
            "A good answer, best of a role that you do not have. Shown to who writes; "
            "visitors never see it."
        ),
    )
    theme = models.ForeignKey(
        Theme,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="dimensions",
        help_text="Named in the sentence under a comparison's title.",
    )
    is_summary = models.BooleanField(
        "summary",
        default=False,
        help_text=(
            "The answer doubles as the role's one-sentence summary. "
            "One dimension at most."
        ),
    )
    length_guide = models.PositiveSmallIntegerField(
        default=45,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_LENGTH_GUIDE)],
        help_text="The number of words to aim for. A guide: nothing is refused.",
    )

    objects = DimensionQuerySet.as_manager()
    history = Records()

    class Meta(Ordered.Meta):
        constraints = [
            slug_is_plain("dimension_slug_is_plain"),
            has_words("name", "dimension_has_a_name"),
            is_at_most("position", MAX_POSITION, "dimension_position_is_bounded"),
            names_differ("dimension"),
            models.UniqueConstraint(
                fields=["is_summary"],
                condition=models.Q(is_summary=True),
                name="at_most_one_summary_dimension",
                violation_error_message=(
                    "Another dimension is the summary. Untick it there first."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(length_guide__gte=1),
                name="length_guide_is_at_least_one_word",
            ),
            is_at_most("length_guide", MAX_LENGTH_GUIDE, "length_guide_is_bounded"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("careers:dimension", args=[self.slug])

    def natural_key(self):
        return (self.slug,)
