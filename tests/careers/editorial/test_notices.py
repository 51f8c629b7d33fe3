"""Notices go to those who may read what they are about, once, and stop nobody."""

import time
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.mail import InvalidMailer
from django.utils import timezone

from careers.editorial.workflow import drafting, notifications
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_person,
    make_publication,
    make_role,
    make_submitted,
)
from tests.mail_servers import FakeMailServer
from tests.queue_pages import client_for, review_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def role():
    return make_role("Head of Mergers", status="draft")


@pytest.fixture
def server(settings, monkeypatch):
    """A mail server that counts, and does what a test says of it."""
    name = f"{FakeMailServer.__module__}.{FakeMailServer.__qualname__}"
    settings.MAILERS = {"default": {"BACKEND": name}}
    monkeypatch.setitem(notifications.pause, "ends", 0.0)
    return FakeMailServer.reset()


@pytest.fixture
def remark(role):
    """What drafting.comment is told, to have anna, ben and dora asked."""
    for name in ("anna", "ben", "dora"):
        make_person(name, "Editor")
    carl = make_person("carl", "Editor")
    place = {"role": role, "dimension": make_dimension()}
    return {**place, "text": "@anna @ben @dora", "by": carl}


def told(callbacks, act, **arguments):
    """Return who gets which subject when ``act`` is done and committed."""
    with callbacks(execute=True):
        act(**arguments)
    return [(*each.to, each.subject) for each in mail.outbox]


def test_who_lost_the_right_to_read_drafts_is_told_nothing_more(
    role, django_capture_on_commit_callbacks
):
    approved = make_approved(role, make_dimension())
    approved.written_by.groups.clear()

    soon = timezone.now() + timedelta(days=1)
    arguments = {"drafts": [approved], "why": "A merger", "due_at": soon}

    assert not told(django_capture_on_commit_callbacks, make_publication, **arguments)


@pytest.mark.parametrize(("groups", "count"), [([], 0), (["Editor"], 1)])
def test_only_who_may_read_the_text_is_asked_about_it(
    role, django_capture_on_commit_callbacks, groups, count
):
    make_person("guest", *groups)
    said = {"text": "@guest is this true?", "by": make_person("anna", "Editor")}
    place = {"role": role, "dimension": make_dimension()}

    notifications = told(
        django_capture_on_commit_callbacks, drafting.comment, **place, **said
    )

    assert len(notifications) == count


def test_a_comment_on_many_drafts_is_one_notice(
    role, django_capture_on_commit_callbacks
):
    make_person("anna", "Editor")
    drafts = [make_draft(role, make_dimension(name)) for name in ("One", "Two")]
    said = {"by": drafts[0].written_by, "comment": "@anna knows more"}
    versions = [draft.version for draft in drafts]

    notifications = told(
        django_capture_on_commit_callbacks, drafting.submit, versions=versions, **said
    )

    subject = "[Careers] writer asks you about Head of Mergers: One and 1 more"
    assert notifications == [("anna@example.com", subject)]


def test_a_line_break_in_the_name_of_the_site_stops_no_notice(
    role, django_capture_on_commit_callbacks, settings
):
    settings.SITE_NAME = "Careers\r\nBcc: everybody@example.com"
    make_person("anna", "Editor")
    said = {"text": "@anna", "by": make_person("ben", "Editor")}
    place = {"role": role, "dimension": make_dimension()}

    told(django_capture_on_commit_callbacks, drafting.comment, **place, **said)

    assert mail.outbox[0].message()["Bcc"] is None


def test_who_wrote_what_is_approved_is_led_to_a_page_they_may_open(
    role, django_capture_on_commit_callbacks
):
    writers = make_person("anna", "Editor"), make_person("rita", "Reviewer")
    drafts = [
        make_submitted(role, make_dimension(each.username), by=each) for each in writers
    ]
    versions = [draft.version for draft in drafts]
    by = make_person("ben", "Reviewer")

    told(django_capture_on_commit_callbacks, drafting.approve, versions=versions, by=by)

    ends = {each.to[0]: each.body.split("/admin/")[1].strip() for each in mail.outbox}
    assert ends == {"anna@example.com": "", "rita@example.com": "publish/"}


@pytest.mark.parametrize("act", [drafting.send_back, drafting.approve])
def test_who_wrote_a_text_and_is_named_in_its_review_gets_one_mail(
    role, django_capture_on_commit_callbacks, act
):
    anna = make_person("anna", "Editor")
    make_person("carl", "Editor")
    draft = make_submitted(role, make_dimension(), by=anna)
    by = make_person("ben", "Reviewer")

    notifications = told(
        django_capture_on_commit_callbacks,
        act,
        versions=[draft.version],
        by=by,
        comment="@anna, @carl: which?",
    )

    assert sorted(to for to, _ in notifications) == [
        "anna@example.com",
        "carl@example.com",
    ]
    (to_anna,) = (each for each in mail.outbox if each.to == ["anna@example.com"])
    assert "which?" in to_anna.body


def test_a_reviewer_named_in_a_submission_gets_one_mail(
    role, django_capture_on_commit_callbacks
):
    make_person("ben", "Reviewer")
    draft = make_draft(role, make_dimension())
    sent = {"versions": [draft.version], "by": draft.written_by, "comment": "@ben?"}

    notifications = told(django_capture_on_commit_callbacks, drafting.submit, **sent)

    assert [to for to, _ in notifications] == ["ben@example.com"]


# Who is asked to review


