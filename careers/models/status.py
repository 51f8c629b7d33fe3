from django.db import models


class Status(models.TextChoices):
    """How far a role has come on its way to visitors, and past it."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    ARCHIVED = "archived", "Archived"
