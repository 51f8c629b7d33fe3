"""Addresses of the site that was here before, and the pages they lead to now."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .history import RecordedQuerySet, Records
from .text_fields import LineField

MAX_ADDRESS = 1_000  # characters


def bare_address(address):
    """Return the path and query of an address, as any spelling of it has them.

    Raises ValueError for what is no address.
    """
    parts = urlsplit(address.strip())
    path = unquote(parts.path).rstrip("/") or "/"
    return f"{path}?{parts.query}" if parts.query else path


class OldAddressQuerySet(RecordedQuerySet):
    def leading_from(self, path, query):
        """Return where a path leads, with its query or without; None for nowhere."""
        bare = bare_address_of(path, query)
        found = dict(self.filter(address__in=bare).values_list("address", "leads_to"))
        return next((found[address] for address in bare if address in found), None)


def bare_address_of(path, query):
    path = path.rstrip("/") or "/"
    addresses = [f"{path}?{query}"] if query else []
    return [a for a in [*addresses, path] if len(a) <= MAX_ADDRESS and "\0" not in a]


class OldAddress(models.Model):
    address = LineField(
        _("old address"),
        max_length=MAX_ADDRESS,
        unique=True,
        help_text=_(
            "The whole address or what follows the site’s name, such as "
            "“/careers/engineer-vs-analyst.html”."
        ),
        error_messages={"unique": _("This address is in the list already.")},
    )
    leads_to = LineField(
        _("leads to"),
        max_length=MAX_ADDRESS,
        help_text=_("A page of this site, such as “/compare/engineer-vs-analyst/”."),
    )

    objects = OldAddressQuerySet.as_manager()
    history = Records()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(address__startswith="/"),
                name="old_address_is_a_path",
            ),
            models.CheckConstraint(
                condition=models.Q(leads_to__startswith="/")
                & ~models.Q(leads_to__startswith="//"),
                name="old_address_leads_to_this_site",
            ),
        ]

    def __str__(self):
        return self.address

    def clean(self):
        errors = {}
        try:
            self.address = bare_address(self.address)
        except ValueError:
            self.address = ""
        if not self.address.startswith("/") or self.address == "/":
            errors["address"] = _("Enter an address below the site’s name.")
        if not self.leads_to.startswith("/") or self.leads_to[1:2] in ("/", "\\"):
            errors["leads_to"] = _("Enter what follows this site’s name, from “/” on.")
        elif self.leads_to.rstrip("/") == self.address:
            errors["leads_to"] = _("This leads to itself.")
        if errors:
            raise ValidationError(errors)
