"""With a second factor, a password alone opens nothing."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from careers.editorial.kept_forms import writer_token
from careers.editorial.models import KeptForm
from tests.accounts import account_named, account_path, change_account
from tests.html import document, text_of, values
from tests.logins import (
    AGAIN,
    ENTER,
    FACTORS,
    PASSWORD,
    add_app,
    code_of,
    is_logged_in,
    log_in,
    make_colleague,
)
from tests.promises.test_permission_table import ADDRESSES

pytestmark = pytest.mark.django_db


required = override_settings(REQUIRE_SECOND_FACTOR=True)


@pytest.fixture
def edith():
    return make_colleague()


@pytest.fixture
def factors(edith):
    """The key and the recovery codes of an account whose owner has logged out."""
    client = log_in().client
    added = add_app(client)
    client.post("/admin/logout/")
    return added


def enter(client, code):
    return client.post(ENTER, {"code": code})


def test_after_the_password_comes_the_code(factors):
    secret, _ = factors
    answer = log_in()
    assert answer.url == ENTER
    assert not is_logged_in(answer.client)

    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert enter(answer.client, code_of(secret)).status_code == 302
        assert is_logged_in(answer.client)


def test_a_code_works_once(factors):
    secret, _ = factors
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        code = code_of(secret)
        clients = [log_in().client, log_in().client]
        for client in clients:
            enter(client, code)

        assert [is_logged_in(client) for client in clients] == [True, False]


def test_a_recovery_code_works_once(factors):
    _, codes = factors
    clients = [log_in().client, log_in().client]
    for client in clients:
        enter(client, codes[0])

    assert len(codes) == 10
    assert [is_logged_in(client) for client in clients] == [True, False]


def test_a_code_is_taken_until_the_next_but_one_shows(factors):
    secret, _ = factors

    with time_machine.travel(timezone.now(), tick=False):
        late, too_late = (
            enter(log_in().client, code_of(secret, periods=periods)).client
            for periods in (-1, -2)
        )

    assert is_logged_in(late)
    assert not is_logged_in(too_late)


def test_codes_cannot_be_tried(factors):
    secret, _ = factors
    client = log_in().client
    for _ in range(5):
        enter(client, "000000")

    answer = enter(log_in().client, code_of(secret, periods=1))

    assert answer.status_code == 200
    assert "Too many" in text_of(document(answer))
    assert not is_logged_in(answer.client)


def test_no_page_of_the_admin_opens_between_password_and_code(factors):
    client = log_in().client

    for path in ("", "matrix/", "auth/user/", "password_change/", "account/sessions/"):
        assert client.get(f"/admin/{path}").status_code == 302
    for path in ("app/add/", "app/remove/", "codes/", "codes/new/", "keys/add/"):
        for method in (client.get, client.post):
            assert method(f"{FACTORS}{path}").status_code == 302
    assert Authenticator.objects.filter(type="totp").exists()


def test_the_code_of_another_account_does_not_count(factors):
    make_colleague("mallory")
    other = log_in("mallory").client
    _, codes = add_app(other)

    answer = enter(log_in().client, codes[0])

    assert not is_logged_in(answer.client)


def test_the_keys_in_the_database_are_sealed(factors):
    secret, codes = factors

    stored = str(list(Authenticator.objects.values()))

    assert secret not in stored
    assert not any(code in stored for code in codes)


def test_without_the_sites_key_no_code_works(factors):
    secret, _ = factors
    with override_settings(SECRET_KEY="another key of the site" * 3):
        client = log_in().client
        enter(client, code_of(secret, periods=1))

        assert not is_logged_in(client)


def test_an_old_key_of_the_site_still_opens_the_factors(factors, settings):
    _, codes = factors
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the site" * 3
    client = log_in().client

    enter(client, codes[0])

    assert is_logged_in(client)


# Where the site asks for it


@required
def test_who_has_no_factor_is_led_to_the_page_to_set_one_up(edith):
    answer = log_in()

    assert answer.client.get(answer.url).url == FACTORS
    page = document(answer.client.get(FACTORS))
    assert "Here, everyone logs in with a second factor" in text_of(page)


@required
def test_nothing_else_is_open_before_that(edith):
    client = log_in().client
    open_pages = ("/admin/account/", "/admin/password/", "/admin/log", "/admin/jsi18n/")

    for address in ADDRESSES:
        if not f"/{address}".startswith(open_pages):
            path = (
                "/" + address.replace("<int:", "<").partition("<")[0].partition("^")[0]
            )
            for method in (client.get, client.post):
                assert method(path, follow=False).status_code != 200, path


@required
def test_the_rest_opens_once_a_factor_is_set_up(edith):
    client = log_in().client

    add_app(client)

    assert is_logged_in(client)


@required
def test_it_closes_again_without_a_factor(edith):
    client = log_in().client
    add_app(client)

    client.post(f"{FACTORS}app/remove/")

    assert client.get("/admin/").url == FACTORS
    assert not Authenticator.objects.exists()


@required
def test_words_typed_before_that_are_kept(edith):
    client = log_in().client
    fields = {"_typed_by": writer_token(edith), "comment": "Say which."}

    assert client.post("/admin/review/", fields).url == FACTORS

    assert KeptForm.objects.get().path == "/admin/review/"


def test_the_owner_hears_of_changes(factors, django_capture_on_commit_callbacks):
    client = log_in().client
    enter(client, factors[1][0])
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{FACTORS}app/remove/")

    (message,) = mail.outbox
    assert message.to == ["edith@example.com"]
    assert "The authenticator app was removed." in message.body


def test_the_picture_of_the_key_needs_no_inline_style(edith):
    page = document(log_in().client.get(f"{FACTORS}app/add/"))

    assert page.query_one("svg path")
    assert page.query("[style], script:not([src]), style, img") == []


# Asked again


def later(minutes=16):
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes))


def test_factors_change_only_after_asking_again(factors):
    _, codes = factors
    client = log_in().client
    enter(client, codes[0])

    with later():
        answer = client.post(f"{FACTORS}app/remove/")
        assert answer.url.startswith(AGAIN)
        client.post(answer.url, {"password": "wrong"})
        client.post(f"{FACTORS}codes/new/")
        assert Authenticator.objects.filter(type="totp").exists()


def test_rights_change_only_after_asking_again(edith):
    make_colleague("ada", "Administrator")
    client = log_in("ada").client

    with later():
        answer = change_account(client, edith, username="eve")
        edith.refresh_from_db()
        assert answer.url == f"{AGAIN}?next={account_path(edith)}"
        assert edith.username == "edith"

        answer = client.post(answer.url, {"password": PASSWORD})
        page = document(client.get(answer.url))
        assert values(page, "#id_username", "value") == ["eve"]

        change_account(client, edith, username="eve")
        edith.refresh_from_db()
        assert edith.username == "eve"


def test_asking_again_is_no_way_to_try_passwords(edith):
    client = log_in().client
    for _ in range(6):
        answer = client.post(AGAIN, {"password": "wrong"})

    assert "Too many wrong passwords" in text_of(document(answer))


# Lost factors


def test_an_administrator_removes_factors_that_are_lost(factors, edith):
    make_colleague("ada", "Administrator")
    ada = log_in("ada").client
    page = document(ada.get(account_path(edith)))
    assert "Remove the second factors" in text_of(page)

    ada.post(account_path(edith, "factors/"))

    assert is_logged_in(log_in().client)
    page = document(ada.get(account_path(edith)))
    assert "Remove the second factors" not in text_of(page)
    assert "Second factors removed" in text_of(page)


def test_the_server_removes_those_of_the_last_administrator(factors):
    call_command("remove_second_factors", "edith")

    assert is_logged_in(log_in().client)


def test_it_removes_those_of_a_known_account_only(db):
    with pytest.raises(CommandError, match="no account with the username “nobody”"):
        call_command("remove_second_factors", "nobody")


def test_nobody_removes_their_own_that_way(factors):
    make_colleague("ada", "Administrator")
    ada = log_in("ada").client
    add_app(ada)
    path = account_path(account_named("ada"), "factors/")

    assert ada.post(path).status_code == 403
