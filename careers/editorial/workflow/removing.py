"""Taking versions off the pages, and out of drafts and records."""

from collections import defaultdict
from dataclasses import replace

from django.utils.translation import gettext as _

from careers.editorial.models import DetailsDraft, Draft
from careers.models import (
    KINDS,
    TEXT,
    DetailsChange,
    Dimension,
    Kind,
    Role,
    RoleDimensionEntry,
    Status,
    TextChange,
)

from .applying import apply
from .pinning import begin, pin_statuses
from .versions import FORMER_SLUGS, columns_of, marker


def remove_versions(versions, redaction, credit, *, archived):
    """Remove ``versions`` everywhere; return the publication that it took, or None.

    The roles ``archived`` lose their last text by it.
    """
    values = defaultdict(set)
    for version in versions:
        values[version.part].add(version.value)
    live = {version.part for version in versions if version.is_live}
    publication = None
    if any(version.is_live and version.is_public for version in versions):
        at = credit.at
        publication = begin(why=redaction.why, by=credit.by, due_at=at, now=at)
        credit = replace(credit, publication=publication)
    _remove_live(live, credit)
    for part, redacted in values.items():
        if part.kind == TEXT:
            _redact_draft(part, redacted, credit)
        else:
            _redact_details_draft(part, redacted, credit)
            _end_redirects(part, redacted)
        # Last: all of the above leaves records, which hold the words too.
        for column in columns_of(part):
            column.replace(redacted, redaction)
    if publication:
        pin_statuses(publication, archived, Status.ARCHIVED)
        apply(publication, now=credit.at, action=credit.action)
        _pin_without_words(publication, live, redaction)
    return publication


def _remove_live(parts, credit):
    fields = defaultdict(list)
    for part in parts:
        if part.kind == TEXT:
            cell = {"role": part.key, "dimension": part.dimension}
            entry = RoleDimensionEntry.objects.get(**cell)
            entry.credit = credit
            entry.delete()
        else:
            fields[part.kind, part.key].append(part.field)
    for (kind, key), names in fields.items():
        item = KINDS[Kind(kind)].everything.get(pk=key)
        for name in names:
            setattr(item, name, _without_words(item, name))
        item.credit = credit
        item.save()


def _without_words(item, name):
    """Return what a field of ``item`` holds instead of its words."""
    field = item._meta.get_field(name)
    if field.blank:
        return ""
    if name == "slug":
        return f"redacted-{item._meta.model_name}-{item.pk}"
    names = {"kind": item._meta.verbose_name, "key": item.pk}
    return _("Redacted %(kind)s %(key)s") % names


def _redact_draft(part, values, credit):
    drafts = Draft.objects.select_for_update()
    draft = drafts.filter(role=part.key, dimension=part.dimension).first()
    if draft is None or not {draft.text, draft.base} & values:
        return
    if draft.base in values:
        draft.base = ""
    if draft.text in values or draft.text == draft.base:
        draft.credit = credit
        draft.delete()
    else:
        draft.save_without_historical_record()


def _redact_details_draft(part, values, credit):
    """Leave a draft what it proposes in other fields, to be approved again."""
    drafts = DetailsDraft.objects.select_for_update()
    draft = drafts.filter(kind=part.kind, key=part.key).first()
    if draft is None or part.field not in draft.values:
        return
    item = KINDS[Kind(part.kind)].everything.get(pk=part.key)
    name, present = part.field, getattr(item, part.field)
    is_proposed = draft.values[name] in values
    if is_proposed:
        draft.values[name] = present
    if draft.base.get(name) in values:
        draft.base[name] = present
    elif not is_proposed:
        return
    draft.credit = credit
    if draft.values == draft.base:
        draft.delete()
        return
    draft.number += 1
    draft.withdraw()
    draft.save()


def _end_redirects(part, values):
    if part.field == "slug" and part.kind in FORMER_SLUGS:
        former = FORMER_SLUGS[Kind(part.kind)].objects
        former.filter(**{part.kind: part.key, "slug__in": values}).delete()


def _pin_without_words(publication, parts, redaction):
    """Say in the publication what it took off the pages, but not its words."""
    fields = defaultdict(dict)
    for part in parts:
        if part.kind == TEXT:
            role = Role.everything.get(pk=part.key)
            dimension = Dimension.everything.get(pk=part.dimension)
            TextChange.objects.create(
                publication=publication,
                role=role,
                dimension=dimension,
                role_name=role.name,
                dimension_name=dimension.name,
                redaction=redaction,
            )
        else:
            fields[part.kind, part.key][part.field] = marker()
    for (kind, key), before in fields.items():
        item = KINDS[Kind(kind)].everything.get(pk=key)
        subject = {"publication": publication, "kind": kind, "key": key}
        # A role that this archives has a change already.
        change = DetailsChange.objects.filter(**subject).first()
        change = change or DetailsChange(**subject, before={}, after={})
        change.name, change.redaction = str(item), redaction
        change.before |= before
        change.after |= {name: getattr(item, name) for name in before}
        change.save()
