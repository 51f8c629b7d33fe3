"""What a publication changes, pinned as it was approved."""

from careers.models import DetailsChange, Publication, Status, TextChange, kind_of

from . import details
from .errors import refuse_bad_reason


def begin(*, why, by, due_at, now, undoes=None):
    """Return a new publication, without changes. It is scheduled until applied."""
    publication = Publication(
        state=Publication.State.SCHEDULED,
        why=why.strip(),
        made_at=now,
        made_by=by,
        due_at=due_at,
        undoes=undoes,
    )
    refuse_bad_reason(publication, exclude=["undoes", "made_by"])
    publication.save()
    return publication


def pin_texts(publication, drafts):
    TextChange.objects.bulk_create(
        TextChange(
            publication=publication,
            role=draft.role,
            dimension=draft.dimension,
            role_name=draft.role.name,
            dimension_name=draft.dimension.name,
            before=draft.base,
            after=draft.text,
            written_by_id=draft.written_by_id,
            approved_at=draft.approved_at,
            approved_by_id=draft.approved_by_id,
        )
        for draft in drafts
    )


def pin_details(publication, drafts):
    items = details.items_of(drafts)
    DetailsChange.objects.bulk_create(
        DetailsChange(
            publication=publication,
            kind=draft.kind,
            key=draft.key,
            name=str(draft),
            **_pinned(draft, items[draft.kind, draft.key]),
            written_by_id=draft.written_by_id,
            approved_at=draft.approved_at,
            approved_by_id=draft.approved_by_id,
        )
        for draft in drafts
    )


def _pinned(draft, item):
    if draft.is_of_new_object:
        after = {"status": Status.PUBLISHED, **draft.values}
        return {"before": {"status": item.status}, "after": after}
    names = [name for name in draft.values if draft.values[name] != draft.base[name]]
    return {
        side: {name: values[name] for name in names}
        for side, values in (("before", draft.base), ("after", draft.values))
    }


def pin_statuses(publication, items, status):
    DetailsChange.objects.bulk_create(
        DetailsChange(
            publication=publication,
            kind=kind_of(item),
            key=item.pk,
            name=str(item),
            before={"status": item.status},
            after={"status": status},
        )
        for item in items
    )


def pin_reverse(publication, reverse, *, by):
    texts = list(publication.texts.all())
    approvals = _last_approvals(texts)
    for change in texts:
        origin = approvals.get((change.role_id, change.dimension_id, change.before))
        change.written_by = origin.written_by if origin else by
        # Undoing is no review: the text keeps the one it had.
        change.approved_at = origin and origin.approved_at
        change.approved_by = origin and origin.approved_by
    of_details = list(publication.details.all())
    for change in of_details:
        if change.before.keys() != change.after.keys():
            # A new object: its words stay as they are, hidden again.
            change.after = {"status": change.after["status"]}
    for change in [*texts, *of_details]:
        change.pk, change.publication = None, reverse
        change.before, change.after = change.after, change.before
    TextChange.objects.bulk_create(texts)
    DetailsChange.objects.bulk_create(of_details)


def _last_approvals(texts):
    published = TextChange.objects.published().filter(
        role__in={change.role_id for change in texts},
        dimension__in={change.dimension_id for change in texts},
    )
    published = published.filter(redaction=None)
    published = published.select_related("written_by", "approved_by")
    return {
        (change.role_id, change.dimension_id, change.after): change
        for change in published.order_by("publication__due_at", "pk")
    }
