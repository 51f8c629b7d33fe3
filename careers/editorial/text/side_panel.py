"""What other roles say on the dimension of a text."""

from functools import cached_property
from typing import NamedTuple

from careers.editorial.matrix.filters import Filters, row_labels_path
from careers.editorial.matrix.roles import roles_beside
from careers.editorial.workflow import EditorCell
from careers.models import Role
from careers.phrases import join_names, row_label
from careers.text.overlap import Overlap

MOST_SHARED = 6  # phrases quoted
LONGEST_QUOTE = 80  # characters
MOST_OPEN = 5  # neighbours whose texts are not folded away


class SharedPhrase(NamedTuple):
    quote: str
    roles: str


class SidePanel:
    """The dimension of a text in the other roles of its page of the matrix.

    Drafts count as if they were published.
    """

    def __init__(self, cell: EditorCell, filters: Filters) -> None:
        self.cell = cell
        self.roles = roles_beside(cell.role, cell.dimension, filters)

    @property
    def labels_path(self) -> str:
        return row_labels_path(self.roles)

    @cached_property
    def overlap(self) -> Overlap:
        return Overlap({role.slug: role.edited for role in self.roles})

    @property
    def label(self) -> str:
        return row_label(self.overlap)

    @cached_property
    def shared(self) -> list[SharedPhrase]:
        """What the text shares with others, in the words all of them use."""
        names = {role.slug: role.name for role in self.roles}
        slug = self.cell.role.slug
        groups = [group for group in self.overlap.shared if slug in group.keys]
        return [
            SharedPhrase(
                group.point.quote[:LONGEST_QUOTE],
                join_names(
                    name
                    for key, name in names.items()
                    if key in group.keys and key != slug
                ),
            )
            for group in groups[:MOST_SHARED]
        ]

    @cached_property
    def neighbours(self) -> list[Role]:
        """The other roles with a text: those of the family and most alike first."""
        role = self.cell.role
        similarities = self.overlap.pairs

        def distance(other):
            pair = tuple(sorted([other.slug, role.slug]))
            return other.family_id != role.family_id, -(similarities.get(pair) or 0)

        others = [other for other in self.roles if other != role and other.edited]
        return sorted(others, key=distance)

    @property
    def nearest(self) -> list[Role]:
        return self.neighbours[:MOST_OPEN]

    @property
    def further(self) -> list[Role]:
        return self.neighbours[MOST_OPEN:]

    @property
    def without_text(self) -> int:
        return len(self.roles) - 1 - len(self.neighbours)
