"""Which roles are alike, kept of what is published. docs/similar-roles.md explains it.

No table has a constraint on the roles: any SQL may delete one. Search follows that.
"""

from django.db import models

from .search_index import WordField


class SimilarState(models.Model):
    """The one row with what is known of all roles together, since the last build."""

    roles = models.PositiveIntegerField(default=0)
    square = models.BigIntegerField(default=0)
    # A trigger says so when the glossary changes.
    is_outdated = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.roles)


class SimilarWord(models.Model):
    """A word: how many roles had it at the last build, and how many ``have`` it now.

    ``total`` is the sum of its weights at the last build.
    """

    word = WordField(max_length=400, primary_key=True)
    roles = models.PositiveIntegerField(default=1)
    total = models.BigIntegerField(default=0)
    have = models.IntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.word


class SimilarProfile(models.Model):
    """The words of one public role, as careers/search/similar/stored.py writes them.

    ``vector`` is for scores, ``phrases`` for quotes; ``words`` are all that it has.
    """

    role = models.OneToOneField(
        "careers.Role",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        primary_key=True,
        related_name="similar_profile",
    )
    slug = models.TextField()
    mean = models.FloatField()
    spread = models.FloatField()
    vector = models.BinaryField()
    phrases = models.TextField()
    words = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.slug


class SimilarPairQuerySet(models.QuerySet):
    def of_read(self):
        """Return the pairs that are true: neither role has changed since."""
        profiles = SimilarProfile.objects.order_by()
        ends = (profiles.filter(role=models.OuterRef(end)) for end in ("role", "other"))
        return self.filter(*map(models.Exists, ends)).order_by()


class SimilarPair(models.Model):
    """A role that is near to another, and the words that make it so, as JSON.

    Those of a role without a profile wait to be made again.
    """

    role = models.ForeignKey(
        "careers.Role",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="similar_pairs",
    )
    other = models.ForeignKey(
        "careers.Role",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="similar_to",
    )
    score = models.FloatField()
    quotes = models.TextField()

    objects = SimilarPairQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["role", "other"], name="similar_roles_are_named_once"
            )
        ]
        indexes = [models.Index(fields=["role", "score"], name="similar_by_score")]

    def __str__(self):
        return f"{self.role_id}, {self.other_id}"


class SimilarWeight(models.Model):
    """A word, by its number, that a few roles of a large site have."""

    pk = models.CompositePrimaryKey("number", "role", "weight")
    number = models.BigIntegerField()
    role = models.BigIntegerField()
    weight = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.number}, {self.role}"


class SimilarWaiting(models.Model):
    """A public role whose row has to be made again."""

    role = models.BigIntegerField(primary_key=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.role)
