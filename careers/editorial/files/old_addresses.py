"""What becomes of the old addresses that files have."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from careers.editorial.workflow import Scope, reason
from careers.models import Kind, OldAddress
from careers.phrases import LONGEST_QUOTE
from careers.text import truncate

from .plan import PlannedAddress
from .records import FoundAddress, Problem
from .resolving import Options, Resolver


def may_list_addresses(person: User) -> bool:
    """Whether a person may add old addresses in the admin."""
    return person.has_perm("careers.add_oldaddress") and not Scope.of(person).is_limited


class AddressJudge:
    """Collects the old addresses that are new, and why others can't be added."""

    def __init__(self, resolver: Resolver, options: Options) -> None:
        self.resolver, self.options = resolver, options
        self.new: list[PlannedAddress] = []
        self.known = 0
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self._listed = dict(OldAddress.objects.values_list("address", "leads_to"))
        self._added: set[str] = set()

    def add(self, found: FoundAddress) -> None:
        # No editor can change what a saved page says of itself, so its texts are used.
        refused = self.notes if found.is_of_page else self.problems
        try:
            item = OldAddress(
                address=found.address, leads_to=found.leads_to or self._page_of(found)
            )
            item.clean_fields()
            item.clean()
            self._refuse_other(item)
        except ValidationError as error:
            words = truncate(found.address, LONGEST_QUOTE)
            refused.append(Problem(found.place, f"“{words}”: {reason(error)}"))
            return
        if item.address in self._listed:
            self.known += item.address not in self._added
        elif message := self._reason_to_leave_out(item):
            self.notes.append(Problem(found.place, message % {"address": item.address}))
        else:
            self._listed[item.address] = item.leads_to
            self._added.add(item.address)
            self.new.append(PlannedAddress(item.address, item.leads_to))

    def _page_of(self, found: FoundAddress) -> str:
        """Return the path of the page of the roles, "" if there are none."""
        slugs = {label: self.resolver.slug_of(label) for label in found.roles}
        for label, slug in slugs.items():
            if not slug:
                message = _("The site has no role “%(role)s”, or has several.")
                name = truncate(label.name or label.slug, LONGEST_QUOTE)
                raise ValidationError(message % {"role": name})
        different = list(dict.fromkeys(slugs.values()))
        if len(different) > settings.COMPARISON_MAX_ROLES:
            message = _("A comparison has at most %(most)d roles.")
            raise ValidationError(message % {"most": settings.COMPARISON_MAX_ROLES})
        if len(different) == 1:
            return reverse("careers:role", args=different)
        path = "-vs-".join(different)
        return path_of_comparison(path) if path else ""

    def _refuse_other(self, item: OldAddress) -> None:
        page = self._listed.get(item.address, item.leads_to)
        if page != item.leads_to:
            message = _("This leads to “%(page)s” already. Leave one of the two.")
            raise ValidationError(message % {"page": page})

    def _reason_to_leave_out(self, item: OldAddress) -> str:
        if self._is_answered(item):
            return _("“%(address)s” is an address of this site, so it was left out.")
        if not self.options.may_list_addresses:
            return _(
                "“%(address)s” was left out: your account may not add old addresses."
            )
        return ""

    def _is_answered(self, item: OldAddress) -> bool:
        path = item.address.partition("?")[0]
        if f"{path}/".startswith(settings.ADMIN_PATH):
            return True
        for spelling in (path, f"{path}/"):
            try:
                match = resolve(spelling)
            except Resolver404:
                continue
            words = match.kwargs.get("slug") or match.kwargs.get("address")
            if not words:
                return True
            if match.url_name is None:
                # It leads to this comparison unless the list says otherwise.
                return item.leads_to == path_of_comparison(words)
            is_dimension = match.url_name == "dimension"
            slugs = self.resolver.slugs[Kind.DIMENSION if is_dimension else Kind.ROLE]
            if all(word.partition("@")[0] in slugs for word in words.split("-vs-")):
                return True
        return False


def path_of_comparison(slugs: str) -> str:
    """Return the promised address: the editors' side knows no view of comparisons."""
    return f"/compare/{slugs}/"
