import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial.files.applying import publish as publish_plan
from careers.editorial.files.applying import save_as_drafts
from careers.editorial.files.naming import known_names
from careers.editorial.files.old_addresses import may_list_addresses
from careers.editorial.files.plan import Act, Plan, Unknown
from careers.editorial.files.planning import make_plan
from careers.editorial.files.reading import read_file
from careers.editorial.files.records import Problem
from careers.editorial.files.resolving import Options
from careers.editorial.management.accounts import account_named
from careers.editorial.workflow import UNLIMITED, RefusedError, Scope
from careers.search.index import refresh
from careers.text import fold_name

SECONDS = 0.2  # between two steps of the bar
WIDTH = 30  # characters of the bar


class Command(BaseCommand):
    help = (
        "Take roles and their texts from files: tables of any shape, in .csv or .xlsx. "
        "All of it is written, or nothing. Texts become drafts of the person in --by; "
        "with --publish they are public at once, without review."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--by",
            default="",
            metavar="USERNAME",
            help="Who writes the drafts. Needed unless you publish or only look.",
        )
        parser.add_argument(
            "--create",
            action="store_true",
            help="Add the roles, families and dimensions that the site doesn’t have.",
        )
        parser.add_argument(
            "--new",
            action="append",
            default=[],
            metavar="NAME",
            help="Add this name though it is close to another. Say it again for more.",
        )
        parser.add_argument(
            "--remove",
            action="store_true",
            help="Remove texts where a file has an empty cell.",
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Make all of it public, as one publication. Needs --why.",
        )
        parser.add_argument("--why", default="", help="The reason of the publication.")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would change, and write nothing.",
        )

    def handle(self, **options):
        try:
            self.take(**options)
        except KeyboardInterrupt:
            raise CommandError(_("Stopped. Nothing was written.")) from None

    def take(self, *, files, dry_run, **options):
        person = self.person(dry_run=dry_run, **options)
        plan = self.plan(files, person, **options)
        self.stdout.write(summary_of(plan))
        for address in plan.addresses:
            self.stdout.write(_("New old address: %(address)s") % {"address": address})
        for note in plan.notes:
            self.stdout.write(f"{note.place}: {note.message}")
        questions = filter(None, map(question, plan.unknown))
        problems = [*plan.problems, *questions, *differing_texts(plan)]
        for problem in problems:
            self.stderr.write(f"{problem.place}: {problem.message}")
        if problems:
            message = ngettext(
                "Nothing was written: there is %(count)d problem.",
                "Nothing was written: there are %(count)d problems.",
                len(problems),
            )
            raise CommandError(message % {"count": len(problems)})
        if dry_run:
            self.stdout.write(_("Nothing was written: this was a trial."))
        elif plan.changes_anything:
            self.write(plan, person, **options)
            del plan  # the index needs the room
            refresh()

    def person(self, *, by, publish, why, dry_run, **options):
        if publish and not why.strip():
            raise CommandError(_("Say why you publish: --why TEXT."))
        if not by and not (publish or dry_run):
            raise CommandError(_("Say who writes the drafts: --by USERNAME."))
        return account_named(by, is_active=True) if by else None

    def plan(self, files, person, *, create, new, remove, publish, **options):
        names, readings = known_names(), []
        for file in files:
            try:
                readings.append(read_file(file.name, file.read_bytes(), names))
            except OSError as error:
                raise CommandError(str(error)) from error
        wanted = Options(
            create=create,
            new_names={fold_name(name) for name in new},
            scope=Scope.of(person) if person else UNLIMITED,
            remove=remove,
            publish=publish,
            may_list_addresses=person is None or may_list_addresses(person),
        )
        return make_plan(readings, wanted, self.bar(_("Comparing")))

    def write(self, plan, person, *, publish, why, **options):
        try:
            if publish:
                written = publish_plan(plan, why=why, by=person)
            else:
                bar = self.bar(_("Saving"))
                written = save_as_drafts(plan, by=person, progress=bar)
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        count = len(written.texts)
        message = ngettext(
            "Saved %(count)d text as a draft.",
            "Saved %(count)d texts as drafts.",
            count,
        )
        if publish:
            message = ngettext(
                "Published %(count)d text.", "Published %(count)d texts.", count
            )
        self.stdout.write(message % {"count": count})

    def bar(self, label):
        """Return a function that shows progress, on a terminal only."""
        shown = 0.0

        def show(done, total):
            nonlocal shown
            is_last = done == total
            if not (is_last or time.monotonic() > shown + SECONDS):
                return
            shown = time.monotonic()
            filled = "#" * (WIDTH * done // max(total, 1))
            line = f"\r{label} [{filled:<{WIDTH}}] {done:,}/{total:,}"
            self.stdout.write(line, ending="\n" if is_last else "")
            self.stdout.flush()

        return show if self.stdout.isatty() else lambda done, total: None


def summary_of(plan: Plan) -> str:
    counts = plan.counts
    values = {
        "new": len(plan.new),
        "create": counts[Act.CREATE],
        "change": counts[Act.CHANGE],
        "remove": counts[Act.REMOVE],
        "unchanged": counts[Act.UNCHANGED],
    }
    return (
        _(
            "Names to add: %(new)d. Texts: %(create)d new, %(change)d changed, "
            "%(unchanged)d as they are, %(remove)d with an empty cell."
        )
        % values
    )


def differing_texts(plan: Plan) -> Iterator[Problem]:
    """Yield a problem for each text of a cell that has another one before it."""
    message = _("“%(cell)s” has another text in %(place)s. Leave one of the two.")
    for item in plan.undecided:
        first, *others = item.texts
        for other in others:
            values = {"cell": item.name, "place": first.place}
            yield Problem(other.place, message % values)


def question(unknown: Unknown) -> Problem | None:
    """Return what has to be decided about a name before anything is written."""
    if unknown.is_waiting or not unknown.is_left_out:
        return None
    values = {"name": unknown.name, "kind": unknown.kind.label}
    if unknown.near:
        message = _(
            "The site has no %(kind)s “%(name)s”. Did you mean “%(near)s”? Write it "
            "like that in the file, or add --new “%(name)s”."
        )
        values["near"] = unknown.near[0].name
    elif not unknown.may_be_new:
        message = _("The site has no %(kind)s “%(name)s”, and --by may not add it.")
    else:
        message = _(
            "The site has no %(kind)s “%(name)s”. Add --create to make what is new."
        )
    return Problem(unknown.place, message % values)
