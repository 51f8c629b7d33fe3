"""What concerns the security of the site: written once, never changed.

Triggers of the database hold that too (careers.editorial.append_only).
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.models import is_known, person_field

MAX_ABOUT = 200  # characters


class SecurityEventKind(models.TextChoices):
    SIGNED_IN = "signed_in", _("Logged in")
    NOT_SIGNED_IN = "not_signed_in", _("Login failed")
    SIGNED_OUT = "signed_out", _("Logged out")
    REFUSED = "refused", _("Refused: no permission")
    FORGED = "forged", _("Refused: form without a valid token")
    SLOWED = "slowed", _("Refused: too many tries")
    ACCOUNT = "account", _("Account changed")
    GROUP = "group", _("Group changed")
    LINK = "link", _("Password link")
    PASSWORD = "password", _("Password set")
    FACTOR_ADDED = "factor_added", _("Second factor added")
    FACTOR_REMOVED = "factor_removed", _("Second factor removed")
    EXPORTED = "exported", _("Content exported")
    LOG_EXPORTED = "log_exported", _("Security log exported")
    REDACTION = "redaction", _("Redaction")
    PERSON_EXPORTED = "person_exported", _("Data of a person exported")
    PERSON_ERASED = "person_erased", _("Person erased")
    BACKED_UP = "backed_up", _("Backup made")
    RESTORED = "restored", _("Backup restored")


class AppendOnlyError(TypeError):
    """The log changes by new events alone."""


class SecurityEventQuerySet(models.QuerySet):
    def with_people(self):
        return self.select_related("person", "account")

    def remove_old(self):
        """Remove the events whose time is over, the only ones that may go."""
        old = self.filter(kept_until__lt=timezone.now().date())
        super(SecurityEventQuerySet, old).delete()

    def update(self, **values):
        raise AppendOnlyError

    def delete(self):
        raise AppendOnlyError


class SecurityEvent(models.Model):
    Kind = SecurityEventKind

    kind = models.CharField(_("event"), max_length=15, choices=SecurityEventKind)
    made_at = models.DateTimeField(_("time"), db_index=True)
    # Who did it, as far as the site knows, and whose account it concerns.
    person = person_field(null=True, verbose_name=_("person"))
    account = person_field(null=True, verbose_name=_("account"))
    # The network address that it came from.
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    about = models.CharField(_("about"), max_length=MAX_ABOUT, blank=True)
    # Tries like this one before it, of which the log has no event of their own.
    left_out = models.PositiveIntegerField(_("more like it before"), default=0)
    kept_until = models.DateField(db_index=True, editable=False)

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("security event")
        verbose_name_plural = _("security events")
        default_permissions = ("view",)
        ordering = ["-pk"]
        constraints = [
            is_known("kind", SecurityEventKind, "security_event_kind_is_known"),
        ]

    def __str__(self):
        return self.get_kind_display()

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError
        days = timedelta(days=settings.SECURITY_LOG_DAYS)
        self.kept_until = (self.made_at + days).date()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError
