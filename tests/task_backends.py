"""Tasks that run as soon as the transaction that asks for them is committed."""

from typing import ClassVar

from django.db import transaction
from django.tasks import TaskResultStatus
from django.tasks.backends.immediate import ImmediateBackend


class OnCommitBackend(ImmediateBackend):
    """Those that are to run later are kept in ``later``."""

    supports_defer = True
    later: ClassVar[list] = []

    def enqueue(self, task, args, kwargs):
        self.validate_task(task)
        if task.run_after:
            self.later.append((task, kwargs))
        else:
            transaction.on_commit(lambda: self.run(task, args, kwargs))

    def run(self, task, args, kwargs):
        result = super().enqueue(task, args, kwargs)
        if result.status == TaskResultStatus.FAILED:
            raise AssertionError(result.errors[0].traceback)
