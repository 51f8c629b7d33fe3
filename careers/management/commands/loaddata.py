from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.db import DatabaseError


class Command(loaddata.Command):
    """Django's loaddata, which also checks each object and names a wrong one.

    Django's own skips validation, and names an object that the database refuses
    by a primary key that objects with natural keys do not have.
    """

    def save_obj(self, obj):
        try:
            if not obj.deferred_fields and obj.object._meta.app_label == "careers":
                obj.object.full_clean(validate_unique=False, validate_constraints=False)
            return super().save_obj(obj)
        except (ValidationError, DatabaseError, ValueError) as error:
            raise CommandError(self.explain(obj.object, error)) from error

    def explain(self, instance, error):
        kind = instance._meta.label_lower
        try:
            name = " / ".join(instance.natural_key())
        except (AttributeError, TypeError):
            name = str(instance.pk)
        if isinstance(error, ValidationError):
            said = "; ".join(
                f"{field}: {' '.join(messages)}"
                for field, messages in error.message_dict.items()
            )
        else:
            said = str(error.__cause__ or error)
        return f"Nothing was loaded. {kind} “{name}” is wrong: {said}"
