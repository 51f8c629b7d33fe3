"""Roles that may belong in a comparison too, and the words that speak for them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from careers.content_source import PublishedContent
from careers.models import Role
from careers.phrases import join_names, join_quotes
from careers.search.similar.neighbours import NearRole
from comparisons.selection import Selection
from comparisons.snapshots import RoleSnapshot

from .presenter import ComparisonPresenter


@dataclass(frozen=True)
class MoreRole:
    """A role, the words that it shares with roles of the set, and how to add it."""

    name: str
    page: str
    lines: tuple[str, ...]
    path: str


class MoreRoles:
    """The roles nearest to those of a comparison, and the best between two.

    None beside an earlier day, where people look for what has changed.
    """

    def __init__(
        self, presenter: ComparisonPresenter, content: PublishedContent
    ) -> None:
        self.presenter = presenter
        self.selection = presenter.comparison.selection
        self.step: MoreRole | None = None
        self.others: tuple[MoreRole, ...] = ()
        compared = presenter.comparison.roles
        is_full = len(compared) >= settings.COMPARISON_MAX_ROLES
        if is_full or any(isinstance(role, RoleSnapshot) for role in compared):
            return
        roles = {role.pk: role.title for role in compared}
        neighbours = content.neighbours(compared)
        step = neighbours.step() if len(roles) == 2 else None
        if step:
            lines = [
                _shared(names, quotes)
                for names, quotes in zip(
                    ([name] for name in roles.values()),
                    (step.first, step.second),
                    strict=True,
                )
            ]
            self.step = self._more_role(step.role, lines, place=1)
        self.others = tuple(
            self._more_role(
                suggestion.role,
                [_shared_by(suggestion.to, roles, suggestion.quotes)],
                place=len(self.selection),
            )
            for suggestion in neighbours.suggestions()
            if not step or suggestion.role.pk != step.role.pk
        )

    def _more_role(
        self, role: Role | NearRole, lines: Iterable[str], place: int
    ) -> MoreRole:
        path = self._path(role.slug, place)
        return MoreRole(role.title, role.get_absolute_url(), tuple(lines), path)

    def _path(self, slug: str, place: int) -> str:
        """Return the page with a role more, and with all options of this one."""
        slugs = list(self.selection.slugs)
        slugs.insert(place, slug)
        column = self.presenter.options.column
        column = (*column, slug) if column else ()
        return Selection.of(slugs).path(
            query=self.presenter.options.pairs(column=column)
        )


def _shared_by(
    keys: Collection[int], roles: Mapping[int, str], quotes: Iterable[str]
) -> str:
    names = [name for key, name in roles.items() if key in keys]
    if len(names) == len(roles) == 2:
        return _("Shared with both: %(words)s") % {"words": join_quotes(quotes)}
    if len(names) == len(roles) > 2:
        return _("Shared with all of them: %(words)s") % {"words": join_quotes(quotes)}
    return _shared(names, quotes)


def _shared(names: Iterable[str], quotes: Iterable[str]) -> str:
    return _("Shared with %(roles)s: %(words)s") % {
        "roles": join_names(names, limit=2),
        "words": join_quotes(quotes),
    }
