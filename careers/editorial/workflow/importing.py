"""Writing what files say: new objects, and many texts, as drafts or at once public.

Each function is part of a transaction of its caller, which is all or nothing.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from careers.editorial.models import DetailsDraft
from careers.models import (
    Action,
    Credit,
    DetailsChange,
    Dimension,
    Role,
    Status,
    TextChange,
    derive_keys,
    details_of,
    kind_of,
)
from careers.models.role import tell_apart

from .applying import apply
from .cells import live_version, load_cells
from .confirmation import holders_of
from .details import new_words
from .drafting import CONFLICT
from .errors import EditConflictError, RefusedError
from .pinning import begin
from .scope import refuse_items_outside


@dataclass(frozen=True)
class TextFromFile:
    """A text for one cell, and the version of the live text that it started from."""

    role: Role
    dimension: Dimension
    text: str
    version: str


@transaction.atomic
def create(items, *, by, why, now):
    """Save new objects of one kind, hidden; ``by`` is None for an unknown person."""
    items = list(items)
    if by:
        refuse_items_outside(items, by=by)
    for item in items:
        item.status = Status.DRAFT
        derive_keys(item)
    model = type(items[0])
    credit = Credit(by, Action.CREATED, why, at=now)
    try:
        with transaction.atomic():
            model.objects.credited(credit).bulk_create(items)
    except IntegrityError as error:
        raise RefusedError(
            _("A name or an address in the file is taken by now. Check the file again.")
        ) from error
    if model is Role:
        tell_apart({item.name_key for item in items}, *items)


@transaction.atomic
def propose(items, *, by, why, now):
    """Save the drafts of the details of new objects of one kind."""
    credit = Credit(by, Action.IMPORTED, why, at=now)
    drafts = [
        DetailsDraft(
            kind=kind_of(item),
            key=item.pk,
            values=details_of(item),
            written_at=now,
            written_by=by,
        )
        for item in items
    ]
    known = _writers_of_words(drafts[0].kind)
    DetailsDraft.objects.credited(credit).bulk_create(drafts)
    holders = holders_of([by.pk])(by.pk, now)
    through = DetailsDraft.writers.through
    through.objects.bulk_create(
        through(detailsdraft=draft, user_id=key)
        for draft in drafts
        for key in holders.union(*(known[words] for words in new_words(draft)))
    )


def _writers_of_words(kind):
    """Return ``{(field, words): the keys of those who propose them}``."""
    writers = defaultdict(set)
    for draft in DetailsDraft.objects.filter(kind=kind).prefetch_related("writers"):
        for words in new_words(draft):
            writers[words] |= {writer.pk for writer in draft.writers.all()}
    return writers


@transaction.atomic
def publish(*, new, texts, why, by, now):
    """Make new objects and texts public as one publication; return it.

    Nobody approves them: only those who run the site's commands can do this.
    """
    publication = begin(why=why, by=by, due_at=now, now=now)
    DetailsChange.objects.bulk_create(
        DetailsChange(
            publication=publication,
            kind=kind_of(item),
            key=item.pk,
            name=str(item),
            before={"status": item.status},
            after={"status": Status.PUBLISHED, **details_of(item)},
            written_by=by,
        )
        for item in new
    )
    TextChange.objects.bulk_create(_changes(publication, texts, by))
    apply(publication, now=now)
    return publication


def _changes(publication, texts, by):
    roles, dimensions = {t.role for t in texts}, {t.dimension for t in texts}
    cells = load_cells(roles, dimensions)
    for text in texts:
        cell = cells[text.role.pk, text.dimension.pk]
        if live_version(cell.live) != text.version:
            raise EditConflictError(CONFLICT, [cell])
        yield TextChange(
            publication=publication,
            role=text.role,
            dimension=text.dimension,
            role_name=text.role.name,
            dimension_name=text.dimension.name,
            before=cell.live,
            after=text.text,
            written_by=by,
        )
