"""What has to be true of the whole once a publication has been applied."""

from django.utils.translation import gettext as _

from careers.models import (
    KINDS,
    Dimension,
    Role,
    RoleDimensionEntry,
    Status,
)

from .errors import RefusedError, quote_names

MAX_NAMED = 5  # objects in a message


def refuse_incoherent(changed, texts):
    """Refuse a publication that would leave holes in what visitors read.

    ``changed`` are the objects whose details or status it has changed. What is public
    refers only to what is public, and a public role has a text.
    """
    for item in changed:
        if item.status != Status.DELETED:
            _refuse_missing_relations(item)
        if not item.is_published:
            _refuse_still_used(item)
    _refuse_empty_roles(changed, texts)


def _refuse_missing_relations(item):
    """Refuse relations to what is deleted, or hidden while ``item`` is public."""
    for name in item.details:
        field = item._meta.get_field(name)
        key = field.related_model and getattr(item, field.attname)
        if not key:
            continue
        related = field.related_model.everything.get(pk=key)
        if related.status == Status.DELETED:
            raise RefusedError(
                _(
                    "“%(item)s” belongs to “%(related)s”, which has been deleted. "
                    "Bring that back first."
                )
                % {"item": item, "related": related}
            )
        if item.is_published and not related.is_published:
            raise RefusedError(
                _(
                    "“%(item)s” belongs to “%(related)s”, which isn’t public. Publish "
                    "them together."
                )
                % {"item": item, "related": related}
            )


def _refuse_still_used(item):
    users = users_of(item)
    # A deletion leaves nothing that points at it, public or not.
    if item.status != Status.DELETED:
        users = [user for user in users if user.is_published]
    if users:
        raise RefusedError(
            _("“%(item)s” is still used by %(users)s. Change them first.")
            % {"item": item, "users": quote_names(users, limit=MAX_NAMED)}
        )


def users_of(item):
    """Return the objects whose details name ``item``."""
    return [
        user
        for model in KINDS.values()
        for name in model.details
        if (field := model._meta.get_field(name)).related_model is type(item)
        for user in model.objects.filter(**{field.name: item.pk})
    ]


def _refuse_empty_roles(changed, texts):
    roles = {text.role_id for text in texts if not text.after}
    roles |= {item.pk for item in changed if isinstance(item, Role)}
    hidden = [
        item
        for item in changed
        if isinstance(item, Dimension) and not item.is_published
    ]
    if hidden:
        entries = RoleDimensionEntry.objects.filter(dimension__in=hidden)
        roles |= set(entries.values_list("role", flat=True))
    empty = Role.objects.published().filter(pk__in=roles).undescribed()
    empty = list(empty.order_by("name"))
    if empty:
        raise RefusedError(
            _(
                "%(roles)s would have no text at all. Publish at least one, or archive "
                "the role."
            )
            % {"roles": quote_names(empty, limit=MAX_NAMED)}
        )
