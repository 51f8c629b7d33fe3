"""What was deleted, and how it comes back: hidden, its texts as drafts."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from careers.editorial.models import Draft
from careers.models import (
    Dimension,
    Family,
    FormerSlug,
    Role,
    RoleDimensionEntry,
    Theme,
)

from . import drafting
from .cells import cells
from .errors import RefusedError, reason
from .people import display_name
from .relinking import relink

WHY = "Brought back"

KINDS = {"role": Role, "dimension": Dimension}


@dataclass(frozen=True)
class Deleted:
    """A role or a dimension that is no more, as it was in the end."""

    kind: str
    pk: int
    name: str
    slug: str
    moment: datetime
    by: str


def deleted():
    """Return what has been deleted and not brought back, the newest first."""
    found = [each for kind in KINDS for each in _deleted(kind)]
    return sorted(found, key=lambda each: each.moment, reverse=True)


def _deleted(kind):
    for record in _last_records(kind).select_related("history_user"):
        by = display_name(record.history_user)
        yield Deleted(
            kind, record.id, record.name, record.slug, record.history_date, by
        )


def _last_records(kind):
    """The last records of what is no more."""
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
    """Make a deleted role or dimension again, with the key it had.

    A role is a draft, with its former addresses. What a cell said in the end, its
    draft or else its live text, is a draft. What was published of it leads to it
    again; what is still scheduled does not, as nothing of it may become public by
    itself. Comments are gone. Returns it, and how many texts came back. Raises
    Refused where it is not deleted, or its name or address is taken.
    """
    record = _last_records(kind).filter(id=key).first()
    if record is None:
        raise RefusedError(f"This {kind} is not deleted. Look at the list again.")
    model = KINDS[kind]
    back = model(
        **{
            each.attname: getattr(record, each.attname)
            for each in model.history.model.tracked_fields
        }
    )
    (_settle_role if kind == "role" else _settle_dimension)(back)
    _refuse_what_is_taken(back)
    back._history_user, back._change_reason = by, WHY
    try:
        with transaction.atomic():
            back.save(force_insert=True)
    except IntegrityError as error:
        said = f"“{back}” was brought back by somebody else, or its name was taken. "
        raise RefusedError(f"{said}Look at the list again.") from error
    if kind == "role":
        _bring_back_addresses(back)
    relink(back, kind)
    LogEntry.objects.log_actions(by.pk, [back], ADDITION, f"{WHY}.")
    return back, _bring_back_texts(back, kind, by=by, now=now)


def _settle_role(role):
    role.status = Role.Status.DRAFT
    if not Family.objects.filter(pk=role.family_id).exists():
        role.family = None


def _settle_dimension(dimension):
    if not Theme.objects.filter(pk=dimension.theme_id).exists():
        dimension.theme = None
    if Dimension.objects.filter(is_summary=True).exists():
        dimension.is_summary = False


def _refuse_what_is_taken(back):
    try:
        back.full_clean()
    except ValidationError as error:
        raise RefusedError(
            f"“{back}” cannot come back as it was. {reason(error)} "
            "Change what has its name or its address by now, then try again."
        ) from error


def _bring_back_addresses(role):
    """Give ``role`` the former slugs that it had, unless they lead elsewhere now."""
    last = {}
    records = FormerSlug.history.order_by("history_date", "history_id")
    had = FormerSlug.history.filter(role_id=role.pk).values("slug")
    for record in records.filter(slug__in=had):
        last[record.slug] = record
    taken = set(FormerSlug.objects.filter(slug__in=last).values_list("slug", flat=True))
    taken |= set(Role.objects.filter(slug__in=last).values_list("slug", flat=True))
    FormerSlug.objects.bulk_create(
        FormerSlug(slug=slug, role=role)
        for slug, record in last.items()
        if slug not in taken and (record.role_id, record.history_type) == (role.pk, "-")
    )


def _bring_back_texts(back, kind, *, by, now):
    """Propose what each cell said in the end; return how many said something."""
    texts = _last_texts(kind, back.pk)
    roles = [back] if kind == "role" else list(Role.objects.filter(pk__in=texts))
    dimensions = (
        [back] if kind == "dimension" else list(Dimension.objects.filter(pk__in=texts))
    )
    present = cells(roles, dimensions)
    edits = [
        drafting.DraftEdit(cell.role, cell.dimension, texts[other], cell.version)
        for pair, cell in present.items()
        if (other := pair[1] if kind == "role" else pair[0]) in texts
    ]
    if edits:
        drafting.save_all(edits=edits, by=by, why=WHY, now=now)
    return len(edits)


def _last_texts(kind, key):
    """Return ``{the other end's key: text}`` of the cells that were deleted along.

    Publishing, discarding and removing give a reason, deleting along gives none.
    """
    other = "dimension_id" if kind == "role" else "role_id"
    names = [other, "history_date", "history_type", "history_change_reason", "text"]
    last = {}
    for order, model in enumerate((RoleDimensionEntry, Draft)):
        records = model.history.filter(**{f"{kind}_id": key})
        records = records.order_by("history_date", "history_id").values_list(*names)
        for cell, moment, deletion, why, text in records:
            is_along = deletion == "-" and not why
            last.setdefault(cell, {})[order] = (moment, is_along, text)
    return {cell: text for cell, tables in last.items() if (text := _last_text(tables))}


def _last_text(tables):
    """Return the draft's text where there was one, else the live one, else "".

    A draft that proposed to say nothing gives way to the live text: what is proposed
    for a role that is back should be what it said.
    """
    live, draft = tables.get(0), tables.get(1)
    if draft and draft[1] and draft[2] and (not live or live[1] or live[0] <= draft[0]):
        return draft[2]
    # A draft that has ended since, with a reason, stood for the cell.
    if live and live[1] and (not draft or draft[1] or draft[0] <= live[0]):
        return live[2]
    return ""
