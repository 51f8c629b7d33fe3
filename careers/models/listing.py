"""The public roles in the orders of the directory, and which have a value of a facet.

Both follow from the content: careers/search/listing.py makes them again.
"""

from django.db import models

from .fields import WordField


class ListedRole(models.Model):
    """A public role: its place in each order, and what the directory filters by.

    The places are strings of their own, each unlike all others, so that a page can
    start behind any of them.
    """

    # Without a constraint: any SQL may delete a role. A trigger notes that too.
    role = models.OneToOneField(
        "careers.Role",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        primary_key=True,
        related_name="listing",
    )
    family = models.BigIntegerField()  # its key, 0 for none
    initial = WordField(max_length=1)
    described = models.PositiveIntegerField()  # public dimensions
    by_name = WordField(max_length=300)
    by_change = WordField(max_length=330)
    by_place = WordField(max_length=330)  # in its family

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["by_name"], name="listed_by_name"),
            models.Index(fields=["by_change"], name="listed_by_change"),
            models.Index(fields=["family", "by_place"], name="listed_by_family"),
            models.Index(
                fields=["family", "described", "by_name"], name="listed_by_described"
            ),
        ]

    def __str__(self):
        return self.by_name


class FacetValue(models.Model):
    """The public roles that have one value of a facet, as a set of bits.

    A row is about the 65,536 keys of roles that start with ``chunk``, so that one role
    with a very high key takes no more room than others.
    """

    class Facet(models.TextChoices):
        FAMILY = "family"  # its key, "0" for none
        INITIAL = "initial"
        DESCRIBED = "described"  # the number of dimensions
        DIMENSION = "dimension"  # its key: the role has a text on it

    facet = models.CharField(max_length=9, choices=Facet)
    value = WordField(max_length=20)
    chunk = models.BigIntegerField()
    count = models.PositiveIntegerField()
    bits = models.BinaryField()  # compressed

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "value", "chunk"], name="facet_values_differ"
            )
        ]

    def __str__(self):
        return f"{self.facet} {self.value}"
