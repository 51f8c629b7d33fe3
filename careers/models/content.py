"""What every kind of content has in common: visitors read it once it is published."""

from itertools import chain, count
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from careers.text import slug_of

from .fields import (
    MAX_SLUG,
    come_together,
    derive_keys,
    is_known,
    is_slug,
    person_field,
    slug_is_plain,
)
from .history import RecordedQuerySet
from .publication import Kind
from .status import NOT_DELETED, PUBLIC, PUBLIC_STATUSES, SHOWN_TO_EDITORS, Status
from .text_fields import AddressField


class ContentQuerySet(RecordedQuerySet):
    def published(self):
        return self.filter(PUBLIC)

    def not_archived(self):
        return self.filter(status__in=SHOWN_TO_EDITORS)


class SluggedContentQuerySet(ContentQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def with_slug(self, slug):
        """Return the object or None. Only a possible slug costs a query."""
        return self.filter(slug=slug).first() if is_slug(slug) else None


class PresentManager(models.Manager):
    """Everything but what is deleted, which stays in its table to be brought back."""

    def get_queryset(self):
        return super().get_queryset().filter(NOT_DELETED)


class Content(models.Model):
    """An object that visitors read once it is published.

    ``details`` are the fields that they read. While the object is public, its row holds
    what is live: a change waits in a DetailsDraft until a publication makes it. What a
    file or a script makes is live, unless it says otherwise.
    """

    details: ClassVar[list[str]] = []

    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.PUBLISHED
    )
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_by = person_field(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            is_known("status", Status, "%(class)s_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(NOT_DELETED, deleted_at=None)
                | models.Q(status=Status.DELETED, deleted_at__isnull=False),
                name="%(class)s_says_when_it_was_deleted",
            ),
            come_together("deleted_at", "deleted_by", "%(class)s_deleted_by_a_person"),
        ]

    def clean(self):
        super().clean()
        derive_keys(self)

    @property
    def is_published(self):
        return self.status in PUBLIC_STATUSES

    @property
    def is_archived(self):
        return self.status == Status.ARCHIVED


def kind_of(item: Content) -> Kind:
    return Kind(type(item).__name__.lower())


def details_of(item: Content) -> dict:
    """Return ``{name: value}`` of what visitors read; related objects by their keys."""
    fields = item._meta.concrete_fields
    return {f.name: getattr(item, f.attname) for f in fields if f.name in item.details}


def free_slug(item, *, family=None, taken=None):
    """Return a slug for ``item``, made from its name, that no other has or had.

    For a name that is taken, with the ``family``: "junior-ios". ``taken`` are all slugs
    that others have or had, if they are at hand.
    """
    # "-9999" may be added.
    first = slug_of(item.name, MAX_SLUG - 5) or type(item).__name__.lower()
    slugs = [first]
    if family:
        slugs.append(slug_of(f"{first} {family.slug}", MAX_SLUG - 5))
    if taken is None:
        taken = _taken_slugs(type(item), first)
    numbered = (f"{slugs[-1]}-{number}" for number in count(2))
    return next(slug for slug in chain(slugs, numbered) if slug not in taken)


def _taken_slugs(model, start):
    stores = [model]
    if issubclass(model, Readdressed):
        stores.append(model.former_slugs.rel.related_model)
    return {
        slug
        for store in stores
        for slug in store.objects.filter(slug__startswith=start).values_list(
            "slug", flat=True
        )
    }


def slug_is_its_own(kind, message):
    """Return the constraint that no other object has the slug, but deleted ones."""
    return models.UniqueConstraint(
        fields=["slug"],
        condition=NOT_DELETED,
        name=f"{kind}_slugs_differ",
        violation_error_message=message,
    )


class FormerAddress(models.Model):
    """The slug of an old address, which redirects to the object that had it."""

    slug = AddressField()

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["slug"]
        constraints = [slug_is_plain("%(class)s_is_plain")]

    def __str__(self):
        return self.slug


class ReaddressedQuerySet(SluggedContentQuerySet):
    def by_former_slug(self, slugs):
        """Return ``{former slug: object}``."""
        possible = [slug for slug in slugs if is_slug(slug)]
        if not possible:
            return {}
        objects = self.filter(former_slugs__slug__in=possible)
        return {
            item.former_slug: item
            for item in objects.annotate(former_slug=models.F("former_slugs__slug"))
        }


class Readdressed(models.Model):
    """An object whose old links work after any renaming, through ``former_slugs``."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *, update_fields=None, **kwargs):
        former = type(self).everything.filter(pk=self.pk)
        former = former.values_list("slug", flat=True).first()
        super().save(update_fields=update_fields, **kwargs)
        is_saved = update_fields is None or "slug" in update_fields
        if former and former != self.slug and is_saved:
            self.keep_former_slug(former)

    def clean(self):
        super().clean()
        others = type(self).objects.by_former_slug([self.slug])
        if (owner := others.get(self.slug)) and owner.pk != self.pk:
            message = _("Old links to %(owner)s use this address. Choose another one.")
            error = ValidationError(message, params={"owner": owner})
            raise ValidationError({"slug": error})

    def keep_former_slug(self, slug):
        former_slugs = self.former_slugs.model.objects
        former_slugs.filter(slug=self.slug).delete()
        owner = self.former_slugs.field.name
        former_slugs.update_or_create(slug=slug, defaults={owner: self})
