"""A role that an editor names in a field: by its address, its name, or other words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest

from careers.models import Role

MOST_OFFERED = 20
MAX_LENGTH = 200  # characters: longer than any name


def named_role(words: str) -> Role | None:
    """Return the role with this slug, former slug or name; not a deleted one."""
    words = words.strip()[:MAX_LENGTH].replace("\x00", "\ufffd")
    if not words:
        return None
    if role := Role.objects.with_slug(words):
        return role
    role = Role.objects.named(words)
    return role or Role.objects.by_former_slug([words]).get(words)


@dataclass(frozen=True)
class RoleOffers:
    """The roles that words may mean, each with the address that chooses it."""

    words: str
    name: str  # of the field, and of the key in the address
    kept: list[tuple[str, str]] = field(default_factory=list)
    chosen_as: str = ""  # the key of the chosen role, if that is another

    @property
    def roles(self) -> Iterator[tuple[Role, str]]:
        key = self.chosen_as or self.name
        roles = Role.objects.select_related("family").search(self.words)
        for role in roles[:MOST_OFFERED]:
            yield role, f"?{urlencode([*self.kept, (key, role.slug)])}"


def offers_of(request: HttpRequest, name: str, chosen_as: str = "") -> RoleOffers:
    """Return what the words in the field ``name`` of an address may mean."""
    words = request.GET.get(name, "")[:MAX_LENGTH].replace("\x00", "\ufffd")
    kept = [
        (key, value)
        for key, values in request.GET.lists()
        for value in values
        if value and key not in (name, "page")
    ]
    return RoleOffers(words, name, kept, chosen_as)
