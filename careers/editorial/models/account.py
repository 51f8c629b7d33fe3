"""What happens to accounts, and whether a second person has confirmed their owners."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.models import is_known, person_field


class AccountEventKind(models.TextChoices):
    MADE = "made", _("Account made")
    USERNAME = "username", _("Username")
    ADDRESS = "address", _("E-mail address")
    ACTIVE = "active", _("Active")
    STAFF = "staff", _("Staff status")
    SUPERUSER = "superuser", _("Superuser status")
    GROUPS = "groups", _("Groups")
    FAMILIES = "families", _("Families")
    PERMISSIONS = "permissions", _("Own permissions")
    GROUP_PERMISSIONS = "group_permissions", _("Permissions of their groups")
    LINK_REQUESTED = "link_requested", _("Password link requested on the login page")
    LINK_MAILED = "link_mailed", _("Password link sent by e-mail")
    LINK_SHOWN = "link_shown", _("Password link shown, to hand over")
    LINK_USED = "link_used", _("Password set with the link handed over")
    CONFIRMED = "confirmed", _("Owner confirmed")
    FACTORS_REMOVED = "factors_removed", _("Second factors removed")


# After these, the person who made the event may be the one who uses the account.
DOUBTFUL = [
    AccountEventKind.MADE,
    AccountEventKind.ADDRESS,
    AccountEventKind.LINK_USED,
]

# "" for no.
FLAGS = [
    AccountEventKind.ACTIVE,
    AccountEventKind.STAFF,
    AccountEventKind.SUPERUSER,
]

# Their values are the names of those that changed.
PERMISSIONS = [AccountEventKind.PERMISSIONS, AccountEventKind.GROUP_PERMISSIONS]


class AccountEventQuerySet(models.QuerySet):
    def doubtful(self):
        """Return the events after which someone else may use the account."""
        return self.filter(kind__in=DOUBTFUL).exclude(made_by=models.F("account"))

    def unconfirmed(self):
        return self.doubtful().filter(confirmation=None)

    def in_doubt_at(self, moment):
        """Return the doubtful events that no one had confirmed by then."""
        unconfirmed = models.Q(confirmation=None) | models.Q(
            confirmation__made_at__gte=moment
        )
        return self.doubtful().filter(unconfirmed, made_at__lte=moment)

    def unseen_by(self, user):
        events = self.filter(account=user, seen_at=None, made_by__isnull=False)
        return events.exclude(made_by=user).select_related("made_by")


class AccountEvent(models.Model):
    """One thing that was done to an account. Written by editorial.workflow alone.

    Of permissions, ``before`` and ``after`` name those that changed. ``made_by`` of a
    link that was used is the person who made it. Links themselves are never kept.
    """

    Kind = AccountEventKind

    account = person_field()
    kind = models.CharField(max_length=17, choices=AccountEventKind)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = person_field(null=True)
    confirmation = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="confirmed",
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = AccountEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("account event")
        verbose_name_plural = _("account events")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            is_known("kind", AccountEventKind, "account_event_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(kind=AccountEventKind.LINK_REQUESTED)
                | models.Q(made_by__isnull=False),
                name="account_event_is_made_by_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmation=None) | models.Q(kind__in=DOUBTFUL),
                name="account_event_needs_no_confirmation",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def description(self):
        """What was done, in words: "Groups: from Editor to Reviewer"."""
        if self.before == self.after:
            return str(self)
        if self.kind == AccountEventKind.MADE:
            template = gettext("%(what)s, in these groups: %(after)s")
        elif self.kind in PERMISSIONS:
            template = gettext("%(what)s: added %(after)s, removed %(before)s")
        else:
            template = gettext("%(what)s: from %(before)s to %(after)s")
        values = {"before": self._words(self.before), "after": self._words(self.after)}
        return template % {"what": self, **values}

    @property
    def is_unseen(self):
        is_by_another = self.made_by_id not in (None, self.account_id)
        return is_by_another and self.seen_at is None

    @property
    def is_unconfirmed(self):
        is_by_another = self.made_by_id != self.account_id
        is_doubtful = is_by_another and self.kind in DOUBTFUL
        return is_doubtful and self.confirmation_id is None

    def leaves_doubt_at(self, moment):
        """Whether this event, a doubtful one, was unconfirmed at ``moment``."""
        confirmed_at = self.confirmation and self.confirmation.made_at
        return self.made_at <= moment and not (confirmed_at and confirmed_at < moment)

    def _words(self, value):
        if self.kind in FLAGS:
            return gettext("yes") if value else gettext("no")
        if self.kind == AccountEventKind.FAMILIES:
            # Without any, the person may change all roles.
            return value or gettext("all")
        return value or gettext("none")


def approvable_by(user):
    """Return the condition that ``user``’s account may approve a draft.

    It may not while its own owner is unconfirmed, nor where ``user`` may be the writer:
    in what an account wrote between ``user`` setting it up and its confirmation.
    """
    events = AccountEvent.objects.all()
    of_writer = events.in_doubt_at(models.OuterRef("written_at")).filter(
        account=models.OuterRef("written_by"), made_by=user
    )
    return models.Q(
        ~models.Exists(events.unconfirmed().filter(account=user)),
        ~models.Exists(of_writer),
    )
