"""A record of every change: who, when, what was done, why, and the values after it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .fields import DerivedField
from .publication import Publication


class Action(models.TextChoices):
    """What was done."""

    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")
    DELETED = "deleted", _("Deleted")
    LOADED = "loaded", _("Loaded from a file")
    REORDERED = "reordered", _("Reordered")
    PUBLISHED = "published", _("Published")
    SAVED = "saved", _("Draft saved")
    IMPORTED = "imported", _("Draft taken from a file")
    COPIED = "copied", _("Their words copied from another draft")
    RESTORED = "restored", _("Draft restored")
    SUBMITTED = "submitted", _("Submitted for review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    DISCARDED = "discarded", _("Draft discarded")
    REVERTED = "reverted", _("Draft ended: it matched the live text")
    UNPUBLISHED = "unpublished", _("Draft again: its publication was undone")
    RECOVERED = "recovered", _("Brought back")
    CHANGED_BACK = "back", _("Changed back to the text that was submitted")
    ASKED = "asked", _("Redaction asked for")
    REDACTED = "redacted", _("Redacted")
    DROPPED = "dropped", _("Redaction dropped")


BY_TYPE = {"+": Action.CREATED, "~": Action.CHANGED, "-": Action.DELETED}


@dataclass(frozen=True)
class Credit:
    """What the next record of an object says of its change, beside the values."""

    by: AbstractBaseUser | None = None
    action: Action | None = None
    why: str = ""
    at: datetime | None = None
    publication: Publication | None = None
    restored_from: datetime | None = None

    def attributes(self, history_type):
        return {
            "action": self.action or BY_TYPE[history_type],
            "publication": self.publication,
            "restored_from": self.restored_from,
        }


NO_CREDIT = Credit()

# What the history leaves out: the record of a deletion says it.
DELETION_FIELDS = ["deleted_at", "deleted_by"]


class Record(models.Model):
    """What every historical model has beside the fields of its model."""

    action = models.CharField(max_length=11, choices=Action)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, null=True, related_name="+"
    )
    restored_from = models.DateTimeField(null=True)
    # What removed the words from this record.
    redaction = models.ForeignKey(
        "careers.Redaction", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True


class Records(HistoricalRecords):
    """The history of a model: one record a change, however the change is made.

    Derived fields are left out, and saving the same values again is no change. An
    object's ``credit`` says who, what and why for one change; without one it is the
    person of the request. The new record becomes the object's ``record``. Bulk writes
    send no signal: RecordedQuerySet records those.
    """

    def __init__(self, **kwargs):
        why = models.TextField(blank=True, default="")
        super().__init__(history_change_reason_field=why, bases=[Record], **kwargs)

    def get_meta_options(self, model):
        # In the order of the history: a bulk write dates many records alike.
        newest_first = models.Index(fields=["history_date", "history_id"])
        return super().get_meta_options(model) | {
            # No view asks for permissions on records, so the form of a group offers
            # none.
            "default_permissions": (),
            "indexes": [newest_first],
        }

    def fields_included(self, model):
        fields = super().fields_included(model)
        return [field for field in fields if not isinstance(field, DerivedField)]

    def post_save(self, instance, created, using=None, raw=False, **kwargs):
        if raw:
            instance.credit = Credit(action=Action.LOADED)
        super().post_save(instance, created, using=using, **kwargs)

    def create_historical_record(self, instance, history_type, using=None):
        credit = vars(instance).pop("credit", NO_CREDIT)
        history = type(instance).history
        names = [field.attname for field in history.model.tracked_fields]
        values = {name: getattr(instance, name) for name in names}
        if history_type == "~":
            records = history.filter(**{instance._meta.pk.attname: instance.pk})
            if records.values(*names).first() == values:
                return
        instance.record = record_of(instance, history_type, credit)
        instance.record.save(force_insert=True)


@cache
def history_model(model):
    """Return the model of the records of a model, and the names of their fields.

    Its manager is another class each time that it is asked for.
    """
    records = model.history.model
    return records, [field.attname for field in records.tracked_fields]


def record_of(instance, history_type, credit):
    model, names = history_model(type(instance))
    return model(
        **{name: getattr(instance, name) for name in names},
        **credit.attributes(history_type),
        history_type=history_type,
        history_date=credit.at or timezone.now(),
        history_user=credit.by or model.get_default_history_user(instance),
        history_change_reason=credit.why,
    )


def latest_record(records):
    """Return the subquery for the time of the latest of ``records``."""
    dates = records.order_by("-history_date").values("history_date")
    return models.Subquery(dates[:1])


def latest(*moments):
    """Return the latest of moments, None if none of them is known."""
    return max(filter(None, moments), default=None)


class RecordedQuerySet(models.QuerySet):
    """A queryset whose bulk writes are recorded, row by row, in two more queries."""

    credit = NO_CREDIT

    def credited(self, credit):
        """Return a queryset that records its writes with this Credit."""
        queryset = self._chain()
        queryset.credit = credit
        return queryset

    def _clone(self):
        clone = super()._clone()
        clone.credit = self.credit
        return clone

    @transaction.atomic
    def update(self, **values):
        names = [field.attname for field in self.model.history.model.tracked_fields]
        before = {row["pk"]: row for row in self.values("pk", *names)}
        rows = super().update(**values)
        written = self.model._base_manager.using(self.db).filter(pk__in=before)
        self.record(
            [
                instance
                for instance in written
                if any(
                    getattr(instance, name) != before[instance.pk][name]
                    for name in names
                )
            ],
            "~",
        )
        return rows

    update.alters_data = True  # type: ignore[attr-defined]

    @transaction.atomic
    def bulk_create(self, objs, *args, **kwargs):
        created = super().bulk_create(objs, *args, **kwargs)
        self.record(created, "+")
        return created

    bulk_create.alters_data = True  # type: ignore[attr-defined]

    @transaction.atomic
    def bulk_delete(self):
        """Delete the rows, to which no other table may still refer."""
        self.record(list(self), "-")
        self._raw_delete(self.db)

    bulk_delete.alters_data = True  # type: ignore[attr-defined]

    def record(self, objects, history_type):
        """Record objects that are written already, in one query."""
        self.model.history.bulk_create(
            record_of(instance, history_type, self.credit) for instance in objects
        )
