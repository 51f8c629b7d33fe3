"""Notices go once to each person who may read their texts, and block no work."""

import time
from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.mail import InvalidMailer
from django.db import transaction
from django.utils import timezone

from careers.editorial.workflow import (
    delivery,
    details,
    drafting,
    notifications,
    publishing,
)
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
from tests.task_backends import OnCommitBackend

pytestmark = pytest.mark.django_db


@pytest.fixture
def role():
    return make_role("Head of Mergers", status="draft")


@pytest.fixture
def server(settings, monkeypatch):
    """A fake mail server, which a test can take down."""
    name = f"{FakeMailServer.__module__}.{FakeMailServer.__qualname__}"
    settings.MAILERS = {"default": {"BACKEND": name}}
    monkeypatch.setitem(delivery.pause, "ends", 0.0)
    return FakeMailServer.reset()


@pytest.fixture(autouse=True)
def nothing_later():
    OnCommitBackend.later.clear()


@pytest.fixture
def comment_for_three(role):
    """The arguments of a comment that mentions anna, ben and dora."""
    for name in ("anna", "ben", "dora"):
        make_person(name, "Editor")
    carl = make_person("carl", "Editor")
    cell = {"role": role, "dimension": make_dimension()}
    return {**cell, "text": "@anna @ben @dora", "by": carl}


@pytest.fixture
def mails_after(django_capture_on_commit_callbacks):
    """Run and commit an action; return ``(recipient, subject)`` of each mail."""

    def run(action, **arguments):
        with django_capture_on_commit_callbacks(execute=True):
            action(**arguments)
        return [(*message.to, message.subject) for message in mail.outbox]

    return run


def test_a_writer_who_lost_access_gets_no_notice(role, mails_after):
    approved = make_approved(role, make_dimension())
    approved.written_by.groups.clear()

    soon = timezone.now() + timedelta(days=1)
    arguments = {"drafts": [approved], "why": "A merger", "due_at": soon}

    assert not mails_after(make_publication, **arguments)


@pytest.mark.parametrize(("groups", "count"), [([], 0), (["Editor"], 1)])
def test_only_people_with_access_are_mailed_about_a_mention(
    role, mails_after, groups, count
):
    make_person("guest", *groups)
    comment = {"text": "@guest is this true?", "by": make_person("anna", "Editor")}
    cell = {"role": role, "dimension": make_dimension()}

    mails = mails_after(drafting.comment, **cell, **comment)

    assert len(mails) == count


def test_a_comment_on_many_drafts_is_one_notice(role, mails_after):
    make_person("anna", "Editor")
    drafts = [make_draft(role, make_dimension(name)) for name in ("One", "Two")]
    comment = {"by": drafts[0].written_by, "comment": "@anna knows more"}
    versions = [draft.version for draft in drafts]

    mails = mails_after(drafting.submit, versions=versions, **comment)

    subject = "[Careers] writer asks you about Head of Mergers: One and 1 more"
    assert mails == [("anna@example.com", subject)]


def test_a_line_break_in_the_site_name_adds_no_header(role, mails_after, settings):
    settings.SITE_NAME = "Careers\r\nBcc: all@example.com"
    make_person("anna", "Editor")
    comment = {"text": "@anna", "by": make_person("ben", "Editor")}
    cell = {"role": role, "dimension": make_dimension()}

    mails_after(drafting.comment, **cell, **comment)

    assert mail.outbox[0].message()["Bcc"] is None


def test_an_approval_links_to_a_page_the_writer_can_open(role, mails_after):
    writers = make_person("anna", "Editor"), make_person("rita", "Reviewer")
    drafts = [
        make_submitted(role, make_dimension(writer.username), by=writer)
        for writer in writers
    ]
    versions = [draft.version for draft in drafts]
    by = make_person("ben", "Reviewer")

    mails_after(drafting.approve, versions=versions, by=by)

    links = {
        message.to[0]: message.body.split("/admin/")[1].strip()
        for message in mail.outbox
    }
    assert links == {"anna@example.com": "", "rita@example.com": "publish/"}


