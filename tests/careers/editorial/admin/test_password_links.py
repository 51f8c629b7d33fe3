"""Owners alone set their passwords, with a link that works once."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from careers.editorial.models import AccountEvent
from careers.editorial.workflow import delivery
from tests.accounts import (
    NEW_PASSWORD,
    account_named,
    account_path,
    add_account,
    can_log_in,
    change_account,
    group_keys,
    link_in,
    open_link,
    shown_link,
)
from tests.admin_forms import form_data, messages_of
from tests.factories import make_person
from tests.html import document, links, text_of, texts
from tests.mail_servers import FakeMailServer
from tests.queue_pages import as_member_of, client_for
from tests.task_backends import OnCommitBackend

pytestmark = pytest.mark.django_db

CONSOLE = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
FORGOTTEN = "/admin/password/"


@pytest.fixture
def no_mail(settings):
    settings.MAILERS = CONSOLE


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Run a callable and commit, which sends its mails; return its result."""

    def run(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **kwargs)

    return run


def press_link_button(admin, account):
    return admin.post(account_path(account, "link/"))


def as_superuser():
    return client_for(User.objects.create_superuser("boss"))


def test_the_form_for_a_new_account_asks_for_no_password():
    admin = as_member_of("Administrator")
    page = document(admin.get("/admin/auth/user/add/"))
    assert page.query("[type=password]") == []
    assert "sends this person a link" in text_of(page)


def test_a_new_person_gets_a_link_to_set_their_password(commits):
    admin = as_member_of("Administrator")
    groups = group_keys("Reviewer")
    commits(
        add_account, admin, username="rita", email="rita@example.com", groups=groups
    )
    (message,) = mail.outbox
    assert message.to == ["rita@example.com"]
    assert "rita" in message.body
    assert not account_named("rita").has_usable_password()
    open_link(link_in(message.body))
    assert can_log_in("rita")


def test_a_password_typed_into_a_forged_form_is_ignored():
    admin = as_member_of("Administrator")
    passwords = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    add_account(admin, username="rita", password=NEW_PASSWORD, **passwords)
    change_account(admin, account_named("rita"), password=NEW_PASSWORD, **passwords)
    assert not can_log_in("rita")


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_one_can_type_the_password_of_another_account(method):
    anna = make_person("anna", "Editor")
    data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    for admin in (as_superuser(), as_member_of("Administrator")):
        address = account_path(anna, "password/")
        assert getattr(admin, method)(address, data).status_code == 403
    assert not can_log_in("anna")


def test_the_button_sends_the_owner_a_link(commits):
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    page = document(admin.get(account_path(anna)))
    button = page.query_one("button[form=password_link]")
    assert button.to_text().strip() == "Send a link to set a password"
    response = commits(press_link_button, admin, anna)
    assert messages_of(response) == [
        "A link to set a password is on its way to anna@example.com."
    ]
    assert mail.outbox[0].to == ["anna@example.com"]
    open_link(link_in(mail.outbox[0].body))
    assert can_log_in("anna")


def test_a_mailed_link_is_never_shown_to_the_administrator(commits):
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    response = commits(press_link_button, admin, anna)
    page = admin.get(response.url).content.decode()
    assert link_in(mail.outbox[0].body) not in page


def test_a_link_works_once(commits):
    anna = make_person("anna", "Editor")
    commits(press_link_button, as_member_of("Administrator"), anna)
    path = link_in(mail.outbox[0].body)
    open_link(path)
    again = open_link(path, "another violet umbrella 8")
    assert "This link no longer works" in text_of(document(again))
    assert can_log_in("anna")


def test_a_link_ends_after_three_days(no_mail):
    anna = make_person("anna", "Editor")
    path = shown_link(press_link_button(as_member_of("Administrator"), anna))
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)):
        open_link(path)
    assert not can_log_in("anna")


def test_a_weak_password_is_refused_with_the_reason(no_mail):
    anna = make_person("anna", "Editor")
    path = shown_link(press_link_button(as_member_of("Administrator"), anna))
    response = open_link(path, "12345678")
    assert "This password is too common." in text_of(document(response))
    assert not can_log_in("anna", "12345678")


def test_other_sessions_of_the_account_end_with_its_old_password(no_mail):
    anna = make_person("anna", "Editor")
    session = client_for(anna)
    assert session.get("/admin/matrix/").status_code == 200
    open_link(shown_link(press_link_button(as_member_of("Administrator"), anna)))
    assert session.get("/admin/matrix/").status_code == 302


def test_one_changes_ones_own_password_with_the_old_one():
    admin = as_member_of("Administrator")
    me = account_named("administrator")
    page = document(admin.get(account_path(me)))
    assert "/admin/password_change/" in links(page, ".field-own_password a")
    assert page.query("[form=password_link]") == []
    assert press_link_button(admin, me).status_code == 403


@pytest.mark.parametrize("group", ["Editor", "Reviewer"])
def test_only_administrators_make_links(group):
    anna = make_person("anna", "Editor")
    assert press_link_button(as_member_of(group), anna).status_code == 403


def test_no_one_makes_a_link_to_an_account_with_more_permissions():
    boss = User.objects.create_superuser("boss", "boss@example.com")
    admin = as_member_of("Administrator")
    assert press_link_button(admin, boss).status_code == 403
    page = document(admin.get(account_path(boss)))
    assert page.query("[form=password_link]") == []


def test_a_get_request_makes_no_link():
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    assert admin.get(account_path(anna, "link/")).status_code == 405


def test_an_unknown_account_has_no_link():
    admin = as_member_of("Administrator")
    for key in ("0", "x", "9" * 30):
        assert admin.post(f"/admin/auth/user/{key}/link/").status_code == 404


