"""Publications know again what they published, once that has been brought back."""

from collections import defaultdict

from careers.models import Publication, RoleDimensionEntry, StatusChange, TextChange

OTHER = {"role": "dimension", "dimension": "role"}


def relink(back, kind):
    """Let the published changes that were of ``back`` lead to it again.

    Deleting it took their keys and left their names. A change was of ``back`` where
    that had this name when the change was pinned, as no two have one name at a time,
    and where its own records hold the change at the moment of the publication. What
    is in doubt stays as it is.
    """
    _relink(TextChange, back, kind, _texts(back, kind))
    if kind == "role":
        _relink(StatusChange, back, kind, _statuses(back))


def _relink(model, back, kind, holds):
    names = _names(back)
    lost = model.objects.filter(
        **{kind: None, f"{kind}_name__in": {name for _, name in names if name}},
        publication__state=Publication.State.PUBLISHED,
    )
    lost = list(lost.select_related("publication"))
    pinned = _pinned_at({change.publication_id for change in lost})
    own = [
        change.pk
        for change in lost
        if getattr(change, f"{kind}_name")
        == _name_at(names, pinned[change.publication_id])
        and holds(change)
    ]
    model.objects.filter(pk__in=own).update(**{kind: back})


def _names(back):
    """Return [(since when, name)], without a name for while it was deleted."""
    records = type(back).history.filter(id=back.pk)
    records = records.order_by("history_date", "history_id")
    found = records.values_list("history_date", "history_type", "name")
    return [(since, "" if change == "-" else name) for since, change, name in found]


def _name_at(names, moment):
    return next((name for since, name in reversed(names) if since <= moment), "")


def _pinned_at(keys):
    """Return {publication: when its names were pinned}.

    One that undoes another has the names of that.
    """
    undone = dict(Publication.objects.exclude(undoes=None).values_list("pk", "undoes"))
    origins = {}
    for key in keys:
        origins[key] = key
        while origins[key] in undone:
            origins[key] = undone[origins[key]]
    made = Publication.objects.in_bulk(set(origins.values()))
    return {key: made[origin].made_at for key, origin in origins.items()}


def _texts(back, kind):
    """Return whether a change is among the records of the live texts of ``back``."""
    other = OTHER[kind]
    records = RoleDimensionEntry.history.filter(**{f"{kind}_id": back.pk})
    records = records.exclude(history_change_reason="")
    said = defaultdict(list)
    for moment, cell, change, text in records.values_list(
        "history_date", f"{other}_id", "history_type", "text"
    ):
        said[moment].append((cell, "" if change == "-" else text))

    def holds(change):
        # The other end may be deleted as well: then any will do, as the name has
        # told already whose change it is.
        key = getattr(change, f"{other}_id")
        return any(
            text == change.after and key in (None, cell)
            for cell, text in said[change.publication.due_at]
        )

    return holds


def _statuses(role):
    records = type(role).history.filter(id=role.pk, history_type="~")
    found = set(records.values_list("history_date", "status"))
    return lambda change: (change.publication.due_at, change.after) in found
