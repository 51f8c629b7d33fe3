"""Writing what a plan says: all of it, or nothing."""

from collections.abc import Iterable, Iterator, Sequence
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
from careers.models import Action, Dimension, Family, Kind, Publication, Role
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
        self.new: dict[int, Role | Dimension | Family] = {}
        for kind in ORDER:
            if new := [item for item in plan.new if item.kind == kind]:
                self._create(new)
        roles, dimensions = cells_of(plan.written)
        self.roles: dict[int, Role] = {r.pk: r for r in lock_roles(roles, by=by)}
        self.dimensions = Dimension.objects.in_bulk(dimensions)

    def _create(self, new: list[NewObject]) -> None:
        items = [self._object(item) for item in new]
        importing.create(items, by=self.by, why=self.why, now=self.now)
        if self.drafts:
            importing.propose(items, by=self.by, why=self.why, now=self.now)
        self.new |= {item.key: made for item, made in zip(new, items, strict=True)}

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
) -> Written:
    """Save the texts of a plan as drafts, and what is new as ``by`` would make it.

    Raises EditConflictError if a text has changed since the plan was made.
    """
    now = now or timezone.now()
    texts = plan.written
    with transaction.atomic():
        objects = Objects(plan, by=by, now=now, drafts=True)
        edits = [
            DraftEdit(
                objects.role(text.role),
                objects.dimension(text.dimension),
                text.text,
                text.version,
            )
            for text in texts
        ]
        # In the order of their keys, in which roles are locked.
        edits.sort(key=lambda edit: edit.role.pk)
        for done, part in enumerate(batched(edits, TEXTS_AT_ONCE)):
            progress(done * TEXTS_AT_ONCE, len(edits))
            _save(part, objects)
    progress(len(edits), len(edits))
    return Written(_roles_of(texts, objects), texts)


def _save(edits: Sequence[DraftEdit], objects: Objects) -> None:
    with _clear_conflicts():
        drafting.save_all(
            edits=edits,
            by=objects.by,
            action=Action.IMPORTED,
            why=objects.why,
            now=objects.now,
        )


def publish(
    plan: Plan, *, why: str, by: User | None = None, now: datetime | None = None
) -> Written:
    """Make what a plan says public, as one publication, without drafts and review."""
    now = now or timezone.now()
    with transaction.atomic():
        objects = Objects(plan, by=by, now=now, drafts=False)
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
