"""What every change leaves behind: who, when, why, and what it said."""

from django.db import models, transaction
from simple_history.models import HistoricalRecords

from .fields import DerivedField

FROM_A_FILE = "Loaded from a file"


class Records(HistoricalRecords):
    """The records of a model: one for every change, by whatever way it came.

    Fields that follow from others are left out, saving the same again is no change,
    and what a fixture loads is recorded as well. Bulk writes send no signal: they
    are recorded by ``RecordedQuerySet``.
    """

    def __init__(self, **kwargs):
        why = models.TextField(blank=True, default="")
        super().__init__(history_change_reason_field=why, **kwargs)

    def fields_included(self, model):
        fields = super().fields_included(model)
        return [field for field in fields if not isinstance(field, DerivedField)]

    def post_save(self, instance, created, using=None, raw=False, **kwargs):
        if raw:
            instance._change_reason = FROM_A_FILE
        super().post_save(instance, created, using=using, **kwargs)

    def get_change_reason_for_object(self, instance, history_type, using):
        return super().get_change_reason_for_object(instance, history_type, using) or ""

    def create_historical_record(self, instance, history_type, using=None):
        if history_type != "~" or not is_recorded(instance):
            super().create_historical_record(instance, history_type, using)


def is_recorded(instance):
    """Whether the last record of ``instance`` says what it is now."""
    history = type(instance).history
    names = [field.attname for field in history.model.tracked_fields]
    records = history.filter(**{instance._meta.pk.attname: instance.pk})
    last = records.values(*names).first()
    return last == {name: getattr(instance, name) for name in names}


class RecordedQuerySet(models.QuerySet):
    """A queryset whose bulk writes are recorded, row by row, in two queries more."""

    credit: dict = {}

    def credited(self, *, by, why, at=None):
        """Return a queryset that records its writes in this person's name."""
        queryset = self._chain()
        queryset.credit = {
            "default_user": by,
            "default_change_reason": why,
            "default_date": at,
        }
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
        everyone = self.model._base_manager.using(self.db)
        changed = [
            each
            for each in everyone.filter(pk__in=before)
            if any(getattr(each, name) != before[each.pk][name] for name in names)
        ]
        self.model.history.bulk_history_create(changed, update=True, **self.credit)
        return rows

    update.alters_data = True  # type: ignore[attr-defined]

    @transaction.atomic
    def bulk_create(self, objs, *args, **kwargs):
        created = super().bulk_create(objs, *args, **kwargs)
        self.model.history.bulk_history_create(created, **self.credit)
        return created

    bulk_create.alters_data = True  # type: ignore[attr-defined]
