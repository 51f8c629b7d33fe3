from django.db import models
from django.utils.translation import gettext_lazy as _


class FailedTries(models.Model):
    """How often a password was wrong lately, for one account, address or browser."""

    # A hash: people type passwords into the field for the username.
    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("failed tries")
        verbose_name_plural = _("failed tries")

    def __str__(self):
        return self.key


class CacheEntry(models.Model):
    """The table of Django's database cache, so that `migrate` makes it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("cache entry")
        verbose_name_plural = _("cache entries")

    def __str__(self):
        return self.cache_key
