"""Writing what files say: new objects, and many texts, as drafts or at once public.

What takes long is prepared without a transaction; the caller's is all or nothing.
"""

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _

from careers.editorial.models import AccountEvent, DetailsDraft, Draft
from careers.models import (
    Action,
    Credit,
    DetailsChange,
    Dimension,
    RedactedVersion,
    Role,
    RoleDimensionEntry,
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


def create(items, rows, *, by, why, now):
    """Prepare new objects of one kind, hidden; ``by`` is None for an unknown person."""
    if by:
        refuse_items_outside(items, by=by)
    for item in items:
        item.status = Status.DRAFT
        derive_keys(item)
    rows.add_recorded(items, Credit(by, Action.CREATED, why, at=now))
    if isinstance(items[0], Role):
        rows.then(partial(tell_apart, {item.name_key for item in items}, *items))


def list_addresses(items, rows, *, by, why, now):
    """Prepare new old addresses."""
    if items:
        rows.add_recorded(items, Credit(by, Action.CREATED, why, at=now))


def propose(items, rows, *, by, why, now):
    """Prepare the drafts of the details of new objects of one kind."""
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
    rows.add_recorded(drafts, Credit(by, Action.IMPORTED, why, at=now))
    holders = holders_of([by.pk])(by.pk, now)
    through = DetailsDraft.writers.through
    writers = [
        through(detailsdraft_id=draft.pk, user_id=key)
        for draft in drafts
        for key in holders.union(*(known[words] for words in new_words(draft)))
    ]
    rows.add(writers, ignore_conflicts=True)


def _writers_of_words(kind):
    """Return ``{(field, words): the keys of those who propose them}``."""
    writers = defaultdict(set)
    for draft in DetailsDraft.objects.filter(kind=kind).prefetch_related("writers"):
        for words in new_words(draft):
            writers[words] |= {writer.pk for writer in draft.writers.all()}
    return writers


class Past:
    """What drafts of some roles go on from, to see whether it is still the same."""

    def __init__(self, roles, texts):
        self.roles, self.texts = roles, texts
        self.before = self._read()
        self.last_record = Draft.history.aggregate(last=Max("history_id"))["last"] or 0

    def _read(self):
        """Return numbers that rise with each change of it."""
        live, changes = RoleDimensionEntry.history, TextChange.objects
        drafts = [*_size(Draft.history, self.roles), *_size(Draft.objects, self.roles)]
        drafts.append(
            Draft.objects.filter(role__in=self.roles).aggregate(Sum("number"))
        )
        people = AccountEvent.objects.aggregate(Max("pk"), Count("confirmation"))
        redacted = RedactedVersion.objects.done().aggregate(Count("pk"))
        texts = [*_size(live, self.roles), *_size(changes, self.roles)]
        return [*drafts, *texts, people, redacted]

    def holds(self):
        newer = Draft.history.filter(history_id__gt=self.last_record)
        # A person who just wrote the same words elsewhere is a writer of these too.
        texts = set(newer.values_list("text", flat=True))
        return texts.isdisjoint(self.texts) and self._read() == self.before


def _size(rows, roles):
    of_roles = rows.filter(role__in=roles)
    return of_roles.order_by().aggregate(Count("pk"), Max("pk")).values()


@contextmanager
def refusing_taken():
    """Turn a name or an address that is taken into a message."""
    try:
        yield
    except IntegrityError as error:
        raise RefusedError(
            _("A name or an address in the file is taken by now. Check the file again.")
        ) from error


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
