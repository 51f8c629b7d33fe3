"""Which roles a person may change: those of some families, if the account says so.

Everyone reads everything. Comments are free too: they change no text, and are how
someone asks the people of another family for a change.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial.models import FamilyLimit
from careers.models import Content, Family, Kind, Role
from careers.phrases import join_names

from .errors import RefusedError, quote_names


class OutOfScopeError(RefusedError):
    """Nothing was written: the role is not in a family of the person who asked."""


@dataclass(frozen=True)
class Scope:
    """The families whose roles a person may change; without any, all roles."""

    families: tuple[Family, ...] = ()

    @classmethod
    def of(cls, user: User) -> "Scope":
        limits = FamilyLimit.objects.filter(person=user.pk).select_related("family")
        limits = limits.order_by("family__position", "family__name")
        return cls(tuple(limit.family for limit in limits))

    @property
    def is_limited(self) -> bool:
        return bool(self.families)

    @property
    def keys(self) -> set[int]:
        return {family.pk for family in self.families}

    def has(self, role: Role) -> bool:
        return not self.is_limited or role.family_id in self.keys

    def is_within(self, other: "Scope") -> bool:
        """Whether ``other`` has every role that this one has."""
        if not other.is_limited:
            return True
        return self.is_limited and self.keys <= other.keys

    @property
    def note(self) -> str:
        return _("You can change roles in %(families)s only.") % {
            "families": join_names(map(str, self.families))
        }

    def within(self, rows: QuerySet, family: str = "role__family") -> QuerySet:
        """Return those of ``rows`` whose role it has."""
        if not self.is_limited:
            return rows
        return rows.filter(**{f"{family}__in": self.keys})

    def within_details(self, drafts: QuerySet) -> QuerySet:
        """Return those of ``drafts``, of details, that its person may change."""
        if not self.is_limited:
            return drafts
        roles = Role.objects.filter(family__in=self.keys).values("pk")
        return drafts.filter(kind=Kind.ROLE, key__in=roles)

    def reason(self, *roles: Role) -> str:
        """Return why its person may not change ``roles``; "" if that is allowed."""
        if all(map(self.has, roles)):
            return ""
        if len(roles) > 1:
            return _("It changes roles outside your families. %(note)s") % {
                "note": self.note
            }
        return _("This role isn’t in your families. %(note)s") % {"note": self.note}

    def reason_of(self, item: Content) -> str:
        """Return why its person may not change ``item``, of any kind, or ""."""
        if isinstance(item, Role):
            return self.reason(item)
        if not self.is_limited:
            return ""
        message = _("This belongs to the roles of all families. %(note)s")
        return message % {"note": self.note}


UNLIMITED = Scope()


def scope_of(request):
    """Return the Scope of the person who asks, read once a request, to show pages.

    What writes reads it again, in its transaction.
    """
    return scope_of_reader(request.user)


def scope_of_reader(user):
    """Return the Scope of the person whom a page is shown to, read once.

    Most accounts have no limits, which is known from the account itself.
    """
    if not hasattr(user, "_scope"):
        is_limited = getattr(user, "is_limited", True)
        user._scope = Scope.of(user) if is_limited else UNLIMITED
    return user._scope


def refuse_outside(roles: Iterable[Role], *, by: User) -> None:
    """Raise OutOfScopeError unless ``by`` may change all of ``roles``.

    Lock the roles first: otherwise one could move to another family.
    """
    scope = Scope.of(by)
    outside = [role for role in roles if not scope.has(role)]
    if outside:
        message = ngettext(
            "%(roles)s isn’t in your families, so nothing was changed. %(note)s",
            "%(roles)s aren’t in your families, so nothing was changed. %(note)s",
            len(outside),
        )
        names = quote_names(outside, limit=5)
        raise OutOfScopeError(message % {"roles": names, "note": scope.note})


def people_within(people: QuerySet, roles: Iterable[int]) -> QuerySet:
    """Return those of ``people`` who may change at least one of the roles, by key."""
    limits = FamilyLimit.objects.filter(person=OuterRef("pk"))
    families = Role.objects.filter(pk__in=roles).exclude(family=None).values("family")
    return people.filter(~Exists(limits) | Exists(limits.filter(family__in=families)))


def refuse_items_outside(items: Iterable, *, by: User) -> None:
    """Raise OutOfScopeError unless ``by`` may change all of ``items``, of any kind."""
    items = list(items)
    roles = [item for item in items if isinstance(item, Role)]
    refuse_outside(roles, by=by)
    if len(roles) < len(items):
        refuse_limited(by=by)


def refuse_limited(*, by: User) -> None:
    """Raise OutOfScopeError if ``by`` may not change what all families share."""
    scope = Scope.of(by)
    if scope.is_limited:
        raise OutOfScopeError(
            _("This belongs to the roles of all families. %(note)s")
            % {"note": scope.note}
        )
