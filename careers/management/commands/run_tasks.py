import time
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

PAUSE = 1  # seconds between two looks
LONGEST = timedelta(minutes=15)  # of a task: one that runs for longer has no worker
KEPT = timedelta(days=7)  # of tasks that failed, for their tracebacks


class Command(BaseCommand):
    help = (
        "Do what waits until it is stopped: imports, notices by mail, similar roles. "
        "`make run` runs it beside the site."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--once", action="store_true", help="Do what waits now, then end."
        )

    def handle(self, *, once, **options):
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name="default",
            worker_id=get_random_string(32),
            batch=True,  # its own loop would lock SQLite every second
            interval=0,
            startup_delay=False,
            max_tasks=None,
        )
        worker.configure_signals()
        while worker.running:
            close_old_connections()
            try:
                look(worker)
            except OperationalError as error:
                self.stderr.write(str(error))
            if once:
                return
            if worker.running:
                time.sleep(PAUSE)


def look(worker):
    """Do what waits, if anything does."""
    since = timezone.now() - LONGEST
    abandoned = DBTaskResult.objects.running().filter(started_at__lt=since)
    if abandoned.exists():
        abandoned.update(status=TaskResultStatus.READY)
    if DBTaskResult.objects.ready().exists():
        worker.run()
        # What is done would only keep the words of notices.
        DBTaskResult.objects.successful().delete()
        old = timezone.now() - KEPT
        DBTaskResult.objects.failed().filter(finished_at__lt=old).delete()
