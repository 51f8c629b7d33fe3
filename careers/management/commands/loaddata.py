import json
import re
from codecs import BOM_UTF8
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from careers.loaded_changes import LoadedChanges
from careers.models import (
    KINDS,
    Content,
    Dimension,
    Part,
    RedactedVersion,
    Role,
    RoleDimensionEntry,
    tell_apart,
    text_part,
)
from careers.phrases import join_names, says_nothing
from careers.search.index import refresh

CONTENT_APPS = {"careers", "editorial"}


class Command(loaddata.Command):
    """Django's loaddata, strict with the site's content, which people write in files.

    Django's own skips validation, lets the later of two contradictory objects win, and
    names an object by a primary key, which objects with natural keys do not have. It
    still loads the objects of all other apps, and reports their errors.
    """

    def loaddata(self, labels):
        self.loaded = {}  # {Django's name of an object: the object}
        self.changes = LoadedChanges()
        self.redacted = set(
            RedactedVersion.objects.done().values_list("digest", flat=True)
        )
        lock_content()
        try:
            super().loaddata(labels)
            self.refuse_empty_roles()
            self.tell_roles_apart()
            self.changes.publish()
            refresh()
        except DeserializationError as error:
            # An object referred to one that no file had.
            reason = str(error)
            for key, instance in self.loaded.items():
                reason = reason.replace(key, label_of(instance))
            if reason == str(error):
                raise
            raise CommandError(
                _("Nothing was loaded. %(reason)s") % {"reason": reason}
            ) from error

    def load_label(self, label):
        self.read = 0  # objects of this label so far
        self.compression_formats[None] = (open_without_mark, "rb")
        _name, kind, _compression = self.parse_name(Path(label).name)
        if kind == "yaml":  # a library that is there for something else may read it
            raise CommandError(
                _(
                    "Nothing was loaded. The site reads no YAML: convert %(file)s to "
                    "JSON, then load that."
                )
                % {"file": label}
            )
        try:
            super().load_label(label)
        except (DeserializationError, TypeError, UnicodeDecodeError) as error:
            paths = [Path(fixture[0]) for fixture in self.find_fixtures(label)]
            files = [path for path in paths if path.is_file()]
            record = record_at(self.read, files)
            if not is_content(record, files):
                raise
            raise CommandError(self.explain_unread(error, label, record)) from error

    def save_obj(self, obj):
        self.read += 1
        if not self.is_checked(type(obj.object)):
            return super().save_obj(obj)
        instance = obj.object
        written = getattr(instance, "text", None)
        try:
            instance.full_clean(
                exclude={field.name for field in obj.deferred_fields},
                validate_unique=False,
                validate_constraints=False,
            )
            before = self.changes.stored(instance)
            if isinstance(instance, RoleDimensionEntry):
                keep_or_refuse(instance, written, before)
            refuse_redacted(instance, self.redacted)
            keep_review(instance)
            # A savepoint, so that the name of a refused object can still be looked up.
            with transaction.atomic(using=self.using):
                saved = super().save_obj(obj)
        except (ValidationError, DatabaseError, ValueError, OverflowError) as error:
            raise CommandError(explain_refused(instance, error)) from error
        key = f"({instance._meta.label_lower}:pk={instance.pk})"
        if key in self.loaded:
            raise CommandError(
                _("Nothing was loaded. %(object)s appears twice.")
                % {"object": label_of(instance)}
            )
        self.loaded[key] = instance
        if saved:
            self.changes.add(instance, before)
        return saved

    def refuse_empty_roles(self):
        """Refuse to leave a public role without any text."""
        loaded = self.loaded.values()
        roles = [item.pk for item in loaded if isinstance(item, Role)]
        dimensions = [item.pk for item in loaded if isinstance(item, Dimension)]
        changed = Q(pk__in=roles) | Q(entries__dimension__in=dimensions)
        empty = Role.objects.published().undescribed().filter(changed).distinct()
        if names := empty.order_by("name").values_list("name", flat=True):
            raise CommandError(
                _(
                    "Nothing was loaded. Visitors would find no text of %(roles)s. "
                    "Load one too, or make the role a draft."
                )
                % {"roles": join_names((f"“{name}”" for name in names), limit=5)}
            )

    def tell_roles_apart(self):
        changed = {r.name_key for r in self.loaded.values() if isinstance(r, Role)}
        qualified = Role.objects.exclude(qualifier="").order_by()
        tell_apart(changed.union(qualified.values_list("name_key", flat=True)))

    def is_checked(self, model):
        return (
            model._meta.app_label in CONTENT_APPS
            and model._meta.app_config not in self.excluded_apps
            and model not in self.excluded_models
        )

    def explain_unread(self, error, label, record):
        reason = str(error).strip()
        # The error of a file that is not JSON ends before its cause.
        reason = f"{reason} {error.__cause__}" if reason.endswith(":") else reason
        if record is None:
            return _("Nothing was loaded. %(reason)s The error is in %(file)s.") % {
                "reason": reason,
                "file": label,
            }
        return _(
            "Nothing was loaded. %(reason)s See object %(number)d, %(object)s."
        ) % {
            "reason": reason,
            "number": self.read + 1,
            "object": label_of_record(record),
        }