@pytest.mark.parametrize("action", [drafting.send_back, drafting.approve])
def test_a_writer_mentioned_in_a_review_gets_one_mail(role, mails_after, action):
    anna = make_person("anna", "Editor")
    make_person("carl", "Editor")
    draft = make_submitted(role, make_dimension(), by=anna)
    by = make_person("ben", "Reviewer")

    mails = mails_after(
        action,
        versions=[draft.version],
        by=by,
        comment="@anna, @carl: which?",
    )

    assert sorted(to for to, _ in mails) == [
        "anna@example.com",
        "carl@example.com",
    ]
    (to_anna,) = (
        message for message in mail.outbox if message.to == ["anna@example.com"]
    )
    assert "which?" in to_anna.body


def test_a_reviewer_mentioned_in_a_submission_gets_one_mail(role, mails_after):
    make_person("ben", "Reviewer")
    draft = make_draft(role, make_dimension())
    arguments = {
        "versions": [draft.version],
        "by": draft.written_by,
        "comment": "@ben?",
    }

    mails = mails_after(drafting.submit, **arguments)

    assert [to for to, _ in mails] == ["ben@example.com"]


# Requests for review


@pytest.mark.parametrize("second_person_approves", [True, False])
@pytest.mark.parametrize("writers", [["rita"], ["rita", "sam"], ["anna"]])
def test_exactly_the_possible_reviewers_get_the_mail(
    role, mails_after, settings, writers, second_person_approves
):
    settings.SECOND_PERSON_APPROVES = second_person_approves
    people = {name: make_person(name, "Reviewer") for name in ("rita", "sam")}
    people["anna"] = make_person("anna", "Editor")
    drafts = [make_draft(role, make_dimension(n), by=people[n]) for n in writers]
    reviewers = notifications.reviewers_of(drafts, by=people["anna"])
    versions = [draft.version for draft in drafts]

    mails = mails_after(
        drafting.submit,
        versions=versions,
        by=people["anna"],
    )

    rita_wrote_all = second_person_approves and writers == ["rita"]
    expected = ["sam"] if rita_wrote_all else ["rita", "sam"]
    assert [reviewer.username for reviewer in reviewers] == expected
    assert [to for to, _ in mails] == [reviewer.email for reviewer in reviewers]


def test_the_submitter_is_not_a_reviewer(role):
    rita = make_person("rita", "Reviewer")
    draft = make_draft(role, make_dimension())

    assert notifications.reviewers_of([draft], by=rita) == []


def test_a_reviewer_must_be_able_to_read_drafts(role):
    rita = make_person("rita")
    rita.user_permissions.set(Permission.objects.filter(codename="approve_draft"))
    draft = make_draft(role, make_dimension())

    assert notifications.reviewers_of([draft], by=draft.written_by) == []


# Names of people


def test_notices_use_full_names(role, mails_after):
    make_person("anna", "Reviewer")
    carl = make_person("c17", "Editor", first_name="Carl", last_name="Gauß")
    draft = make_draft(role, make_dimension(), by=carl)
    arguments = {"versions": [draft.version], "by": carl}
    cell = {"role": role, "dimension": draft.dimension, "by": carl}

    mails_after(drafting.submit, **arguments)
    mails_after(drafting.comment, text="@anna?", **cell)

    submission, question = mail.outbox
    assert submission.body.startswith("By Carl Gauß.")
    assert question.subject.startswith("[Careers] Carl Gauß asks you about")


# The mail server


def test_every_person_gets_a_separate_message_over_one_connection(
    server, comment_for_three, mails_after
):
    mails_after(drafting.comment, **comment_for_three)

    assert server.connections == 1
    assert [message.recipients() for message in server.sent] == [
        [f"{name}@example.com"] for name in ("anna", "ben", "dora")
    ]
    assert "ben@" not in server.sent[0].message().as_string()


