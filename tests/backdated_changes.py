"""Changes to roles and live texts that look as if they were made earlier."""

from datetime import UTC, datetime

from careers.models import Role, RoleDimensionEntry


def backdate(moment, *instances):
    """Move the latest history record of each instance to ``moment``."""
    for instance in instances:
        record = type(instance).history.filter(id=instance.pk).latest("history_id")
        record.history_date = moment
        record.save()


def backdate_everything(moment=datetime(2020, 1, 1, tzinfo=UTC)):
    for model in (Role, RoleDimensionEntry):
        model.history.update(history_date=moment)


def change_text(entry, text, moment):
    entry.text = text
    entry.save()
    backdate(moment, entry)


def change_status(role, status, moment):
    role.status = status
    role.save()
    backdate(moment, role)
