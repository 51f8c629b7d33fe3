"""What a file has changed of what visitors read, kept as one publication."""

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import (
    PUBLIC_STATUSES,
    Content,
    DetailsChange,
    Publication,
    RoleDimensionEntry,
    TextChange,
    details_of,
    kind_of,
)


class LoadedChanges:
    """Collects what each loaded object was before, and publishes the difference."""

    def __init__(self):
        self.details = []
        self.texts = []

    def stored(self, instance):
        """Return what visitors read of ``instance`` so far; None for nothing."""
        model = type(instance)
        if instance.pk is None:
            return None
        if issubclass(model, Content):
            stored = model.everything.filter(pk=instance.pk).first()
            return stored and {"status": stored.status, **details_of(stored)}
        if model is RoleDimensionEntry:
            stored = RoleDimensionEntry.objects.filter(pk=instance.pk)
            return stored.values_list("text", flat=True).first()
        return None

    def add(self, instance, before):
        if isinstance(instance, Content):
            self._add_details(instance, before)
        elif isinstance(instance, RoleDimensionEntry) and instance.text != before:
            self.texts.append(
                TextChange(
                    role_id=instance.role_id,
                    dimension_id=instance.dimension_id,
                    role_name=instance.role.name,
                    dimension_name=instance.dimension.name,
                    before=before or "",
                    after=instance.text,
                )
            )

    def _add_details(self, instance, before):
        after = {"status": instance.status, **details_of(instance)}
        was_public = before and before["status"] in PUBLIC_STATUSES
        if not (was_public or instance.status in PUBLIC_STATUSES):
            return
        if before is None:
            before = {"status": "draft"}
        elif changed := [name for name in after if after[name] != before[name]]:
            before = {name: before[name] for name in changed}
            after = {name: after[name] for name in changed}
        else:
            return
        self.details.append(
            DetailsChange(
                kind=kind_of(instance),
                key=instance.pk,
                name=str(instance),
                before=before,
                after=after,
            )
        )

    def publish(self):
        """Make the publication, already published; none if nothing has changed."""
        if not (self.details or self.texts):
            return
        now = timezone.now()
        publication = Publication.objects.create(
            state=Publication.State.PUBLISHED,
            why=_("Loaded from a file"),
            made_at=now,
            due_at=now,
            ended_at=now,
        )
        for change in [*self.details, *self.texts]:
            change.publication = publication
        DetailsChange.objects.bulk_create(self.details)
        TextChange.objects.bulk_create(self.texts)
