from datetime import timedelta

from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.models import person_field

KEPT_FOR = timedelta(days=30)
MOST_KEPT = 20  # forms of one person, each at most as large as a request may be


class KeptFormQuerySet(models.QuerySet):
    def of(self, person):
        """Return the forms to offer to ``person``, and to no one else."""
        return self.filter(
            person=person, typed_at__gt=timezone.now() - KEPT_FOR
        ).order_by("-typed_at", "-pk")

    def keep(self, *, person, path, query, fields):
        """Keep a form's ``fields``, a QueryDict, and drop what is old or too much."""
        kept = self.create(
            person=person,
            path=path,
            query=query,
            encoded_fields=fields.urlencode(),
            typed_at=timezone.now(),
        )
        self.filter(typed_at__lte=kept.typed_at - KEPT_FOR).delete()
        surplus = self.of(person).values_list("pk", flat=True)[MOST_KEPT:]
        self.filter(pk__in=list(surplus)).delete()
        return kept


class KeptForm(models.Model):
    """What a person sent from a form when their login had ended, until it is saved."""

    person = person_field()
    path = models.TextField()
    query = models.TextField(blank=True)
    # As a browser sends them. PostgreSQL would refuse a NUL in any other form.
    encoded_fields = models.TextField()
    typed_at = models.DateTimeField()

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept form")
        verbose_name_plural = _("kept forms")

    def __str__(self):
        return f"{self.person}: {self.path}"

    @property
    def fields(self):
        return QueryDict(self.encoded_fields)
