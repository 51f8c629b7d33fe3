"""Writing what a plan says: all of it, or nothing."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial.workflow import (
    DraftEdit,
    EditConflictError,
    RefusedError,
    drafting,
    importing,
    lock_roles,
    quote_names,
)
from careers.editorial.workflow.prepared_rows import PreparedRows
from careers.models import Dimension, Family, Kind, OldAddress, Publication, Role
from careers.phrases import join_names

from .plan import NewObject, Plan, PlannedText, cells_of
from .planning import Progress
from .resolving import MODELS

TEXTS_AT_ONCE = 500
MOST_FILES = 3  # that the history names
MOST_NAMED = 5

GONE = gettext_lazy(
    "A role or dimension in the files has been deleted, so nothing was saved. Compare "
    "them with the site again."
)

BUSY = gettext_lazy(
    "Others kept writing in these texts, so nothing was saved. Try again."
)
MOST_TRIES = 3

# What is referred to comes first.
ORDER = [Kind.FAMILY, Kind.DIMENSION, Kind.ROLE]


def no_progress(done: int, total: int) -> None:
    pass


@dataclass
class Written:
    """The roles of a plan that has been written, and its texts."""

    roles: list[Role]
    texts: list[PlannedText]
    publication: Publication | None = None


class Objects:
    """The roles and dimensions of a plan by their keys, the new ones too."""

    def __init__(
        self, plan: Plan, *, by: User | None, now: datetime, drafts: bool
    ) -> None:
        self.why = join_names(plan.files, limit=MOST_FILES)
        self.by, self.now, self.drafts = by, now, drafts
        self.rows = PreparedRows()
        self.new: dict[int, Role | Dimension | Family] = {}
        for kind in ORDER:
            if new := [item for item in plan.new if item.kind == kind]:
                self._create(new)
        importing.list_addresses(
            [
                OldAddress(address=new.address, leads_to=new.leads_to)
                for new in plan.addresses
            ],
            self.rows,
            by=by,
            why=self.why,
            now=now,
        )
        roles, dimensions = cells_of(plan.written)
        self.roles: dict[int, Role] = Role.objects.in_bulk(roles)
        self.dimensions = Dimension.objects.in_bulk(dimensions)

    def _create(self, new: list[NewObject]) -> None:
        items = [self._object(item) for item in new]
        credit = {"by": self.by, "why": self.why, "now": self.now}
        importing.create(items, self.rows, **credit)
        if self.drafts:
            importing.propose(items, self.rows, **credit)
        self.new |= {item.key: made for item, made in zip(new, items, strict=True)}

    def lock(self) -> None:
        """Lock the roles that the site has, for the person to change."""
        lock_roles(self.roles, or_refuse=True, by=self.by)
        present = Dimension.objects.filter(pk__in=self.dimensions)
        if present.count() < len(self.dimensions):
            raise RefusedError(GONE)

    def _object(self, new: NewObject) -> Role | Dimension | Family:
        item = MODELS[new.kind](name=new.name, slug=new.slug, position=new.position)
        if isinstance(item, Role) and new.family:
            family = self.new.get(new.family)
            item.family_id = family.pk if family else new.family
        return item

    def role(self, key: int) -> Role:
        role = self.roles.get(key) or self.new.get(key)
        if not isinstance(role, Role):
            raise RefusedError(GONE)
        return role

    def dimension(self, key: int) -> Dimension:
        dimension = self.dimensions.get(key) or self.new.get(key)
        if not isinstance(dimension, Dimension):
            raise RefusedError(GONE)
        return dimension


def save_as_drafts(
    plan: Plan,
    *,
    by: User,
    now: datetime | None = None,
    progress: Progress = no_progress,
    claim: Callable[[], None] = lambda: None,
) -> Written:
    """Save the texts of a plan as drafts, and what is new as ``by`` would make it.

    Others can write until all is ready to be written. ``claim`` is called within the
    transaction. Raises EditConflictError if a text has changed since the plan was made.
    """
    now = now or timezone.now()
    for _try in range(MOST_TRIES):
        past = importing.Past(
            cells_of(plan.written)[0], {text.text for text in plan.written}
        )
        objects = _prepare(plan, by, now, progress)
        with importing.refusing_taken(), transaction.atomic():
            claim()
            objects.lock()
            if past.holds():
                objects.rows.write()
                return Written(_roles_of(plan.written, objects), plan.written)
    raise RefusedError(BUSY)


def _prepare(plan: Plan, by: User, now: datetime, progress: Progress) -> Objects:
    objects = Objects(plan, by=by, now=now, drafts=True)
    edits = [
        DraftEdit(
            objects.role(text.role),
            objects.dimension(text.dimension),
            text.text,
            text.version,
        )
        for text in plan.written
    ]
    # Texts of one role together: what is read of them is read once.
    edits.sort(key=lambda edit: edit.role.pk)
    for done, part in enumerate(batched(edits, TEXTS_AT_ONCE)):
        progress(done * TEXTS_AT_ONCE, len(edits))
        with _clear_conflicts():
            drafting.prepare_all(
                edits=part, by=by, why=objects.why, now=now, rows=objects.rows
            )
    progress(len(edits), len(edits))
    return objects


def publish(
    plan: Plan, *, why: str, by: User | None = None, now: datetime | None = None
) -> Written:
    """Make what a plan says public, as one publication, without drafts and review."""
    now = now or timezone.now()
    with importing.refusing_taken(), transaction.atomic():
        objects = Objects(plan, by=by, now=now, drafts=False)
        objects.lock()
        objects.rows.write()
        texts = [
            importing.TextFromFile(
                objects.role(text.role),
                objects.dimension(text.dimension),
                text.text,
                text.version,
            )
            for text in plan.written
        ]
        with _clear_conflicts():
            publication = importing.publish(
                new=objects.new.values(), texts=texts, why=why, by=by, now=now
            )
    return Written(_roles_of(plan.written, objects), plan.written, publication)


@contextmanager
def _clear_conflicts() -> Iterator[None]:
    """Say which texts have changed since the plan was made."""
    try:
        yield
    except EditConflictError as conflict:
        message = _(
            "%(texts)s changed after the files were compared with the site, so nothing "
            "was saved. Compare again, then check the changes."
        )
        names = quote_names(conflict.cells, limit=MOST_NAMED)
        raise EditConflictError(message % {"texts": names}, conflict.cells) from None


def _roles_of(texts: Iterable[PlannedText], objects: Objects) -> list[Role]:
    return [objects.role(key) for key in dict.fromkeys(text.role for text in texts)]