@pytest.mark.parametrize("error", [ConnectionRefusedError, TimeoutError, InvalidMailer])
def test_a_server_that_is_down_is_tried_once_and_blocks_no_work(
    server, role, mails_after, caplog, error
):
    server.is_down = error("anna@example.com cannot be reached")
    for number in range(20):
        make_person(f"reviewer{number}", "Reviewer")
    draft = make_draft(role, make_dimension())
    arguments = {
        "versions": [draft.version],
        "by": draft.written_by,
        "comment": "@reviewer1",
    }

    mails_after(drafting.submit, **arguments)

    draft.refresh_from_db()
    assert (draft.state, server.connections, server.attempts) == ("in_review", 1, 0)
    (warning,) = caplog.messages
    assert error.__name__ in warning
    assert "example.com" not in warning
    assert "reviewer1" not in warning


def test_the_review_page_works_while_the_server_is_down(
    server, role, django_capture_on_commit_callbacks
):
    server.is_down = ConnectionRefusedError()
    draft = make_submitted(role, make_dimension())
    rita = client_for(make_person("rita", "Reviewer"))

    with django_capture_on_commit_callbacks(execute=True):
        response = rita.post("/admin/review/", review_form(draft))

    assert (response.status_code, server.connections) == (302, 1)


def run_later(monkeypatch):
    """Run what waits for a later time; return how long each waits, in minutes."""
    monkeypatch.setitem(delivery.pause, "ends", time.monotonic())
    waiting, OnCommitBackend.later[:] = list(OnCommitBackend.later), []
    for task, arguments in waiting:
        task.func(**arguments)
    now = timezone.now()
    return [round((task.run_after - now).total_seconds() / 60) for task, _ in waiting]


def test_a_server_that_was_down_is_tried_again_later(
    server, comment_for_three, mails_after, monkeypatch
):
    server.is_down = ConnectionRefusedError()
    mails_after(drafting.comment, **comment_for_three)
    assert (server.connections, server.sent) == (1, [])

    server.is_down = None
    run_later(monkeypatch)

    assert (server.connections, len(server.sent)) == (2, 3)
    assert run_later(monkeypatch) == []


def test_a_notice_is_tried_after_ever_longer_waits_then_given_up(
    server, comment_for_three, mails_after, monkeypatch, caplog
):
    server.is_down = ConnectionRefusedError("anna@example.com")
    mails_after(drafting.comment, **comment_for_three)

    waits = [run_later(monkeypatch) for _ in range(6)]

    assert waits == [[1], [5], [30], [120], [720], []]
    assert caplog.messages[-1] == "A notice was given up after 6 tries."
    assert "example.com" not in caplog.text


def test_only_those_whom_a_notice_did_not_reach_get_it_again(
    server, comment_for_three, mails_after, monkeypatch
):
    busy = SMTPRecipientsRefused({"ben@example.com": (450, b"Greylisted")})
    server.refusals["ben@example.com"] = busy
    mails_after(drafting.comment, **comment_for_three)

    server.refusals.clear()
    run_later(monkeypatch)

    readers = [message.to[0].partition("@")[0] for message in server.sent]
    assert readers == ["anna", "dora", "ben"]


def test_a_notice_that_is_rolled_back_is_never_sent(
    comment_for_three, django_capture_on_commit_callbacks
):
    commits = django_capture_on_commit_callbacks(execute=True)
    with commits, suppress(KeyError), transaction.atomic():
        drafting.comment(**comment_for_three)
        raise KeyError

    assert mail.outbox == []


# Mentions


def test_a_person_asked_twice_about_a_text_gets_one_mail(
    role, comment_for_three, mails_after
):
    mails_after(drafting.comment, **comment_for_three)
    again = mails_after(drafting.comment, **comment_for_three)
    about_another = {**comment_for_three, "dimension": make_dimension("Scope")}
    mails = mails_after(drafting.comment, **about_another)

    assert (len(again), len(mails)) == (3, 6)


def test_a_person_is_asked_again_after_a_while(comment_for_three, mails_after):
    mails_after(drafting.comment, **comment_for_three)
    later = timezone.now() + timedelta(minutes=11)

    assert len(mails_after(drafting.comment, **comment_for_three, now=later)) == 6


