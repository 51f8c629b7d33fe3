"""Objects that editors put in order."""

from django.core.validators import MaxValueValidator
from django.db import models, transaction

MAX_POSITION = 1_000_000


class Ordered(models.Model):
    """An object with a place among its kind, moved one step at a time."""

    position = models.PositiveIntegerField(
        default=0,
        validators=[MaxValueValidator(MAX_POSITION)],
        help_text="Lower numbers come first. Equal numbers are ordered by name.",
    )

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    @transaction.atomic
    def move(self, steps):
        """Move by ``steps`` places (-1 is one up) and number all from 1.

        Returns the new place, 1 for the first. Moving past an end is no error:
        the object stays at the end.
        """
        everyone = list(type(self)._base_manager.order_by(*self._meta.ordering))
        place = everyone.index(self)
        everyone.insert(max(place + steps, 0), everyone.pop(place))
        for position, each in enumerate(everyone, start=1):
            each.position = position
        type(self)._base_manager.bulk_update(everyone, ["position"])
        return everyone.index(self) + 1
