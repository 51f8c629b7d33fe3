"""Notices go to those who may read what they are about, once, and stop nobody."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from careers.workshop import drafting
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_person,
    make_publication,
    make_role,
)

from .pages import make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def role():
    return make_role("Head of Mergers", status="draft")


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

    notices = told(
        django_capture_on_commit_callbacks, drafting.comment, **place, **said
    )

    assert len(notices) == count


def test_a_comment_on_many_drafts_is_one_notice(
    role, django_capture_on_commit_callbacks
):
    make_person("anna", "Editor")
    drafts = [make_draft(role, make_dimension(name)) for name in ("One", "Two")]
    said = {"by": drafts[0].written_by, "comment": "@anna knows more"}
    versions = [draft.version for draft in drafts]

    notices = told(
        django_capture_on_commit_callbacks, drafting.submit, versions=versions, **said
    )

    subject = "[Careers] writer asks you about Head of Mergers: One and 1 other text"
    assert notices == [("anna@example.com", subject)]


def test_a_line_break_in_the_name_of_the_site_stops_no_notice(
    role, django_capture_on_commit_callbacks, settings
):
    settings.SITE_NAME = "Careers\r\nBcc: everybody@example.com"
    make_person("anna", "Editor")
    said = {"text": "@anna", "by": make_person("ben", "Editor")}
    place = {"role": role, "dimension": make_dimension()}

    told(django_capture_on_commit_callbacks, drafting.comment, **place, **said)

    assert mail.outbox[0].message()["Bcc"] is None


def test_an_address_that_cannot_be_written_to_keeps_the_notice_from_nobody_else(
    role, django_capture_on_commit_callbacks, monkeypatch
):
    send = mail.send_mail

    def refusing(subject, body, sender, to):
        if to == ["anna@example.com"]:
            raise ValueError("No such address.")
        send(subject, body, sender, to)

    monkeypatch.setattr(mail, "send_mail", refusing)
    for name in ("anna", "ben"):
        make_person(name, "Editor")
    said = {"text": "@anna @ben", "by": make_person("carl", "Editor")}
    place = {"role": role, "dimension": make_dimension()}

    told(django_capture_on_commit_callbacks, drafting.comment, **place, **said)

    assert [each.to for each in mail.outbox] == [["ben@example.com"]]


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

    notices = told(
        django_capture_on_commit_callbacks,
        act,
        versions=[draft.version],
        by=by,
        comment="@anna, @carl: which?",
    )

    assert sorted(to for to, _ in notices) == ["anna@example.com", "carl@example.com"]
    (to_anna,) = (each for each in mail.outbox if each.to == ["anna@example.com"])
    assert "which?" in to_anna.body


def test_a_reviewer_named_in_a_submission_gets_one_mail(
    role, django_capture_on_commit_callbacks
):
    make_person("ben", "Reviewer")
    draft = make_draft(role, make_dimension())
    sent = {"versions": [draft.version], "by": draft.written_by, "comment": "@ben?"}

    notices = told(django_capture_on_commit_callbacks, drafting.submit, **sent)

    assert [to for to, _ in notices] == ["ben@example.com"]
