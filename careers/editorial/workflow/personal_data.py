"""What the site has of one person: taken along, or erased.

Erasing ends an account and takes away whose it was. What the person wrote and did stays
in the history, under "Former editor" and the key of the account.
"""

from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db import transaction
from django.utils.translation import gettext as _

from careers.editorial.models import (
    AccountEvent,
    FamilyLimit,
    ImportPlan,
    KeptForm,
    Presence,
    SavedView,
)

from . import security_log
from .errors import RefusedError

# What is there for the person alone, and goes with them.
OWN = {FamilyLimit, ImportPlan, KeptForm, Presence, SavedView}
# Allauth's.
OWN_APPS = ["account", "mfa", "socialaccount", "usersessions"]

# With one of them, a reader could log in as the person.
SECRETS = {"password", "data", "token", "token_secret", "session_key"}

ABOUT_ACCOUNTS = [AccountEvent.Kind.USERNAME, AccountEvent.Kind.ADDRESS]


def references():
    """Yield ``(model, field)`` of every table that has the key of an account."""
    for relation in User._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field


def is_own(model):
    return model in OWN or model._meta.app_label in OWN_APPS


def export_person(person):
    """Return all that the site has of ``person``, by the names of the tables."""
    data = {"account": rows_of([person])}
    for model, field in references():
        rows = model._base_manager.filter(**{field.attname: person.pk})
        if rows := rows_of(rows.order_by("pk")):
            data[f"{model._meta.label}, {field.verbose_name}"] = rows
    security_log.record(security_log.Kind.PERSON_EXPORTED, account=person)
    return data


def rows_of(objects):
    return [
        {
            "key": row["pk"],
            **{k: v for k, v in row["fields"].items() if k not in SECRETS},
        }
        for row in serializers.serialize("python", objects)
    ]


@transaction.atomic
def erase_person(person, *, by):
    """Erase whose account ``person`` is. ``by`` is the administrator who decided it."""
    if person.is_active:
        raise RefusedError(
            _("This account is active. Clear “Active” on its page first.")
        )
    if person == by:
        raise RefusedError(_("Someone else has to decide this."))
    for model, field in references():
        if is_own(model):
            model._base_manager.filter(**{field.attname: person.pk}).delete()
    end_sessions(person)
    person.groups.clear()
    person.user_permissions.clear()
    person.username = f"former-editor-{person.pk}"
    person.first_name, person.last_name = _("Former editor"), str(person.pk)
    person.email, person.last_login = "", None
    person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save()
    events = AccountEvent.objects.filter(account=person, kind__in=ABOUT_ACCOUNTS)
    events.update(before="", after="")
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk)
    ).update(object_repr=str(person))
    security_log.record(security_log.Kind.PERSON_ERASED, by=by, account=person)


def end_sessions(person):
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()
