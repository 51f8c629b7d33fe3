from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.models import person_field

KEPT_FOR = timedelta(days=1)
MOST_KEPT = 5  # of one person


class ImportPlanQuerySet(models.QuerySet):
    def of(self, person):
        """Return those of ``person``, which are shown to no one else."""
        since = timezone.now() - KEPT_FOR
        own = self.filter(person=person, read_at__gt=since)
        return own.order_by("-read_at", "-pk")

    def keep(self, *, person, **content):
        """Keep what was read of files, and drop what is old or too much."""
        kept = self.create(person=person, read_at=timezone.now(), **content)
        self.filter(read_at__lte=kept.read_at - KEPT_FOR).delete()
        surplus = self.of(person).values_list("pk", flat=True)[MOST_KEPT:]
        self.filter(pk__in=list(surplus)).delete()
        return kept


class ImportPlan(models.Model):
    """Files that a person sent, as they were read, and the plan of what they change.

    Kept until it is carried out, for a day at most.
    """

    person = person_field()
    read_at = models.DateTimeField()
    # JSON as text: PostgreSQL's own type has no room for a NUL.
    readings = models.TextField()
    plan = models.TextField()
    choices = models.JSONField(default=dict)

    objects = ImportPlanQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return f"{self.person}: {self.read_at}"
