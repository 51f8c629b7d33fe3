from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from careers.paths import path_to

from .content import (
    Content,
    FormerAddress,
    PresentManager,
    Readdressed,
    ReaddressedQuerySet,
    SluggedContentQuerySet,
    slug_is_its_own,
)
from .entry import RoleDimensionEntry
from .fields import (
    NameKeyField,
    has_words,
    is_at_most,
    names_differ,
    slug_is_plain,
)
from .history import DELETION_FIELDS, Records, latest, latest_record
from .ordering import MAX_POSITION, Ordered
from .status import NOT_DELETED
from .text_fields import AddressField, LineField

MAX_LENGTH_GUIDE = 5_000  # words


class DimensionQuerySet(ReaddressedQuerySet):
    def with_last_change(self):
        """Add ``changed_at``: when a public text on the dimension last changed."""
        texts = RoleDimensionEntry.objects.published().filter(
            dimension=models.OuterRef("pk")
        )
        texts = texts.order_by("-updated_at").values("updated_at")
        return self.annotate(changed_at=models.Subquery(texts[:1]))

    def with_page_changes(self):
        """Add when a public text or the dimension itself last changed.

        The later of them is ``page_changed_at``.
        """
        records = Dimension.history.filter(id=models.OuterRef("pk"))
        return self.with_last_change().annotate(
            details_changed_at=latest_record(records)
        )


class Theme(Content):
    """What a group of dimensions is about, such as "collaboration"."""

    details = ["name", "slug"]

    name = LineField(
        _("name"),
        max_length=120,
        help_text=_(
            "Used inside a sentence, so write it in lower case: “Compare A and B "
            "across responsibilities and authority”."
        ),
    )
    slug = AddressField(
        unique=False, help_text=_("The part of addresses that names this theme.")
    )
    name_key = NameKeyField(of=["name"])

    objects = PresentManager.from_queryset(SluggedContentQuerySet)()
    everything = SluggedContentQuerySet.as_manager()
    history = Records(excluded_fields=DELETION_FIELDS)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]
        constraints = [
            *Content.Meta.constraints,
            slug_is_its_own("theme", _("Theme with this Slug already exists.")),
            slug_is_plain("theme_slug_is_plain"),
            has_words("name", "theme_has_a_name"),
            names_differ("theme", _("There is already a theme with this name.")),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)


class Dimension(Readdressed, Content, Ordered):
    """One question that every role answers."""

    details = ["name", "slug", "question", "theme", "is_summary", "position"]

    name = LineField(
        _("name"),
        max_length=120,
        help_text=_("The row’s heading, such as “Decision-Making Authority”."),
    )
    slug = AddressField(
        unique=False,
        help_text=_(
            "The part of addresses that names this dimension. If you change it, links "
            "to the old address keep working."
        ),
    )
    question = LineField(
        _("question"),
        max_length=240,
        blank=True,
        help_text=_(
            "The question that each role answers here, such as “What may it decide?”"
        ),
    )
    example = LineField(
        _("model answer"),
        max_length=400,
        blank=True,
        help_text=_(
            "A good answer, ideally for a role you don’t publish. Writers see it; "
            "visitors don’t."
        ),
    )
    theme = models.ForeignKey(
        Theme,
        on_delete=models.SET_NULL,
        verbose_name=_("theme"),
        null=True,
        blank=True,
        related_name="dimensions",
        help_text=_("Named in the sentence under a comparison’s title."),
    )
    is_summary = models.BooleanField(
        _("summary"),
        default=False,
        help_text=_(
            "The answer is also the role’s one-sentence summary. Only one dimension "
            "can be the summary."
        ),
    )
    length_guide = models.PositiveSmallIntegerField(
        _("length guide"),
        default=45,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_LENGTH_GUIDE)],
        help_text=_("How many words to aim for. Longer texts are accepted too."),
    )
    name_key = NameKeyField(of=["name"])

    objects = PresentManager.from_queryset(DimensionQuerySet)()
    everything = DimensionQuerySet.as_manager()
    history = Records(excluded_fields=DELETION_FIELDS)

    class Meta(Ordered.Meta):
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        constraints = [
            *Content.Meta.constraints,
            slug_is_its_own("dimension", _("Dimension with this Slug already exists.")),
            slug_is_plain("dimension_slug_is_plain"),
            has_words("name", "dimension_has_a_name"),
            is_at_most("position", MAX_POSITION, "dimension_position_is_bounded"),
            names_differ(
                "dimension", _("There is already a dimension with this name.")
            ),
            models.UniqueConstraint(
                fields=["is_summary"],
                condition=models.Q(NOT_DELETED, is_summary=True),
                name="at_most_one_summary_dimension",
                violation_error_message=_(
                    "Another dimension is the summary. Clear the box there first."
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
        return path_to("careers:dimension", self.slug)

    def natural_key(self):
        return (self.slug,)

    @property
    def page_changed_at(self):
        """When its page last changed; needs ``with_page_changes()``."""
        return latest(self.changed_at, self.details_changed_at)


class FormerDimensionSlug(FormerAddress):
    dimension = models.ForeignKey(
        Dimension,
        on_delete=models.CASCADE,
        verbose_name=_("dimension"),
        related_name="former_slugs",
    )

    history = Records()

    class Meta(FormerAddress.Meta):
        abstract = False