@pytest.mark.parametrize("is_second_person_asked", [True, False])
@pytest.mark.parametrize("writers", [["rita"], ["rita", "sam"], ["anna"]])
def test_exactly_those_are_asked_to_review_that_get_the_mail(
    role, django_capture_on_commit_callbacks, settings, writers, is_second_person_asked
):
    settings.SECOND_PERSON_APPROVES = is_second_person_asked
    people = {name: make_person(name, "Reviewer") for name in ("rita", "sam")}
    people["anna"] = make_person("anna", "Editor")
    drafts = [make_draft(role, make_dimension(n), by=people[n]) for n in writers]
    asked = notifications.reviewers_of(drafts, by=people["anna"])
    versions = [draft.version for draft in drafts]

    mails = told(
        django_capture_on_commit_callbacks,
        drafting.submit,
        versions=versions,
        by=people["anna"],
    )

    alone = is_second_person_asked and writers == ["rita"]
    assert [each.username for each in asked] == (["sam"] if alone else ["rita", "sam"])
    assert [to for to, _ in mails] == [each.email for each in asked]


def test_who_submits_is_not_asked_to_review(role):
    rita = make_person("rita", "Reviewer")
    draft = make_draft(role, make_dimension())

    assert notifications.reviewers_of([draft], by=rita) == []


def test_who_may_not_read_drafts_is_not_asked_to_review(role):
    rita = make_person("rita")
    rita.user_permissions.set(Permission.objects.filter(codename="approve_draft"))
    draft = make_draft(role, make_dimension())

    assert notifications.reviewers_of([draft], by=draft.written_by) == []


# What people are called


def test_people_are_called_by_their_names(role, django_capture_on_commit_callbacks):
    make_person("anna", "Reviewer")
    carl = make_person("c17", "Editor", first_name="Carl", last_name="Gauß")
    draft = make_draft(role, make_dimension(), by=carl)
    sent = {"versions": [draft.version], "by": carl}
    place = {"role": role, "dimension": draft.dimension, "by": carl}

    told(django_capture_on_commit_callbacks, drafting.submit, **sent)
    told(django_capture_on_commit_callbacks, drafting.comment, text="@anna?", **place)

    submission, question = mail.outbox
    assert submission.body.startswith("By Carl Gauß.")
    assert question.subject.startswith("[Careers] Carl Gauß asks you about")


# The mail server


def test_each_gets_their_own_message_over_one_connection(
    server, remark, django_capture_on_commit_callbacks
):
    told(django_capture_on_commit_callbacks, drafting.comment, **remark)

    assert server.connections == 1
    assert [each.recipients() for each in server.sent] == [
        [f"{name}@example.com"] for name in ("anna", "ben", "dora")
    ]
    assert "ben@" not in server.sent[0].message().as_string()


@pytest.mark.parametrize("error", [ConnectionRefusedError, TimeoutError, InvalidMailer])
def test_a_server_that_is_down_is_tried_once_and_stops_nobodys_work(
    server, role, django_capture_on_commit_callbacks, caplog, error
):
    server.is_down = error("anna@example.com cannot be reached")
    for number in range(20):
        make_person(f"reviewer{number}", "Reviewer")
    draft = make_draft(role, make_dimension())
    sent = {
        "versions": [draft.version],
        "by": draft.written_by,
        "comment": "@reviewer1",
    }

    told(django_capture_on_commit_callbacks, drafting.submit, **sent)

    draft.refresh_from_db()
    assert (draft.state, server.connections, server.attempts) == ("in_review", 1, 0)
    (said,) = caplog.messages
    assert error.__name__ in said
    assert "example.com" not in said
    assert "reviewer1" not in said


def test_the_page_answers_while_the_server_is_down(
    server, role, django_capture_on_commit_callbacks
):
    server.is_down = ConnectionRefusedError()
    draft = make_submitted(role, make_dimension())
    rita = client_for(make_person("rita", "Reviewer"))

    with django_capture_on_commit_callbacks(execute=True):
        answer = rita.post("/admin/review/", review_form(draft))

    assert (answer.status_code, server.connections) == (302, 1)


def test_a_server_that_was_down_is_tried_again_after_a_rest(
    server, remark, django_capture_on_commit_callbacks, monkeypatch
):
    server.is_down = ConnectionRefusedError()
    told(django_capture_on_commit_callbacks, drafting.comment, **remark)
    server.is_down = None
    told(django_capture_on_commit_callbacks, drafting.comment, **remark)
    assert (server.connections, server.sent) == (1, [])

    monkeypatch.setitem(notifications.pause, "ends", time.monotonic())
    told(django_capture_on_commit_callbacks, drafting.comment, **remark)

    assert (server.connections, len(server.sent)) == (2, 3)


def test_a_server_that_stops_answering_is_asked_no_more(
    server, remark, django_capture_on_commit_callbacks, caplog
):
    server.refusals["ben@example.com"] = SMTPServerDisconnected("Gone.")

    told(django_capture_on_commit_callbacks, drafting.comment, **remark)

    assert (server.attempts, len(server.sent), len(caplog.messages)) == (2, 1, 1)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("Invalid address ben@example.com"),
        SMTPRecipientsRefused({"ben@example.com": (550, b"Nobody")}),
        SMTPDataError(552, b"The mailbox of ben@example.com is full"),
    ],
)
def test_an_address_that_is_refused_keeps_the_notice_from_nobody_else(
    server, remark, django_capture_on_commit_callbacks, caplog, error
):
    server.refusals["ben@example.com"] = error

    told(django_capture_on_commit_callbacks, drafting.comment, **remark)

    assert [each.to for each in server.sent] == [
        ["anna@example.com"],
        ["dora@example.com"],
    ]
    assert server.connections == 1
    (said,) = caplog.messages
    assert "ben" not in said
    told(django_capture_on_commit_callbacks, drafting.comment, **remark)
    assert server.connections == 2
