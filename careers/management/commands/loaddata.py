import json
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, transaction

from careers.models import RoleDimensionEntry


class Command(loaddata.Command):
    """Django's loaddata, for files that people write: it names a wrong object.

    Django's own skips validation, lets the later of two objects that contradict
    each other win, and names an object by a primary key, which objects with natural
    keys do not have.
    """

    def loaddata(self, labels):
        self.loaded = {}
        try:
            super().loaddata(labels)
        except DeserializationError as error:
            # Something was referred to before its own turn, which never came.
            said = str(error)
            for key, instance in self.loaded.items():
                said = said.replace(key, self.name(instance))
            raise CommandError(f"Nothing was loaded. {said}") from error

    def load_label(self, label):
        self.place = 0
        try:
            super().load_label(label)
        except (DeserializationError, TypeError, UnicodeDecodeError) as error:
            # Of a file that is no JSON at all, only the cause says what and where.
            said = str(error).strip()
            said = f"{said} {error.__cause__}" if said.endswith(":") else said
            where = self.name_in_file(label) or f"That is in {label}."
            raise CommandError(f"Nothing was loaded. {said} {where}") from error

    def save_obj(self, obj):
        instance = obj.object
        self.place += 1
        try:
            if instance._meta.app_label == "careers":
                instance.full_clean(
                    exclude={field.name for field in obj.deferred_fields},
                    validate_unique=False,
                    validate_constraints=False,
                )
            keep_review(instance)
            # A savepoint, so that the name of what fails can still be looked up.
            with transaction.atomic(using=self.using):
                saved = super().save_obj(obj)
        except (ValidationError, DatabaseError, ValueError, OverflowError) as error:
            raise CommandError(self.explain(instance, error)) from error
        key = f"({instance._meta.label_lower}:pk={instance.pk})"
        if key in self.loaded:
            raise CommandError(self.explain(instance, "It is there twice."))
        self.loaded[key] = instance
        return saved

    def explain(self, instance, error):
        if isinstance(error, DatabaseError):
            error = self.broken_rule(instance) or error
        if isinstance(error, ValidationError):
            said = "; ".join(
                f"{'' if field == NON_FIELD_ERRORS else f'{field}: '}{' '.join(each)}"
                for field, each in error.message_dict.items()
            )
        else:
            said = str(getattr(error, "__cause__", None) or error)
        return f"Nothing was loaded. {self.name(instance)} is wrong: {said}"

    def broken_rule(self, instance):
        """Return what a form says of the rule that the database holds, if any."""
        instance._state.adding = instance.pk is None
        try:
            with suppress(DatabaseError, ValueError):
                instance.validate_constraints()
        except ValidationError as error:
            return error
        return None

    def name(self, instance):
        try:
            name = " / ".join(instance.natural_key())
        except (AttributeError, TypeError):
            name = str(instance.pk)
        return f"{instance._meta.label_lower} “{name}”"

    def name_in_file(self, label):
        """Return which object of a file could not be read, "" for none of them."""
        with suppress(
            AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError
        ):
            files = [Path(path).read_bytes() for path, *_ in self.find_fixtures(label)]
            record = [each for file in files for each in json.loads(file)][self.place]
            named = map(record["fields"].get, ("slug", "role", "dimension"))
            name = " / ".join(str(each) for each in named if each)
            return f"That is object {self.place + 1}, {record['model']} “{name}”."
        return ""


def keep_review(instance):
    """Leave a text reviewed that a file says once more; another one is not."""
    if not isinstance(instance, RoleDimensionEntry) or not instance.pk:
        return
    same = RoleDimensionEntry.objects.filter(pk=instance.pk, text=instance.text)
    for stored in same.only("reviewed_at", "reviewed_by"):
        instance.reviewed_at = stored.reviewed_at
        instance.reviewed_by_id = stored.reviewed_by_id
