from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.models import person_field
from careers.phrases import LONGEST_QUOTE, join_names
from careers.text import truncate

KEPT_FOR = timedelta(days=1)
MOST_KEPT = 5  # of one person
MOST_NAMED = 3  # files

# Work says more often than this that it goes on.
LONGEST_PAUSE = timedelta(seconds=30)


class Work(models.TextChoices):
    """What is done with an import, outside requests if it is long."""

    READ = "read", _("Reading the files")
    PLAN = "plan", _("Comparing the files with the site")
    SAVE = "save", _("Saving drafts")


class ImportPlanQuerySet(models.QuerySet):
    def of(self, person):
        """Return those of ``person``, which are shown to no one else."""
        since = timezone.now() - KEPT_FOR
        own = self.filter(person=person, read_at__gt=since)
        return own.order_by("-read_at", "-pk")

    def unfinished(self):
        files = models.Prefetch("files", ImportFile.objects.defer("content"))
        plans = self.filter(saved_texts=None).defer("readings", "plan")
        return plans.prefetch_related(files)

    def keep(self, *, person, **content):
        """Keep what was read of files, and drop what is old or too much."""
        kept = self.create(person=person, read_at=timezone.now(), **content)
        self.filter(read_at__lte=kept.read_at - KEPT_FOR).delete()
        surplus = self.of(person).values_list("pk", flat=True)[MOST_KEPT:]
        self.filter(pk__in=list(surplus)).delete()
        return kept


class ImportPlan(models.Model):
    """Files that a person sent, as they were read, and the plan of what they change.

    Kept until it is carried out, for a day at most. ``attempt`` rises whenever work on
    it starts or is stopped: what works for an earlier one writes nothing more.
    """

    Work = Work

    person = person_field()
    read_at = models.DateTimeField()
    shape = models.CharField(max_length=20, blank=True)
    # JSON as text: PostgreSQL's own type has no room for a NUL.
    readings = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    choices = models.JSONField(default=dict, blank=True)
    work = models.CharField(max_length=4, choices=Work, blank=True)
    attempt = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    # How many drafts it has become, and of which roles.
    saved_texts = models.PositiveIntegerField(null=True, blank=True)
    saved_roles = models.JSONField(default=list, blank=True)
    saved_new = models.JSONField(default=dict, blank=True)

    objects = ImportPlanQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return f"{self.person}: {self.read_at}"

    @property
    def waits(self):
        """Whether no one has begun the work on it."""
        return self.beat_at is None

    @property
    def percent(self):
        return 100 * self.done // max(self.total, 1)

    @property
    def minutes_waited(self):
        return (timezone.now() - self.asked_at) // timedelta(minutes=1)

    @property
    def has_stopped(self):
        """Whether what worked on it ended without a word, by a kill or a crash."""
        return not self.waits and self.beat_at < timezone.now() - LONGEST_PAUSE

    @property
    def file_names(self):
        """Return "roles.csv and pasted table", with a few of many files."""
        names = [file.name or gettext("pasted table") for file in self.files.all()]
        short = (truncate(name, LONGEST_QUOTE) for name in names)
        return join_names(short, limit=MOST_NAMED)


class ImportFile(models.Model):
    """A file of an import, with its content until it is read.

    One without a name is a pasted table.
    """

    plan = models.ForeignKey(ImportPlan, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255, blank=True)
    content = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return self.name
