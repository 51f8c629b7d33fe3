"""Work on an import: at once if it is short, else as a task outside the request."""

import logging
import time

from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from careers.editorial import workflow
from careers.editorial.models import ImportPlan

from . import kept
from .applying import save_as_drafts
from .import_forms import OPTIONS
from .naming import known_names
from .old_addresses import may_list_addresses
from .plan import Plan
from .planning import make_plan
from .reading import read_file, read_table_text
from .resolving import MAKEABLE, Options

logger = logging.getLogger(__name__)

Work = ImportPlan.Work

BEAT = 0.5  # seconds between two words of progress

# What takes about half a second.
MOST_BYTES_AT_ONCE = 200_000
MOST_TEXTS_AT_ONCE = 500


class StoppedError(Exception):
    """Someone stopped the work, or started it again."""


def is_long(planned, work):
    if work == Work.READ:
        return sum(len(f.content) for f in planned.files.all()) > MOST_BYTES_AT_ONCE
    if work == Work.PLAN:
        return len(planned.readings) > MOST_BYTES_AT_ONCE
    return len(Plan.from_json(planned.plan).written) > MOST_TEXTS_AT_ONCE


def start(planned, work):
    """Do ``work`` now if it is short; otherwise ask for it, and return False."""
    is_asked = is_long(planned, work)
    news = {"work": work, "attempt": planned.attempt + 1, "beat_at": None}
    news |= {"asked_at": timezone.now(), "done": 0, "total": 0, "problem": ""}
    with transaction.atomic():
        same = ImportPlan.objects.filter(pk=planned.pk, attempt=planned.attempt)
        if not same.filter(saved_texts=None).update(**news, choices=planned.choices):
            raise StoppedError
        if is_asked:
            work_on.using(priority=10).enqueue(planned.pk, news["attempt"])
    for name, value in news.items():
        setattr(planned, name, value)
    if not is_asked:
        do(planned)
    return not is_asked


def stop(planned):
    """Stop the work on an import. Nothing of it has been written, nor will be."""
    plans = ImportPlan.objects.filter(pk=planned.pk, saved_texts=None)
    plans.update(work="", attempt=F("attempt") + 1)


@task
def work_on(key, attempt):
    planned = ImportPlan.objects.filter(pk=key, attempt=attempt, beat_at=None).first()
    if planned is None or not planned.work:
        return
    try:
        do(planned)
    except StoppedError:
        pass
    except Exception:
        logger.exception("An import failed.")
        finish(planned, problem=_("Something went wrong, so nothing was saved."))


def do(planned):
    beat = Beat(planned)
    try:
        if not planned.person.has_perm(workflow.WRITE):
            raise workflow.RefusedError(_("Your account may not write drafts."))
        DOES[planned.work](planned, beat)
    except workflow.RefusedError as refusal:
        finish(planned, problem=str(refusal))


class Beat:
    """Says how far the work on an import is; raises StoppedError when it should end."""

    def __init__(self, planned):
        self.planned, self.next = planned, 0.0
        self.go_on(0, 0)

    def go_on(self, done, total):
        if time.monotonic() < self.next:
            return
        same = ImportPlan.objects.filter(
            pk=self.planned.pk, attempt=self.planned.attempt
        )
        if not same.update(beat_at=timezone.now(), done=done, total=total):
            raise StoppedError
        self.next = time.monotonic() + BEAT


def finish(planned, **values):
    """End the work on an import, unless it was stopped."""
    same = ImportPlan.objects.filter(pk=planned.pk, attempt=planned.attempt)
    if not same.filter(work=planned.work).update(work="", **values):
        raise StoppedError


def read(planned, beat):
    names, readings = known_names(), []
    files = list(planned.files.all())
    for number, file in enumerate(files):
        beat.go_on(number, len(files))
        content = bytes(file.content)
        if file.name:
            reading = read_file(file.name, content, names, shape=planned.shape)
        else:
            name, text = _("pasted table"), content.decode()
            reading = read_table_text(name, text, names, shape=planned.shape)
        readings.append(reading)
    compare(planned, beat, readings)
    # Their names tell unfinished imports apart.
    planned.files.update(content=b"")


def plan_again(planned, beat):
    compare(planned, beat, kept.from_json(planned.readings))


def compare(planned, beat, readings):
    choices = planned.choices
    plan = make_plan(readings, options_of(planned), beat.go_on)
    # An answer can make other questions needless.
    asked = {unknown.id for unknown in plan.unknown}
    answers = choices.get("names", {}).items()
    names = {key: name for key, name in answers if key in asked}
    texts = {item.id: item.choice for item in plan.disagreements if item.choice}
    finish(
        planned,
        readings=kept.to_json(readings),
        plan=plan.to_json(),
        choices={**choices, "names": names, "texts": texts} if choices else {},
    )


def options_of(planned):
    return Options(
        choices=planned.choices.get("names", {}),
        texts=planned.choices.get("texts", {}),
        may_create=makeable_by(planned.person),
        scope=workflow.Scope.of(planned.person),
        may_list_addresses=may_list_addresses(planned.person),
        **{name: planned.choices.get(name, False) for name in OPTIONS},
    )


def makeable_by(person):
    """Return the kinds of objects that a person may add."""
    return {kind for kind in MAKEABLE if person.has_perm(f"careers.add_{kind}")}


def save(planned, beat):
    plan = Plan.from_json(planned.plan)
    if plan.addresses and not may_list_addresses(planned.person):
        raise workflow.RefusedError(_("Your account may not add old addresses."))

    def claim():
        # With the drafts or not at all: a press on “Stop” waits for this.
        saved = {"saved_texts": len(plan.written), "saved_new": plan.new_counts}
        finish(planned, **saved, readings="", plan="")

    written = save_as_drafts(plan, by=planned.person, progress=beat.go_on, claim=claim)
    slugs = [role.slug for role in written.roles]
    ImportPlan.objects.filter(pk=planned.pk).update(saved_roles=slugs)


DOES = {Work.READ: read, Work.PLAN: plan_again, Work.SAVE: save}
