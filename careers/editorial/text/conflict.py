"""Two changes of one text, by two people or in two windows."""

import re
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from careers.editorial.responses import cell_data, format_time
from careers.editorial.workflow import Draft, EditorCell, display_name
from careers.text import clean_text, merge, visible

DRAFT_VERSION = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")
LIVE_VERSION = re.compile(r"live\.[0-9a-f]{16}")


def is_possible_version(version: str, cell: EditorCell) -> bool:
    """Whether the cell may have had this version: a form's fields can be wrong."""
    if LIVE_VERSION.fullmatch(version):
        return True
    match = DRAFT_VERSION.fullmatch(version)
    if not match:
        return False
    key, number = map(int, match.groups())
    return not cell.draft or key != cell.draft.pk or number <= cell.draft.number


def last_change(cell: EditorCell) -> Any:
    records = Draft.history.filter(role_id=cell.role.pk, dimension_id=cell.dimension.pk)
    return records.select_related("history_user").first()


def conflict_data(cell: EditorCell, message: str, user: User) -> dict:
    record = last_change(cell)
    return cell_data(cell) | {
        "message": str(message),
        "theirs": cell.text,
        "by": display_name(record.history_user) if record else "",
        "at": format_time(record.history_date) if record else "",
        "is_mine": bool(record) and record.history_user_id == user.pk,
    }


class Conflict:
    """The text before both changes, theirs, mine, and one with both changes."""

    def __init__(
        self, cell: EditorCell, base: str | None, mine: str, user: User
    ) -> None:
        self.cell, self.user = cell, user
        self.theirs = cell.text
        self.mine = visible(clean_text(mine))
        self.is_base_known = base is not None
        self.base = cell.live if base is None else visible(clean_text(base))

    @cached_property
    def merge(self) -> str | None:
        """The text with both changes; None where they change the same words."""
        return merge(self.base, self.theirs, self.mine) if self.is_base_known else None

    @property
    def text(self) -> str:
        return self.mine if self.merge is None else self.merge

    @cached_property
    def last_change(self) -> Any:
        return last_change(self.cell)

    @property
    def is_mine(self) -> bool:
        return bool(self.last_change) and (
            self.last_change.history_user_id == self.user.pk
        )

    @property
    def summary(self) -> str:
        record = self.last_change
        who = display_name(record.history_user) if record else ""
        values = {
            "person": who,
            "time": format_time(record.history_date) if record else "",
            "state": self.cell.label,
        }
        if self.is_mine:
            return (
                _(
                    "You changed it yourself in another window, %(time)s. "
                    "State: %(state)s."
                )
                % values
            )
        if who:
            return _("Last changed by %(person)s, %(time)s. State: %(state)s.") % values
        return _("State: %(state)s.") % values

    @property
    def advice(self) -> str:
        """What to check in the text before it is saved."""
        if self.merge is not None:
            return _("This text has both changes. Read it through before you save it.")
        if self.is_mine:
            return _(
                "Both changes are to the same words, so this is the text from this "
                "window. Add what you want to keep from the other one."
            )
        return _(
            "You both changed the same words, so this is your text only. Add what you "
            "want to keep from theirs."
        )
