from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Browsers report every 20 seconds.
PRESENCE_TIMEOUT = timedelta(seconds=60)


class PresenceQuerySet(models.QuerySet):
    def of_others(self, user):
        present = self.filter(seen_at__gte=timezone.now() - PRESENCE_TIMEOUT).exclude(
            user=user
        )
        return present.select_related("user", "role", "dimension").order_by("-seen_at")


class Presence(models.Model):
    """Which role, and which cell of it, a person has open."""

    role = models.ForeignKey(
        "careers.Role", on_delete=models.CASCADE, related_name="presences"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    dimension = models.ForeignKey(
        "careers.Dimension", on_delete=models.CASCADE, null=True, related_name="+"
    )
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(
                fields=["role", "user"], name="one_presence_per_role_and_person"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.role}"
