"""The browser learns which of the forms that it sent were saved."""

import pytest
from django.contrib.auth.models import User

from tests.admin_forms import as_editor, form_data
from tests.queue_pages import as_member_of, client_for

pytestmark = pytest.mark.django_db

ADD_THEME = "/admin/careers/theme/add/"


def send(client, path, **typed):
    return client.post(path, form_data(client.get(path), **typed))


def received(client):
    cookie = client.cookies.get("received")
    return cookie.value if cookie else ""


def test_a_saved_form_is_named_in_a_cookie_of_the_admin():
    client = as_editor()
    response = send(client, ADD_THEME, name="Pay", slug="pay", _sent="abc1")
    cookie = response.cookies["received"]
    assert (cookie.value, cookie["path"]) == ("abc1", "/admin/")
    send(client, ADD_THEME, name="Hours", slug="hours", _sent="abc2")
    assert received(client) == "abc2.abc1"


def test_a_form_with_an_error_is_not_named():
    client = as_editor()
    send(client, ADD_THEME, name="", slug="pay", _sent="abc1")
    assert received(client) == ""


def test_a_name_that_no_browser_sends_is_ignored():
    client = as_editor()
    send(client, ADD_THEME, name="Pay", slug="pay", _sent="a;b")
    assert received(client) == ""


def test_a_new_account_is_received_though_its_answer_is_a_page(settings):
    backend = "django.core.mail.backends.console.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend}}
    client = as_member_of("Administrator")
    response = send(client, "/admin/auth/user/add/", username="tmpa", _sent="abc1")
    assert response.status_code == 200
    assert received(client) == "abc1"


def test_a_new_group_is_received():
    client = client_for(User.objects.create_superuser("boss"))
    send(client, "/admin/auth/group/add/", name="Readers", _sent="abc1")
    assert received(client) == "abc1"
