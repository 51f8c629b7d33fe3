"""Which objects of the site the names in files mean, and which are new."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from careers.editorial.workflow import UNLIMITED, Scope, reason
from careers.models import Dimension, Family, Kind, Role, free_slug
from careers.phrases import join_names
from careers.text import fold_name

from .naming import (
    Known,
    Named,
    known_dimensions,
    known_families,
    known_roles,
)
from .plan import NEW, NewObject, Unknown
from .records import Place, Problem, RoleLabel

MAKEABLE = frozenset({Kind.ROLE, Kind.DIMENSION, Kind.FAMILY})
MODELS: dict[Kind, type[Role | Dimension | Family]] = {
    Kind.ROLE: Role,
    Kind.DIMENSION: Dimension,
    Kind.FAMILY: Family,
}

_WITH_FAMILY = re.compile(r"(.+) \((.+)\)")


@dataclass(frozen=True)
class Options:
    """What is asked for, and by whom.

    ``choices`` are answers about unknown names by their ids, ``texts`` the ids of the
    texts chosen of several, by the ids of these. With ``create``, a name
    without near ones is new unasked; ``new_names``, folded, are new in any case. With
    ``remove``, an empty cell removes the text; with ``publish``, the texts will be live
    at once.
    """

    choices: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    create: bool = False
    new_names: Collection[str] = ()
    may_create: Collection[Kind] = MAKEABLE
    scope: Scope = UNLIMITED
    as_lists: bool = False
    remove: bool = False
    publish: bool = False
    may_list_addresses: bool = True


class Resolver:
    """Finds objects by their names, and collects those that are unknown."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.known: dict[Kind, Known] = {
            Kind.FAMILY: known_families(),
            Kind.DIMENSION: known_dimensions(),
            Kind.ROLE: known_roles(),
        }
        self.unknown: dict[str, Unknown] = {}
        self.new: dict[str, NewObject] = {}
        self.problems: list[Problem] = []
        self.slugs = {kind: set(known.slugs) for kind, known in self.known.items()}
        self._keys: dict[tuple[Kind, str], int | None] = {}
        self._roles: dict[RoleLabel, int | None] = {}
        self._order: dict[int | None, int] = {}
        self._unknown_roles: dict[str, list[Unknown]] = defaultdict(list)
        self._new_by_name: dict[tuple[Kind, str, int | None], NewObject] = {}

    def read_roles(self, labels: Mapping[RoleLabel, Place]) -> None:
        """Find all roles. Names without a family may mean one that is with one."""
        for label in sorted(labels, key=lambda label: not label.family):
            self._roles[label] = self._find_role(label, labels[label])
        for place, label in enumerate(labels):
            self._order.setdefault(self._roles[label], place)

    def role(self, label: RoleLabel) -> int | None:
        """Return the key of a role, negative for a new one; None if it is left out."""
        return self._roles[label]

    def slug_of(self, label: RoleLabel) -> str:
        """Return the slug of a role by its label in the files; "" if it is unknown."""
        key = self._roles.get(label)
        if label not in self._roles:
            items = self._roles_named(label, None)
            same = self._unknown_roles[fold_name(label.name)]
            if items:
                key = items[0].key if len(items) == 1 else None
            elif len(same) == 1:
                key = self._chosen_key(same[0])
        return self._role_slugs.get(key, "")

    @cached_property
    def _role_slugs(self) -> dict[int | None, str]:
        """The slugs of all roles, once those of the files have been read."""
        known, new = self.known[Kind.ROLE].slugs.values(), self._new_by_name.values()
        slugs: dict[int | None, str] = {item.key: item.slug for item in known}
        return slugs | {item.key: item.slug for item in new}

    def dimension(self, name: str, place: Place) -> int | None:
        return self._key_of(Kind.DIMENSION, name, place)

    def _key_of(self, kind: Kind, name: str, place: Place) -> int | None:
        if (kind, name) not in self._keys:
            items = self.known[kind].find(name)
            key = items[0].key if items else self._decide(Unknown(kind, name, place))
            self._keys[kind, name] = key
        return self._keys[kind, name]

    def _find_role(self, label: RoleLabel, place: Place) -> int | None:
        by_slug = self.known[Kind.ROLE].slugs.get(label.slug.strip().lower())
        if by_slug:
            return by_slug.key
        if not label.name:
            message = _("There is no role “%(slug)s”. Give its name.")
            self._problem(place, message % {"slug": label.slug})
            return None
        family = None
        if label.family:
            family = self._key_of(Kind.FAMILY, label.family, place)
        items = self._roles_named(label, family)
        if len(items) > 1:
            self._ambiguous(label, items, place)
            return None
        if items:
            return items[0].key
        return self._new_role(label, family, place)

    def _roles_named(self, label: RoleLabel, family: int | None) -> list[Named]:
        roles = self.known[Kind.ROLE]
        if label.family:
            folded = fold_name(label.name)
            tables = (roles.named.get(folded, []), roles.others.get(folded, []))
            matches = ([r for r in items if r.family == family] for items in tables)
            return next(filter(None, matches), []) if family else []
        items = roles.find(label.name)
        parts = _WITH_FAMILY.fullmatch(label.name)
        if not items and parts:
            families = {item.key for item in self.known[Kind.FAMILY].find(parts[2])}
            items = [r for r in roles.find(parts[1]) if r.family in families]
        return items

    def _ambiguous(self, label: RoleLabel, items: list[Named], place: Place) -> None:
        families = {item.key: item for item in self.known[Kind.FAMILY].slugs.values()}
        names = [families[i.family].name if i.family else i.slug for i in items]
        message = _(
            "“%(role)s” can be several roles: in %(families)s. Add a column with the "
            "family or the slug."
        )
        names_of = {"role": label.name, "families": join_names(names, limit=5)}
        self._problem(place, message % names_of)

    def _new_role(
        self, label: RoleLabel, family: int | None, place: Place
    ) -> int | None:
        unknown = Unknown(Kind.ROLE, label.name, place, label.family)
        if not label.family:
            same = self._unknown_roles[fold_name(label.name)]
            if len(same) > 1:
                message = _(
                    "“%(role)s” can be several of the new roles. Add a column with the "
                    "family or the slug."
                )
                self._problem(place, message % {"role": label.name})
                return None
            if same and same[0].family:
                return self._chosen_key(same[0])
        return self._decide(unknown, slug=label.slug.strip().lower(), family=family)

    def _decide(
        self, unknown: Unknown, *, slug: str = "", family: int | None = None
    ) -> int | None:
        """Return the key that is chosen for an unknown name; None to leave it out."""
        if unknown.id not in self.unknown:
            unknown = replace(unknown, near=tuple(self._near(unknown)))
            is_waiting = bool(unknown.family) and family is None
            may_be_new = is_waiting or self._may_create(unknown.kind, family)
            choice = self._choice(unknown)
            self.unknown[unknown.id] = replace(
                unknown,
                choice="" if choice == NEW and not may_be_new else choice,
                may_be_new=may_be_new,
                is_waiting=is_waiting,
            )
            if unknown.kind == Kind.ROLE:
                folded = fold_name(unknown.name)
                self._unknown_roles[folded].append(self.unknown[unknown.id])
        unknown = self.unknown[unknown.id]
        if unknown.choice == NEW and not unknown.is_waiting:
            return self._make(unknown, slug, family)
        return self._chosen_key(unknown)

    def _chosen_key(self, unknown: Unknown) -> int | None:
        if unknown.id in self.new:
            return self.new[unknown.id].key
        meant = self.known[unknown.kind].slugs.get(unknown.choice)
        return meant.key if meant else None

    def _choice(self, unknown: Unknown) -> str:
        is_new = fold_name(unknown.name) in self.options.new_names
        if is_new or (self.options.create and not unknown.near):
            return NEW
        return self.options.choices.get(unknown.id, "")

    def _near(self, unknown: Unknown) -> Iterator[Named]:
        for item in self.known[unknown.kind].near(unknown.name):
            is_same = fold_name(item.name) == fold_name(unknown.name)
            # Two roles of one name in two families are two roles.
            if not (is_same and unknown.family and item.family):
                yield item

    def _may_create(self, kind: Kind, family: int | None) -> bool:
        scope = self.options.scope
        is_within = not scope.is_limited or (kind == Kind.ROLE and family in scope.keys)
        return kind in self.options.may_create and is_within

    def _make(self, unknown: Unknown, slug: str, family: int | None) -> int:
        # A family can have two spellings in the files, and so a role in it too.
        by_name = unknown.kind, fold_name(unknown.name), family
        new = self._new_by_name.get(by_name)
        if new is None:
            key = -len(self._new_by_name) - 1
            name = " ".join(unknown.name.split())
            slug = slug or self._free_slug(unknown.kind, name, family)
            new = NewObject(unknown.kind, key, name, slug, 0, family)
            self._check(new, unknown.place)
            self._new_by_name[by_name] = new
            self.slugs[unknown.kind].add(new.slug)
        elif slug and slug != new.slug:
            message = _("“%(role)s” has two slugs: %(slug)s and %(other)s. Keep one.")
            names = {"role": new.name, "slug": new.slug, "other": slug}
            self._problem(unknown.place, message % names)
        self.new[unknown.id] = new
        return new.key

    def _free_slug(self, kind: Kind, name: str, family: int | None) -> str:
        item = MODELS[kind](name=name)
        new = self._new_by_name.values()
        slugs = {n.key: n.slug for n in new if n.kind == Kind.FAMILY}
        slugs |= {n.key: s for s, n in self.known[Kind.FAMILY].slugs.items()}
        of_family = Family(slug=slugs[family]) if family else None
        return free_slug(item, family=of_family, taken=self.slugs[kind])

    def _check(self, new: NewObject, place: Place) -> None:
        item = MODELS[new.kind](name=new.name, slug=new.slug)
        try:
            item.clean_fields(exclude=["family", "theme", "status"])
        except ValidationError as error:
            self._problem(place, f"“{new.name}”: {reason(error)}")
            return
        if new.slug in self.slugs[new.kind] or (
            new.kind == Kind.ROLE and "vs" in new.slug.split("-")
        ):
            message = _("“%(name)s” can’t have the slug “%(slug)s”. Choose another.")
            self._problem(place, message % {"name": new.name, "slug": new.slug})

    def _problem(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))

    def ordered(self) -> list[NewObject]:
        """Return what is new, in the order of the files, after all that exists."""
        last = Counter[tuple[Kind, int | None]]()
        for kind, known in self.known.items():
            for item in known.slugs.values():
                group = kind, item.family
                last[group] = max(last[group], item.position)
        ordered = []
        for new in sorted(
            self._new_by_name.values(), key=lambda new: self._order.get(new.key, 0)
        ):
            last[new.kind, new.family] += 1
            position = last[new.kind, new.family]
            ordered.append(replace(new, position=position))
        return ordered
