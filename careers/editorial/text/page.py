"""What the page of one text shows around it."""

from functools import cached_property
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from careers.editorial.checks import Check, checks_of
from careers.editorial.matrix import (
    NEXT,
    Filters,
    NextCell,
    anchor_of,
    matrix_path,
    next_cell,
    roles_beside,
    row_labels_path,
    text_path,
)
from careers.editorial.workflow import (
    APPROVE,
    WRITE,
    Comment,
    Draft,
    EditorCell,
    Presence,
    account_blocker,
    display_name,
    scope_of_reader,
)
from careers.models import Term
from careers.text import clean_text, offered_list
from careers.text.overlap import Overlap

MOST_COMMENTS = 100

SENTENCES = ngettext_lazy("%(count)d sentence", "%(count)d sentences", "count")

MOST_SHARED = 6  # phrases quoted
LONGEST_QUOTE = 80  # characters
MOST_OPEN = 5  # neighbours whose texts are not folded away


class SharedPhrase(NamedTuple):
    quote: str
    roles: list[str]


class SidePanel:
    """The dimension of a text in the other roles of its page of the matrix.

    Drafts count as if they were published.
    """

    def __init__(self, cell: EditorCell, filters: Filters) -> None:
        self.cell = cell
        self.roles = roles_beside(cell, filters)

    @property
    def labels_path(self) -> str:
        return row_labels_path(self.roles)

    @cached_property
    def overlap(self) -> Overlap:
        texts = {role.slug: role.edited for role in self.roles}
        return Overlap(texts, Term.objects.wording())

    @cached_property
    def shared(self) -> list[SharedPhrase]:
        """What the text shares with others, in the words all of them use."""
        names = {role.slug: role.title for role in self.roles}
        slug = self.cell.role.slug
        groups = [group for group in self.overlap.shared if slug in group.quotes]
        return [
            SharedPhrase(
                group.point.quote[:LONGEST_QUOTE],
                [
                    name
                    for key, name in names.items()
                    if key in group.quotes and key != slug
                ],
            )
            for group in groups[:MOST_SHARED]
        ]

    @cached_property
    def neighbours(self) -> list:
        """The other roles with a text: those of the family and most alike first."""
        role = self.cell.role
        similarities = self.overlap.pairs

        def distance(other):
            pair = tuple(sorted([other.slug, role.slug]))
            return other.family_id != role.family_id, -(similarities.get(pair) or 0)

        others = [other for other in self.roles if other != role and other.edited]
        return sorted(others, key=distance)

    @property
    def nearest(self) -> list:
        return self.neighbours[:MOST_OPEN]

    @property
    def further(self) -> list:
        return self.neighbours[MOST_OPEN:]

    @property
    def without_text(self) -> int:
        return len(self.roles) - 1 - len(self.neighbours)


class TextPage:
    """One cell with its form; what was ``sent`` and not saved is in the form again."""

    def __init__(
        self,
        cell: EditorCell,
        filters: Filters,
        user: User,
        sent: dict[str, str] | None = None,
    ) -> None:
        self.cell, self.filters, self.user = cell, filters, user
        self.sent = sent or {}

    @cached_property
    def out_of_scope(self) -> str:
        """Why the role is not for this person to change; "" if it is."""
        return scope_of_reader(self.user).reason(self.cell.role)

    @property
    def may_comment(self) -> bool:
        return self.user.has_perm(WRITE)

    @property
    def may_write(self) -> bool:
        return self.user.has_perm(WRITE) and not self.out_of_scope

    @property
    def is_review(self) -> bool:
        draft = self.cell.draft
        return (
            draft is not None
            and draft.state != Draft.State.WRITING
            and self.user.has_perm(APPROVE)
            and not self.out_of_scope
        )

    @property
    def may_approve(self) -> bool:
        return self.cell.draft is not None and self.cell.draft.is_approvable

    @cached_property
    def account_blocker(self) -> str:
        """Why the reader's account can't approve the draft, or ""."""
        draft = self.cell.draft
        return account_blocker(self.user)(draft) if draft else ""

    @property
    def has_unsaved_text(self) -> bool:
        return self.sent.get("text") is not None

    @property
    def text(self) -> str:
        return self.sent["text"] if self.has_unsaved_text else self.cell.text

    @property
    def offered_list(self) -> str:
        """The list that the text seems to be, for its writer to choose."""
        return offered_list(clean_text(self.text))

    @property
    def base(self) -> str:
        return self.sent["base"] if self.has_unsaved_text else self.cell.text

    @property
    def version(self) -> str:
        return self.sent["version"] if self.has_unsaved_text else self.cell.version

    @property
    def has_unsaved_comment(self) -> bool:
        return bool(self.sent) and not self.has_unsaved_text

    @property
    def unsaved_comment(self) -> str:
        return self.sent.get("comment") or ""

    @cached_property
    def panel(self) -> SidePanel:
        return SidePanel(self.cell, self.filters)

    @property
    def length(self) -> str:
        """The text's words, guide and sentences: "4 words, guide 45, 1 sentence"."""
        return _("%(words)s, %(sentences)s") % {
            "words": self.cell.length,
            "sentences": SENTENCES % {"count": self.cell.sentence_count},
        }

    @cached_property
    def checks(self) -> list[Check]:
        return checks_of(self.cell)

    @cached_property
    def comments(self) -> list[Comment]:
        comments = Comment.objects.filter(
            role=self.cell.role, dimension=self.cell.dimension
        )
        comments = comments.select_related("made_by").order_by("-made_at", "-pk")
        return list(comments[:MOST_COMMENTS])[::-1]

    @cached_property
    def return_comment(self) -> str:
        """Why the draft was returned, until it is submitted again."""
        return self.cell.draft.return_comment() if self.cell.draft else ""

    @cached_property
    def people_here(self) -> list[str]:
        """The other people who have this role open, as "Ben (Authority)" or "Ann"."""
        presences = Presence.objects.of_others(self.user).filter(role=self.cell.role)
        return [
            _("%(person)s (%(dimension)s)")
            % {
                "person": display_name(presence.user),
                "dimension": presence.dimension,
            }
            if presence.dimension
            else display_name(presence.user)
            for presence in presences
        ]

    @property
    def path(self) -> str:
        return text_path(self.cell.role, self.cell.dimension, self.filters)

    @property
    def back_path(self) -> str:
        return f"{matrix_path(self.filters)}#{anchor_of(self.cell)}"

    @property
    def next_cells(self) -> list[NextCell]:
        """Links to the next and the previous cells that are missing or in review."""
        cell = self.cell.role, self.cell.dimension
        return [
            next_cell(state, *cell, self.filters, back=back)
            for state in NEXT
            for back in (False, True)
        ]
