"""Tasks are done by a process of their own, and someone notices if there is none."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from careers.editorial.waiting_tasks import waiting_tasks
from careers.editorial.workflow import drafting
from careers.editorial.workflow.delivery import deliver_later
from tests.factories import make_dimension, make_person, make_role
from tests.html import document, texts
from tests.matrix_pages import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_tasks(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def run_tasks():
    call_command("run_tasks", "--once")


def test_a_notice_is_sent_by_whoever_does_the_tasks():
    make_person("anna", "Editor")
    comment = {"text": "@anna", "by": make_person("ben", "Editor")}
    drafting.comment(role=make_role("Cook"), dimension=make_dimension(), **comment)
    assert mail.outbox == []

    run_tasks()

    assert [message.to for message in mail.outbox] == [["anna@example.com"]]
    assert not DBTaskResult.objects.exists()


def test_what_a_killed_process_was_at_is_done_by_the_next():
    deliver_later("Lunch", ["Soup."], ["anna@example.com"])
    long_ago = timezone.now() - timedelta(minutes=16)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago)

    run_tasks()

    assert len(mail.outbox) == 1


def test_administrators_hear_of_tasks_that_nothing_does():
    deliver_later("Lunch", ["Soup."], ["anna@example.com"])
    long_ago = timezone.now() - timedelta(minutes=14, seconds=30)
    DBTaskResult.objects.update(enqueued_at=long_ago)

    page = document(log_in(group="Administrator").get("/admin/"))

    [note] = texts(page, ".errornote")
    assert note.startswith("Imports and e-mails have been waiting for 14 minutes")


def test_editors_are_not_troubled_with_tasks():
    deliver_later("Lunch", ["Soup."], ["anna@example.com"])
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))

    assert texts(document(log_in().get("/admin/")), ".errornote") == []


def test_notices_that_wait_for_the_mail_server_are_counted():
    deliver_later("Lunch", ["Soup."], ["anna@example.com"])
    DBTaskResult.objects.update(run_after=timezone.now() + timedelta(minutes=5))

    [sentence] = waiting_tasks()

    assert sentence == "The mail server didn’t take 1 notice. It is tried again."