def lock_content():
    """Lock all that a file may change, as those who publish lock it: before a change.

    A file that changed one role and went on to the next could meet a publication that
    has locked that one and waits for the first change to end.
    """
    for model in KINDS.values():
        list(model.everything.select_for_update().order_by("pk").values_list("pk"))


def open_without_mark(path, mode):
    """Open a file without the byte order mark that some programs begin it with."""
    return BytesIO(Path(path).read_bytes().removeprefix(BOM_UTF8))


def record_at(place, files):
    """Return the record at ``place`` in the JSON ``files``, or None."""
    with suppress(LookupError, OSError, RecursionError, TypeError, ValueError):
        records = [record for file in files for record in json.loads(file.read_bytes())]
        record = records[place]
        return record if isinstance(record["model"], str) else None
    return None


def is_content(record, files):
    """Whether an unreadable record, or the file it is in, is about the site's content.

    A file that names no model at all counts as content. Standard input cannot be read
    again, and gets Django's errors.
    """
    if not files:
        return False
    if record:
        labels = {record["model"].partition(".")[0]}
    else:
        text = b"".join(file.read_bytes() for file in files).decode(errors="replace")
        labels = set(re.findall(r'"model":\s*"(\w+)\.', text))
    return not labels or not labels.isdisjoint(CONTENT_APPS)


def explain_refused(instance, error):
    if isinstance(error, DatabaseError):
        error = broken_constraint(instance) or error
    if isinstance(error, ValidationError):
        reason = "; ".join(
            " ".join(messages)
            if field == NON_FIELD_ERRORS
            else f"{field}: {' '.join(messages)}"
            for field, messages in error.message_dict.items()
        )
    else:
        reason = str(error.__cause__ or error)
    return _("Nothing was loaded. %(object)s is invalid: %(reason)s") % {
        "object": label_of(instance),
        "reason": reason,
    }


def broken_constraint(instance):
    """Return a form's message about the constraint that the database held, or None."""
    instance._state.adding = instance.pk is None
    try:
        with suppress(DatabaseError, ValueError):
            instance.validate_constraints()
    except ValidationError as error:
        return error
    return None


def label_of(instance):
    try:
        name = " / ".join(instance.natural_key())
    except (AttributeError, TypeError):
        name = str(instance.pk)
    return f"{instance._meta.label_lower} “{name}”"


def label_of_record(record):
    fields = record.get("fields")
    fields = fields if isinstance(fields, dict) else {}
    names = ("slug", "preferred", "role", "dimension")
    key = [fields[name] for name in names if name in fields]
    return f"{record['model']} “{' / '.join(map(str, key))}”"


def keep_or_refuse(entry, written, before):
    """Keep a text that is stored like this; refuse one that says nothing."""
    if written == before:
        entry.text = before
    elif says_nothing(entry.text):
        raise ValidationError(
            {
                "text": _("“%(text)s” only says that there is no text. Leave it out.")
                % {"text": entry.text}
            }
        )


def refuse_redacted(instance, digests):
    """Refuse words that have been redacted in the same place."""
    errors = {
        part.field: _("These words have been redacted. Write other ones.")
        for part, value in words_of(instance)
        if part.digest(value) in digests
    }
    if errors:
        raise ValidationError(errors)


def words_of(instance):
    """Yield (Part, value) for the words that a redaction could be about."""
    if isinstance(instance, RoleDimensionEntry):
        yield text_part(instance.role_id, instance.dimension_id), instance.text
    elif isinstance(instance, Content) and instance.pk:
        for field in instance._meta.concrete_fields:
            value = getattr(instance, field.attname)
            if isinstance(value, str) and value:
                kind = instance._meta.model_name
                yield Part(kind, instance.pk, None, field.name), value


def keep_review(instance):
    """Keep the review of a text that a file repeats; a new text has none."""
    if not isinstance(instance, RoleDimensionEntry) or not instance.pk:
        return
    same = RoleDimensionEntry.objects.filter(pk=instance.pk, text=instance.text)
    for stored in same.only("reviewed_at", "reviewed_by"):
        instance.reviewed_at = stored.reviewed_at
        instance.reviewed_by_id = stored.reviewed_by_id
