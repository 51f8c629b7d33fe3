"""Deleted roles and dimensions: they come back hidden, their texts as drafts."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from careers.editorial.models import Draft
from careers.models import (
    Action,
    Credit,
    Dimension,
    Family,
    FormerSlug,
    Publication,
    Role,
    RoleDimensionEntry,
    StatusChange,
    TextChange,
    Theme,
)

from . import drafting
from .cells import load_cells
from .errors import RefusedError, reason

KINDS = {"role": Role, "dimension": Dimension}


@dataclass(frozen=True)
class Deleted:
    """A deleted role or dimension, as it was at the end."""

    kind: str
    pk: int
    name: str
    slug: str
    moment: datetime
    by: User | None

    @property
    def kind_name(self):
        return KINDS[self.kind]._meta.verbose_name


def deleted():
    objects = [
        Deleted(
            kind,
            record.id,
            record.name,
            record.slug,
            record.history_date,
            record.history_user,
        )
        for kind in KINDS
        for record in _last_records(kind).select_related("history_user")
    ]
    return sorted(objects, key=lambda item: item.moment, reverse=True)


def _last_records(kind):
    model = KINDS[kind]
    live = model.objects.filter(pk=OuterRef("id"))
    later = model.history.filter(
        Q(history_date__gt=OuterRef("history_date"))
        | Q(
            history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")
        ),
        id=OuterRef("id"),
    )
    return model.history.filter(~Exists(live), ~Exists(later), history_type="-")


@transaction.atomic
def bring_back(*, kind, key, by, now=None):
    """Make a deleted role or dimension again, with its old key.

    A role is a draft, with its former addresses. The last text of each cell (its
    draft, else its live text) becomes a draft. Publications keep the key and so belong
    to it again; a scheduled one does not, as nothing may become public by itself.
    Comments are lost. Returns the object and the number of its texts. Raises
    RefusedError if it is not deleted, or its name or address is taken.
    """
    record = _last_records(kind).filter(id=key).first()
    if record is None:
        raise RefusedError(
            _("This hasn’t been deleted, or it is already back. Check the list again.")
        )
    model = KINDS[kind]
    restored = model(
        **{
            field.attname: getattr(record, field.attname)
            for field in model.history.model.tracked_fields
        }
    )
    (_reset_role if kind == "role" else _reset_dimension)(restored)
    _refuse_if_taken(restored)
    credit = Credit(by, Action.RECOVERED, at=now)
    restored.credit = credit
    _drop_from_scheduled(kind, key)
    try:
        with transaction.atomic():
            restored.save(force_insert=True)
    except IntegrityError as error:
        raise RefusedError(
            _(
                "“%(name)s” has already been brought back, or its name is now taken. "
                "Check the list again."
            )
            % {"name": restored}
        ) from error
    if kind == "role":
        _restore_addresses(restored, credit)
    LogEntry.objects.log_actions(by.pk, [restored], ADDITION, _("Brought back."))
    return restored, _restore_texts(restored, kind, by=by, now=now)


def _reset_role(role):
    role.status = Role.Status.DRAFT
    if not Family.objects.filter(pk=role.family_id).exists():
        role.family = None


def _reset_dimension(dimension):
    if not Theme.objects.filter(pk=dimension.theme_id).exists():
        dimension.theme = None
    if Dimension.objects.filter(is_summary=True).exists():
        dimension.is_summary = False


def _refuse_if_taken(restored):
    try:
        restored.full_clean()
    except ValidationError as error:
        raise RefusedError(
            _(
                "“%(name)s” can’t be brought back as it was. %(problem)s Change the "
                "item that now has its name or address, then try again."
            )
            % {"name": restored, "problem": reason(error)}
        ) from error


def _restore_addresses(role, credit):
    last = {}
    records = FormerSlug.history.order_by("history_date", "history_id")
    own = FormerSlug.history.filter(role_id=role.pk).values("slug")
    for record in records.filter(slug__in=own):
        last[record.slug] = record
    taken = set(FormerSlug.objects.filter(slug__in=last).values_list("slug", flat=True))
    taken |= set(Role.objects.filter(slug__in=last).values_list("slug", flat=True))
    FormerSlug.objects.credited(credit).bulk_create(
        FormerSlug(slug=slug, role=role)
        for slug, record in last.items()
        if slug not in taken and (record.role_id, record.history_type) == (role.pk, "-")
    )


def _drop_from_scheduled(kind, key):
    # Locked before the object exists again: a publication that is being applied
    # would find it, and change it.
    scheduled = list(Publication.objects.scheduled().select_for_update())
    models = [TextChange, StatusChange] if kind == "role" else [TextChange]
    for model in models:
        changes = model.objects.filter(publication__in=scheduled)
        changes.filter(**{kind: key}).update(**{kind: None})


def _restore_texts(restored, kind, *, by, now):
    texts = _last_texts(kind, restored.pk)
    roles = Role.objects.filter(pk__in=texts)
    dimensions = Dimension.objects.filter(pk__in=texts)
    if kind == "role":
        present = load_cells([restored], dimensions)
    else:
        present = load_cells(roles, [restored])
    edits = [
        drafting.DraftEdit(cell.role, cell.dimension, texts[other], cell.version)
        for (role, dimension), cell in present.items()
        if (other := dimension if kind == "role" else role) in texts
    ]
    if edits:
        drafting.save_all(edits=edits, by=by, action=Action.RECOVERED, now=now)
    return len(edits)


def _last_texts(kind, key):
    """Return ``{the other end's key: text}`` of the cells deleted with the object."""
    other = "dimension_id" if kind == "role" else "role_id"
    names = [other, "history_date", "action", "text"]
    last = {}
    for order, model in enumerate((RoleDimensionEntry, Draft)):
        records = model.history.filter(**{f"{kind}_id": key})
        records = records.order_by("history_date", "history_id").values_list(*names)
        for cell, moment, action, text in records:
            was_deleted = action == Action.DELETED
            last.setdefault(cell, {})[order] = (moment, was_deleted, text)
    return {cell: text for cell, tables in last.items() if (text := _last_text(tables))}


def _last_text(tables):
    """Return the draft's text if there was one, else the live one, else "".

    A draft that proposed to remove the text gives way to the live text: the drafts of
    a recovered role should be what it said.
    """
    live, draft = tables.get(0), tables.get(1)
    if draft and draft[1] and draft[2] and (not live or live[1] or live[0] <= draft[0]):
        return draft[2]
    # A draft that ended later, by a step of its own, replaced the live text.
    if live and live[1] and (not draft or draft[1] or draft[0] <= live[0]):
        return live[2]
    return ""
