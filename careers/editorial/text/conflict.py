"""Two people's changes of one text."""

from functools import cached_property
from typing import NamedTuple

from django.contrib.auth.models import User

from careers.editorial.models import Draft
from careers.editorial.workflow.cells import EditorCell
from careers.editorial.workflow.people import display_name
from careers.site_time import format_time
from careers.text.cleaning import clean_text, visible
from careers.text.merging import merge


class LastWriter(NamedTuple):
    """Who last did something to a draft, and when; "" for nobody."""

    by: str
    at: str
    key: int | None

    def is_(self, user: User) -> bool:
        return self.key is not None and self.key == user.pk


def last_writer(cell: EditorCell) -> LastWriter:
    records = Draft.history.filter(role_id=cell.role.pk, dimension_id=cell.dimension.pk)
    last = records.select_related("history_user").first()
    if last is None:
        return LastWriter("", "", None)
    by = last.history_user
    return LastWriter(
        display_name(by), format_time(last.history_date), by.pk if by else None
    )


class Conflict:
    """A text that two people changed: what it was, theirs, mine, and both together."""

    def __init__(self, cell: EditorCell, base: str | None, mine: str) -> None:
        self.cell, self.mine = cell, visible(clean_text(mine))
        self.base = cell.live if base is None else visible(clean_text(base))
        self.is_base_known = base is not None
        self.theirs = cell.text

    @cached_property
    def merge(self) -> str | None:
        return merge(self.base, self.theirs, self.mine) if self.is_base_known else None

    @property
    def merged(self) -> str:
        """Both changes where they do not collide, else mine."""
        return self.mine if self.merge is None else self.merge

    @cached_property
    def last(self) -> LastWriter:
        return last_writer(self.cell)
