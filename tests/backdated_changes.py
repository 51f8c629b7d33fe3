"""Changes to roles and live texts that look as if they were made earlier."""

from datetime import UTC, datetime

from careers.models import Dimension, Role, RoleDimensionEntry


def backdate(moment, *instances):
    """Move the latest history record of each instance to ``moment``.

    The dimension of a text is then as old as the text.
    """
    for instance in instances:
        record = type(instance).history.filter(id=instance.pk).latest("history_id")
        record.history_date = moment
        record.save()
        if isinstance(instance, RoleDimensionEntry):
            made = Dimension.history.filter(id=instance.dimension_id, history_type="+")
            made.filter(history_date__gt=moment).update(history_date=moment)


def backdate_everything(moment=datetime(2020, 1, 1, tzinfo=UTC)):
    for model in (Role, Dimension, RoleDimensionEntry):
        model.history.update(history_date=moment)


def change_text(entry, text, moment):
    entry.text = text
    entry.save()
    backdate(moment, entry)


def change_status(item, status, moment):
    item.status = status
    item.save()
    backdate(moment, item)
