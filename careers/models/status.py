from django.db import models


class Status(models.TextChoices):
    """How far a role has come on its way to visitors, and past it."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    ARCHIVED = "archived", "Archived"

    @property
    def is_public(self):
        """Whether visitors read the roles of this status: decided here alone."""
        return self is Status.PUBLISHED


PUBLIC_STATUSES = [status for status in Status if status.is_public]

PUBLIC = models.Q(status__in=PUBLIC_STATUSES)