def test_an_account_that_is_not_active_gets_no_link(no_mail):
    anna = make_person("anna", "Editor", is_active=False)
    admin = as_member_of("Administrator")
    page = document(admin.get(account_path(anna)))
    assert page.query("[form=password_link]") == []
    assert "isn’t active" in messages_of(press_link_button(admin, anna))[0]


def test_a_link_to_an_account_deactivated_since_does_not_work(no_mail):
    anna = make_person("anna", "Editor")
    path = shown_link(press_link_button(as_member_of("Administrator"), anna))
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert "no longer works" in text_of(document(open_link(path)))


def test_an_account_without_an_address_is_sent_no_link(commits):
    anna = make_person("anna", "Editor", email="")
    response = commits(press_link_button, as_member_of("Administrator"), anna)
    assert messages_of(response) == [
        "This account has no e-mail address. Save one, then send the link."
    ]
    assert mail.outbox == []


def test_a_link_that_waits_for_the_mail_server_is_kept_nowhere(
    settings, commits, monkeypatch
):
    monkeypatch.setitem(delivery.pause, "ends", 0.0)
    anna = make_person("anna", "Editor")
    name = f"{FakeMailServer.__module__}.{FakeMailServer.__qualname__}"
    settings.MAILERS = {"default": {"BACKEND": name}}
    FakeMailServer.reset().is_down = ConnectionRefusedError()
    OnCommitBackend.later.clear()
    commits(press_link_button, as_member_of("Administrator"), anna)

    [(task, arguments)] = OnCommitBackend.later
    assert "/admin/" not in json.dumps(arguments)

    FakeMailServer.is_down = None
    monkeypatch.setitem(delivery.pause, "ends", 0.0)
    task.func(**arguments)
    assert "/admin/password/" in FakeMailServer.sent[0].body


# Without mail


def test_without_mail_a_new_account_comes_with_a_link_to_hand_over(no_mail):
    admin = as_member_of("Administrator")
    response = add_account(admin, username="rita", groups=group_keys("Reviewer"))
    assert "no-store" in response["Cache-Control"]
    open_link(shown_link(response))
    assert can_log_in("rita")


def test_a_link_to_hand_over_is_shown_once(no_mail, capsys):
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    path = shown_link(press_link_button(admin, anna))
    token = path.split("/")[-2]
    for address in (account_path(anna), account_path(anna, "history/"), "/admin/"):
        assert token not in admin.get(address).content.decode()
    assert token not in "".join(capsys.readouterr())


def test_who_made_a_link_for_whom_and_when_is_recorded_without_the_link(no_mail):
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    token = shown_link(press_link_button(admin, anna)).split("/")[-2]
    event = AccountEvent.objects.get()
    assert (event.account, event.made_by) == (anna, account_named("administrator"))
    assert timezone.now() - event.made_at < timedelta(minutes=1)
    assert token not in str(AccountEvent.objects.values().get())
    listed = texts(document(admin.get(account_path(anna))), "#account_events ~ ul li")
    assert len(listed) == 1
    assert listed[0].startswith("Password link shown, to hand over by administrator,")


def test_a_new_link_to_hand_over_ends_the_one_before(no_mail):
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    first = shown_link(press_link_button(admin, anna))
    second = shown_link(press_link_button(admin, anna))
    open_link(first)
    assert not can_log_in("anna")
    open_link(second)
    assert can_log_in("anna")


def test_a_link_handed_over_works_at_no_other_address(no_mail):
    anna = make_person("anna", "Editor")
    path = shown_link(press_link_button(as_member_of("Administrator"), anna))
    open_link(path.replace("handed-over/", ""))
    assert not can_log_in("anna")


# Forgotten passwords


def ask_for_link(address):
    return Client().post(FORGOTTEN, {"email": address}, follow=True)


def test_the_login_page_offers_a_link_by_mail(client, settings):
    assert FORGOTTEN in links(document(client.get("/admin/login/")), "a")
    settings.MAILERS = CONSOLE
    assert FORGOTTEN not in links(document(client.get("/admin/login/")), "a")
    assert client.get(FORGOTTEN).status_code == 404


def test_a_forgotten_password_is_set_with_a_mailed_link(commits):
    make_person("anna", "Editor")
    commits(ask_for_link, "Anna@example.com")
    open_link(link_in(mail.outbox[0].body))
    assert can_log_in("anna")


def test_an_unknown_address_gets_the_same_answer(commits):
    make_person("anna", "Editor")
    known, unknown = (
        text_of(document(commits(ask_for_link, address)), ".messagelist")
        for address in ("anna@example.com", "nobody@example.com")
    )
    assert known == unknown
    assert len(mail.outbox) == 1


def test_strangers_cannot_fill_a_mailbox_with_links(commits):
    make_person("anna", "Editor")
    for _ in range(3):
        commits(ask_for_link, "anna@example.com")
    assert len(mail.outbox) == 1


def test_the_page_to_set_a_password_names_the_account_and_the_rules(no_mail):
    anna = make_person("anna", "Editor")
    path = shown_link(press_link_button(as_member_of("Administrator"), anna))
    page = document(Client().get(path, follow=True))
    assert "Choose a password for the account “anna”." in text_of(page)
    assert "at least 15 characters" in text_of(page)


def test_a_nonsense_link_does_not_work(client):
    for path in ("password/x/y/", "password/handed-over/MQ/y-z/", "password/MQ/%00/"):
        response = client.get(f"/admin/{path}")
        assert "no longer works" in text_of(document(response))


def test_saving_an_account_changes_no_password():
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    fields = form_data(admin.get(account_path(anna)), first_name="Anna")
    admin.post(account_path(anna), fields)
    assert can_log_in("anna", "correct horse battery")