def test_one_person_fills_no_mailbox(role, comment_for_three, mails_after):
    for number in range(25):
        dimension = make_dimension(f"Question {number}")
        mails = mails_after(
            drafting.comment, **{**comment_for_three, "dimension": dimension}
        )

    assert len(mails) == 20 * 3


def test_a_server_that_disconnects_gets_no_more_messages(
    server, comment_for_three, mails_after, caplog
):
    server.refusals["ben@example.com"] = SMTPServerDisconnected("Gone.")

    mails_after(drafting.comment, **comment_for_three)

    assert (server.attempts, len(server.sent), len(caplog.messages)) == (2, 1, 1)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("Invalid address ben@example.com"),
        SMTPRecipientsRefused({"ben@example.com": (550, b"Unknown")}),
        SMTPDataError(552, b"The mailbox of ben@example.com is full"),
    ],
)
def test_a_refused_address_does_not_stop_the_other_messages(
    server, comment_for_three, mails_after, caplog, error
):
    server.refusals["ben@example.com"] = error

    mails_after(drafting.comment, **comment_for_three)

    assert [message.to for message in server.sent] == [
        ["anna@example.com"],
        ["dora@example.com"],
    ]
    assert server.connections == 1
    (warning,) = caplog.messages
    assert "ben" not in warning
    about_another = {**comment_for_three, "dimension": make_dimension("Scope")}
    mails_after(drafting.comment, **about_another)
    assert server.connections == 2


def test_a_reviewer_who_wrote_in_a_draft_is_not_asked_to_review_it(role, mails_after):
    dimension, ben = make_dimension(), make_person("ben", "Reviewer")
    make_draft(role, dimension, by=ben)
    draft = make_draft(role, dimension, "Finished", by=make_person("anna", "Editor"))

    arguments = {"versions": [draft.version], "by": draft.written_by}

    assert not mails_after(drafting.submit, **arguments)


@pytest.fixture
def renamed(role):
    """The draft of a new name for a role, by anna."""
    role.name = "Head of Deals"
    return details.save(role, by=make_person("anna", "Editor"))


def test_submitted_details_are_announced_to_the_reviewers(renamed, mails_after):
    make_person("ben", "Reviewer")

    mails = mails_after(
        details.submit, versions=[renamed.version], by=renamed.written_by
    )

    assert mails == [("ben@example.com", "[Careers] 1 change to review")]
    assert "Head of Deals" in mail.outbox[0].body
    assert "/admin/review/" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("act", "subject"),
    [("send_back", "1 change returned to you"), ("approve", "1 change approved")],
)
def test_the_writer_hears_about_details(renamed, mails_after, act, subject):
    ben = make_person("ben", "Reviewer")
    [draft] = details.submit(versions=[renamed.version], by=renamed.written_by)
    comment = {"comment": "Too short"} if act == "send_back" else {}

    mails = mails_after(
        getattr(details, act), versions=[draft.version], by=ben, **comment
    )

    assert mails == [("anna@example.com", f"[Careers] {subject}")]


@pytest.mark.parametrize("when", ["now", "later"])
def test_a_publication_of_details_names_them(renamed, mails_after, when):
    ben, carl = make_person("ben", "Reviewer"), make_person("carl", "Reviewer")
    [draft] = details.submit(versions=[renamed.version], by=renamed.written_by)
    [draft] = details.approve(versions=[draft.version], by=ben)
    due_at = timezone.now() + timedelta(days=1) if when == "later" else None

    mails = mails_after(
        publishing.publish,
        versions=[draft.version], why="Better", by=carl, due_at=due_at,
    )  # fmt: skip

    done = {"now": "published", "later": "scheduled"}[when]
    subject = f"[Careers] Changes {done}: Better"
    assert {line[-1] for line in mails} == {subject}
    assert {name for line in mails for name in line[:-1]} == {
        "anna@example.com", "ben@example.com",
    }  # fmt: skip
    assert "Head of Deals" in mail.outbox[0].body
