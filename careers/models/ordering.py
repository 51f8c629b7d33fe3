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
    def move(self, steps, *, by=None):
        """Move by ``steps`` places (-1 is one up) and number all from 1.

        Returns the new place, 1 for the first. Moving past an end is no error:
        the object stays at the end. Whatever gets another number has a record of
        that in the name of ``by``.
        """
        objects = type(self).objects
        # Locked in the order of their keys, as two moves could wait for each other;
        # and read once they are locked, as the first move changes the order.
        list(objects.select_for_update().order_by("pk").values("pk"))
        everyone = list(objects.order_by(*self._meta.ordering))
        place = everyone.index(self)
        everyone.insert(max(place + steps, 0), everyone.pop(place))
        renumbered = []
        for position, each in enumerate(everyone, start=1):
            if each.position != position:
                each.position = position
                renumbered.append(each)
        place = everyone.index(self) + 1
        why = f"“{self}” moved to place {place}"
        objects.credited(by=by, why=why).bulk_update(renumbered, ["position"])
        return place
