from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .history import Action, Credit

MAX_POSITION = 1_000_000


class Ordered(models.Model):
    """An object that editors put in order, one place at a time."""

    position = models.PositiveIntegerField(
        _("position"),
        default=0,
        validators=[MaxValueValidator(MAX_POSITION)],
        help_text=_("Lower numbers come first. Equal numbers are sorted by name."),
    )

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    @transaction.atomic
    def move(self, steps, *, by=None):
        """Move by ``steps`` places (-1 is one up) and number all from 1.

        Returns the new place, 1 for the first. An object never moves past an end. Each
        object with a new number gets a history record in the name of ``by``.
        """
        manager = type(self).objects
        # Locked in the order of their keys, or two moves could wait for each other.
        # Read only when locked, as an earlier move changes the order.
        list(manager.select_for_update().order_by("pk").values("pk"))
        objects = list(manager.order_by(*self._meta.ordering))
        place = objects.index(self)
        objects.insert(max(place + steps, 0), objects.pop(place))
        renumbered = []
        for position, item in enumerate(objects, start=1):
            if item.position != position:
                item.position = position
                renumbered.append(item)
        place = objects.index(self) + 1
        credit = Credit(by, Action.REORDERED, why=str(self))
        manager.credited(credit).bulk_update(renumbered, ["position"])
        return place
