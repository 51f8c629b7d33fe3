import time

from django.core.management.base import BaseCommand

from careers.search.similar.finding import find

STEPS = {
    "forget": "Forgetting what is known",
    "count": "Counting words",
    "weigh": "Weighing words",
    "read": "Reading roles",
    "rows": "Finding similar roles",
    "update": "Reading changed roles",
}
SECONDS = 0.5  # between two lines of progress


class Command(BaseCommand):
    help = (
        "Find similar roles on a large site, which takes hours the first time. Stop it "
        "and run it again at any time: it goes on where it stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--again", action="store_true", help="Start again with every role."
        )

    def handle(self, *, again, **options):
        self.step, self.shown = None, 0
        find(again=again, progress=self.show)
        self.end_line()
        self.stdout.write("Similar roles are up to date.")

    def show(self, step, done, total):
        is_terminal = self.stdout.isatty()
        if step != self.step:
            self.end_line()
            if not is_terminal:
                self.stdout.write(f"{STEPS[step]}: {total:,}")
        elif not is_terminal or time.monotonic() < self.shown + SECONDS:
            return
        self.step, self.shown = step, time.monotonic()
        if is_terminal:
            self.stdout.write(f"\r{STEPS[step]}: {done:,} of {total:,}", ending="")
            self.stdout.flush()

    def end_line(self):
        if self.step and self.stdout.isatty():
            self.stdout.write()
