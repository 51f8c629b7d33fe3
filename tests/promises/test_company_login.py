"""The company's login opens the accounts, and only those, that it vouches for."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client, override_settings

from careers.editorial.models import AccountEvent, SecurityEvent
from tests.company_login import company_login, log_in_with_company, settings_for
from tests.html import document, links, text_of
from tests.logins import LOGIN, is_logged_in, log_in, make_colleague

pytestmark = pytest.mark.django_db

EDITH = {
    "sub": "7",
    "preferred_username": "edith.w",
    "email": "edith@example.com",
    "email_verified": True,
    "groups": ["staff", "writers"],
}


@pytest.fixture
def company():
    with company_login() as company:
        company.claims = dict(EDITH)
        groups = {"writers": "Editor", "approvers": "Reviewer"}
        with override_settings(**settings_for(company, **groups)):
            yield company


def enter():
    return log_in_with_company(Client())


def message_of(answer):
    return text_of(document(answer.client.get(answer.url)), ".messagelist")


def groups_of(username):
    account = User.objects.get(username=username)
    return sorted(account.groups.values_list("name", flat=True))


def test_a_new_person_gets_an_account_with_the_groups_of_the_company(company):
    answer = enter()

    assert answer.url == "/admin/"
    assert is_logged_in(answer.client)
    account = User.objects.get()
    assert (account.username, account.email) == ("edith.w", "edith@example.com")
    assert groups_of("edith.w") == ["Editor"]
    assert not account.is_superuser
    assert not account.has_usable_password()


def test_their_owner_needs_no_confirmation(company):
    enter()

    assert not AccountEvent.objects.unconfirmed().exists()


def test_the_same_person_gets_the_same_account(company):
    enter()
    company.claims |= {"preferred_username": "ew", "email": "ew@example.com"}

    assert is_logged_in(enter().client)
    assert User.objects.count() == 1


def test_groups_change_with_the_company_at_each_login(company):
    enter()
    company.claims["groups"] = ["approvers"]

    enter()

    assert groups_of("edith.w") == ["Reviewer"]
    event = AccountEvent.objects.filter(kind="groups").last()
    assert (event.before, event.after) == ("Editor", "Reviewer")


@pytest.mark.parametrize("groups", [["staff"], [], None, "writer", ["Editor"]])
def test_who_is_in_no_group_of_the_site_does_not_get_in(company, groups):
    company.claims["groups"] = groups

    answer = enter()

    assert answer.url == LOGIN
    assert "gives you no access" in message_of(answer)
    assert not is_logged_in(answer.client)
    assert not User.objects.exists()
    event = SecurityEvent.objects.get(kind="not_signed_in")
    assert (event.account, event.about) == (None, "company")


def test_who_leaves_all_groups_loses_them(company):
    enter()
    company.claims["groups"] = ["staff"]

    assert not is_logged_in(enter().client)
    assert groups_of("edith.w") == []


def test_an_account_with_the_same_verified_address_is_taken(company):
    edith = make_colleague()

    assert is_logged_in(enter().client)
    assert list(User.objects.all()) == [edith]


@pytest.mark.parametrize("verified", [False, None, "", "false"])
def test_an_address_that_nobody_verified_opens_no_account(company, verified):
    edith = make_colleague("edith", "Administrator")
    company.claims["email_verified"] = verified

    enter()

    other = User.objects.exclude(pk=edith.pk).get()
    assert other.email == ""
    assert groups_of(other.username) == ["Editor"]


def test_no_superuser_is_taken(company):
    boss = User.objects.create_superuser("boss", "edith@example.com")

    answer = enter()

    assert answer.client.session["_auth_user_id"] != str(boss.pk)


def test_a_deactivated_account_stays_closed(company):
    enter()
    User.objects.update(is_active=False)

    answer = enter()

    assert "isn’t active" in message_of(answer)
    assert not is_logged_in(answer.client)
    event = SecurityEvent.objects.get(kind="not_signed_in")
    assert event.account == User.objects.get()


def test_nobody_adds_a_company_account_to_an_open_session(company):
    make_colleague("ada", "Administrator")
    client = log_in("ada").client

    answer = log_in_with_company(client, "?process=connect")

    assert answer.status_code == 302
    assert User.objects.count() == 1


@override_settings(REQUIRE_SECOND_FACTOR=True)
def test_the_company_asks_for_the_second_factor_itself(company):
    assert is_logged_in(enter().client)


def test_there_is_no_password_to_change(company):
    assert enter().client.get("/admin/password_change/").status_code == 404


def test_an_answer_that_nobody_asked_for_is_refused(company):
    client = Client()
    answer = client.get("/admin/account/company/callback/?code=once&state=made-up")

    assert answer.url == LOGIN
    assert not is_logged_in(client)


@pytest.mark.parametrize(
    "claim", [{"aud": "another site"}, {"iss": "https://evil.example"}]
)
def test_a_token_for_another_site_is_refused(company, claim):
    company.claims |= claim

    answer = enter()

    assert answer.url == LOGIN
    assert not User.objects.exists()


def test_a_company_that_does_not_answer_is_a_message(company):
    company.is_down = True

    answer = Client().get("/admin/account/company/login/")

    assert answer.url == LOGIN
    assert "didn’t work" in message_of(answer)


def test_the_login_page_offers_it_where_it_is_set(company):
    path = "/admin/account/company/login/"

    assert path in links(document(Client().get(LOGIN)))
    with override_settings(OIDC_SERVER_URL=""):
        assert path not in links(document(Client().get(LOGIN)))


def test_the_page_that_was_asked_for_opens_afterwards(company):
    client = Client()
    page = document(client.get(f"{LOGIN}?next=/admin/matrix/"))
    (link,) = [link for link in links(page) if "company" in link]

    answer = log_in_with_company(client, "?" + link.partition("?")[2])

    assert answer.url == "/admin/matrix/"


def test_what_else_the_company_says_is_not_kept(company):
    company.claims["birthdate"] = "1990-01-01"

    enter()

    assert SocialAccount.objects.get().extra_data == {}
