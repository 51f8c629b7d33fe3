"""What was once written and must never be read again: who asked, who agreed, why."""

from typing import NamedTuple

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from careers.text import fold

from .fields import (
    come_together,
    has_ended_unless,
    has_words,
    is_known,
    is_short,
    person_field,
    validate_plain_text,
)
from .history import Records
from .publication import MAX_WHY, Kind, Publication

# The kind of a version that is a text of a role on a dimension.
TEXT = "text"


class RedactionState(models.TextChoices):
    ASKED = "asked", _("Waiting for a second person")
    DONE = "done", _("Redacted")
    DROPPED = "dropped", _("Dropped")


class RedactionQuerySet(models.QuerySet):
    def asked(self):
        return self.filter(state=RedactionState.ASKED)

    def with_people(self):
        return self.select_related("asked_by", "ended_by").prefetch_related("versions")


class Redaction(models.Model):
    """The removal of some versions from everywhere, the past included.

    Made by editorial.workflow.redacting alone. It has no words of what it removes.
    ``ended_at`` is when a second person confirmed or dropped it. ``quotes`` are rows
    that quote the words, such as comments, as "<model>.<key>". ``left`` are the places
    that have some of the words and stay, by what stands for them.
    """

    State = RedactionState

    state = models.CharField(
        max_length=7, choices=RedactionState, default=RedactionState.ASKED
    )
    why = models.TextField(
        _("reason"), max_length=MAX_WHY, validators=[validate_plain_text]
    )
    asked_at = models.DateTimeField()
    asked_by = person_field()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = person_field(null=True)
    quotes = models.JSONField(default=list, blank=True)
    left = models.JSONField(default=list, blank=True)
    # What took the words off the pages, if visitors could still read them.
    publication = models.OneToOneField(
        Publication,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="redaction",
    )

    objects = RedactionQuerySet.as_manager()
    history = Records(excluded_fields=["quotes", "left", "publication"])

    class Meta:
        # No page changes or deletes one.
        default_permissions = ()
        permissions = [("redact", _("Can redact versions from the past"))]
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            is_known("state", RedactionState, "redaction_state_is_known"),
            has_words("why", "redaction_has_a_reason"),
            is_short("why", MAX_WHY, "redaction_reason_is_not_too_long"),
            come_together("ended_at", "ended_by", "redaction_is_ended_by_a_person"),
            has_ended_unless(RedactionState.ASKED, "redaction_has_ended_unless_asked"),
        ]

    def __str__(self):
        return self.why

    @property
    def is_asked(self):
        return self.state == RedactionState.ASKED

    @property
    def is_done(self):
        return self.state == RedactionState.DONE


class Part(NamedTuple):
    """What has versions: a text, or one field of an object.

    ``key`` is that of the role, or of the object.
    """

    kind: str
    key: int
    dimension: int | None
    field: str

    def digest(self, value: str) -> str:
        """Return what stands for the words of ``value`` here, however they are spelt.

        Case, accents and punctuation make no other words.
        """
        return self.exact_digest(fold(value) or value)

    def exact_digest(self, value: str) -> str:
        """Return what stands for ``value`` here, without giving it away.

        Keyed, because short values such as names could be guessed from a plain hash.
        """
        text = f"{self.kind}.{self.key}.{self.dimension}.{self.field}\n{value}"
        return salted_hmac("careers.redaction", text, algorithm="sha256").hexdigest()


def text_part(role: int, dimension: int) -> Part:
    return Part(TEXT, role, dimension, "text")


class RedactedVersionQuerySet(models.QuerySet):
    def done(self):
        return self.filter(redaction__state=RedactionState.DONE)

    def asked(self):
        return self.filter(redaction__state=RedactionState.ASKED)


class RedactedVersion(models.Model):
    """One version that a redaction removes, by the digest of its words."""

    # Protected, so that no redaction can be deleted.
    redaction = models.ForeignKey(
        Redaction, on_delete=models.PROTECT, related_name="versions"
    )
    kind = models.CharField(max_length=9, choices=[(TEXT, _("text")), *Kind.choices])
    key = models.BigIntegerField()
    dimension = models.BigIntegerField(null=True, blank=True)
    field = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, db_index=True)

    objects = RedactedVersionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("redacted version")
        verbose_name_plural = _("redacted versions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["redaction", "digest"], name="one_redaction_of_a_version"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=TEXT, dimension__isnull=False, field="text")
                | models.Q(kind__in=Kind.values, dimension=None),
                name="redacted_version_is_of_a_text_or_an_object",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}: {self.field}"

    @property
    def part(self):
        return Part(self.kind, self.key, self.dimension, self.field)
