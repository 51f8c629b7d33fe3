"""Nobody gets in by trying passwords, and nobody is locked out by someone who tries."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import get_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.editorial.models import FailedTries
from careers.editorial.sign_in.throttle import ACCOUNT, ADDRESS, PAIR
from careers.editorial.workflow.security_log import MOST_OF_ONE_NETWORK
from tests.html import document, text_of
from tests.logins import LOGIN, PASSWORD, is_logged_in, log_in, make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def edith():
    return make_colleague()


def fail(times, username="edith", address="192.0.2.1", client=None):
    """Try wrong passwords; return the last answer."""
    for _ in range(times):
        answer = log_in(username, "wrong", client=client, REMOTE_ADDR=address)
    return answer


def message_of(answer):
    return text_of(document(answer), ".errornote")


def test_the_right_password_opens_the_admin():
    answer = log_in()

    assert answer.status_code == 302
    assert is_logged_in(answer.client)


def test_after_five_wrong_passwords_the_right_one_has_to_wait():
    assert fail(PAIR.tries).status_code == 200

    answer = log_in(REMOTE_ADDR="192.0.2.1")

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= PAIR.period.total_seconds()
    assert "Try again in 15 minutes" in message_of(answer)
    assert not is_logged_in(answer.client)


def test_the_wait_ends():
    fail(PAIR.tries + 3)

    with time_machine.travel(timezone.now() + PAIR.period):
        assert log_in(REMOTE_ADDR="192.0.2.1").status_code == 302


def test_the_owner_can_log_in_from_elsewhere_meanwhile():
    fail(PAIR.tries + 3)

    assert log_in(REMOTE_ADDR="198.51.100.7").status_code == 302


def test_one_address_cannot_try_many_accounts():
    for number in range(ADDRESS.tries):
        fail(1, f"person-{number}")

    assert log_in(REMOTE_ADDR="192.0.2.1").status_code == 429


def test_many_addresses_cannot_try_one_account():
    for number in range(ACCOUNT.tries):
        fail(1, address=f"192.0.2.{number}")

    assert log_in(REMOTE_ADDR="198.51.100.7").status_code == 429


def test_they_do_not_lock_out_a_browser_that_the_owner_has_used():
    browser = log_in(REMOTE_ADDR="198.51.100.7").client
    browser.post("/admin/logout/")
    for number in range(ACCOUNT.tries):
        fail(1, address=f"192.0.2.{number}")

    answer = log_in(client=browser, REMOTE_ADDR="198.51.100.8")

    assert answer.status_code == 302


def test_a_browser_that_is_known_has_a_limit_too():
    browser = log_in().client
    browser.post("/admin/logout/")
    for number in range(PAIR.tries):
        fail(1, address=f"192.0.2.{number}", client=browser)

    assert log_in(client=browser, REMOTE_ADDR="192.0.2.99").status_code == 429


def test_a_browser_is_known_for_one_account_only():
    make_colleague("rita", "Reviewer")
    browser = log_in("rita").client
    browser.post("/admin/logout/")
    for number in range(ACCOUNT.tries):
        fail(1, address=f"192.0.2.{number}")

    assert log_in(client=browser, REMOTE_ADDR="192.0.2.99").status_code == 429


@pytest.mark.parametrize("cookie", ["", "known", "a:b:c", "ImkiOg:1:x"])
def test_a_made_up_cookie_is_ignored(cookie):
    client = Client()
    client.cookies["known"] = cookie

    assert log_in(client=client).status_code == 302


def test_an_account_of_ones_own_does_not_reset_the_count():
    make_colleague("mallory")
    for _ in range(PAIR.tries):
        fail(1)
        log_in("mallory", REMOTE_ADDR="192.0.2.1")

    assert log_in(REMOTE_ADDR="192.0.2.1").status_code == 429


def test_a_right_password_takes_back_its_own_wrong_ones():
    for _ in range(3):
        fail(PAIR.tries - 1)
        assert log_in(REMOTE_ADDR="192.0.2.1").status_code == 302


def test_what_is_over_the_limit_costs_no_hash_and_no_write(monkeypatch):
    # Of one network the security log takes so many events a minute and no more.
    fail(PAIR.tries + MOST_OF_ONE_NETWORK)
    monkeypatch.setattr(get_hasher(), "encode", None)

    with CaptureQueriesContext(connection) as queries:
        answer = log_in(REMOTE_ADDR="192.0.2.1")

    assert answer.status_code == 429
    assert not [q for q in queries if not q["sql"].strip().startswith("SELECT")]


def test_old_counts_are_forgotten():
    fail(1)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        fail(1, "someone", address="203.0.113.1")

    assert FailedTries.objects.count() == 3


def test_usernames_are_kept_as_hashes():
    """People type passwords into the wrong field."""
    fail(1, PASSWORD)

    assert not FailedTries.objects.filter(key__contains=PASSWORD[:5]).exists()


# Nobody learns who has an account


@pytest.fixture
def unlike_accounts():
    dormant = make_colleague("dora")
    dormant.is_active = False
    dormant.save()
    get_user_model().objects.create_user("carl", password=PASSWORD)  # no staff
    return ["edith", "nobody", "dora", "carl"]


def visible(answer, username):
    page = answer.content.decode().replace(username, "…")
    return (
        answer.status_code,
        page.partition("csrfmiddlewaretoken")[0],
        message_of(answer),
    )


def test_all_wrong_names_and_passwords_get_the_same_answer(unlike_accounts):
    answers = [visible(log_in(name, "wrong"), name) for name in unlike_accounts]

    assert all(answer == answers[0] for answer in answers)


def test_accounts_that_may_not_log_in_look_like_wrong_passwords(unlike_accounts):
    answers = [visible(log_in(name), name) for name in unlike_accounts[1:]]

    assert all(answer == answers[0] for answer in answers)


def test_all_of_them_are_refused_after_as_many_tries(unlike_accounts):
    answers = [fail(PAIR.tries + 1, name) for name in unlike_accounts]

    assert [answer.status_code for answer in answers] == [429] * 4


def test_each_try_hashes_one_password(unlike_accounts, monkeypatch):
    hashes, hasher = [], type(get_hasher())
    encode = hasher.encode

    def counted(self, password, salt):
        hashes.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(hasher, "encode", counted)
    for name in unlike_accounts:
        log_in(name, f"wrong for {name}")

    assert hashes == [f"wrong for {name}" for name in unlike_accounts]


# Sessions


def test_the_login_changes_the_key_of_the_session():
    client = Client()
    client.get(f"{LOGIN}?next=/admin/")
    client.session["planted"] = "by a stranger"
    client.session.save()
    before = client.session.session_key

    log_in(client=client)

    assert client.session.session_key != before


@pytest.mark.parametrize(
    "page",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"],
)
def test_a_next_page_elsewhere_leads_to_the_admin(page):
    assert log_in(query=f"?next={page}").url == "/admin/"


def test_a_next_page_of_the_admin_is_opened():
    assert log_in(query="?next=/admin/matrix/").url == "/admin/matrix/"


def test_there_is_no_page_to_sign_up():
    for path in ("account/signup/", "signup/", "account/email/", "account/login/"):
        assert Client().get(f"/admin/{path}", follow=True).request["PATH_INFO"] == LOGIN


def test_others_hear_of_logins_and_failures():
    signals = []

    def received(sender, signal, **values):
        user = values.get("user") or values["credentials"]["username"]
        signals.append((signal, str(user), values["request"].path))

    for signal in (user_logged_in, user_login_failed):
        signal.connect(received)
    try:
        log_in(password="wrong")
        log_in()
    finally:
        for signal in (user_logged_in, user_login_failed):
            signal.disconnect(received)

    assert signals == [
        (user_login_failed, "edith", LOGIN),
        (user_logged_in, "edith", LOGIN),
    ]


# Passwords


@pytest.mark.parametrize(
    "password",
    [
        "Careers1!",
        "editor22",
        "welcome2026",
        "Companyname1",
        "Summer2026",
        "Careers2026!!!!!!",
        "Companyname123456",
        "Summer2026Winter2027",
        "P4ssw0rd!P4ssw0rd!",
        "Sunshine-12345678",
        "123456789012345678",
        "PeopleOperations1",
        "edith.edith.2026",
        "fourteen chars",
    ],
)
def test_passwords_that_are_tried_first_are_refused(edith, password):
    with pytest.raises(ValidationError):
        validate_password(password, edith)


@pytest.mark.parametrize(
    "password", [PASSWORD, "correct horse battery", "ü" * 7 + "x" * 100]
)
def test_any_long_password_of_ones_own_words_is_taken(edith, password):
    validate_password(password, edith)


def test_passwords_are_hashed_as_owasp_advises():
    from careers import settings

    with override_settings(PASSWORD_HASHERS=settings.PASSWORD_HASHERS):
        encoded = make_password(PASSWORD)

    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
