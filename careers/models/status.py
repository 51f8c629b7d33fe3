from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")
    DELETED = "deleted", _("Deleted")

    @property
    def is_public(self):
        """Whether visitors can read what has this status. Nothing else decides it."""
        return self is Status.PUBLISHED


PUBLIC_STATUSES = [status for status in Status if status.is_public]

# What editors work on, unless they ask for what is archived.
SHOWN_TO_EDITORS = [Status.DRAFT, Status.PUBLISHED]

PUBLIC = models.Q(status__in=PUBLIC_STATUSES)

NOT_DELETED = ~models.Q(status=Status.DELETED)
