"""Accounts as administrators make them, and the links with which owners open them."""

import re

from django.contrib.auth.models import Group, User
from django.test import Client

from .admin_forms import form_data
from .html import document, values

NEW_PASSWORD = "a violet umbrella 7"
ADD = "/admin/auth/user/add/"


def account_path(account, page="change/"):
    return f"/admin/auth/user/{account.pk}/{page}"


def add_account(admin, **typed):
    return admin.post(ADD, form_data(admin.get(ADD), **typed))


def change_account(admin, account, **typed):
    """Save the account's page; a value of None unticks a box."""
    path = account_path(account)
    fields = form_data(admin.get(path), **typed)
    return admin.post(path, {k: v for k, v in fields.items() if v is not None})


def group_keys(*names):
    return [str(group.pk) for group in Group.objects.filter(name__in=names)]


def link_in(text):
    """Return the path of the only link to set a password in a text."""
    (path,) = re.findall(r"http://127.0.0.1:8000(/admin/password/\S+/)", text)
    return path


def shown_link(response):
    """Return the path of the link that a page shows to hand over."""
    return link_in(document(response).query_one("#link").to_text())


def open_link(path, password=NEW_PASSWORD, client=None):
    """Set a password with a link, as its holder does; return the last response."""
    client = client or Client()
    page = client.get(path, follow=True)
    if not page.redirect_chain:
        return page
    data = {"new_password1": password, "new_password2": password}
    return client.post(page.redirect_chain[-1][0], data)


def can_log_in(username, password=NEW_PASSWORD):
    return Client().login(username=username, password=password)


def confirm(admin, account):
    """Press the button that confirms the owner, as far as the page has one."""
    page = document(admin.get(account_path(account)))
    keys = values(page, "[name=last_event]", "value")
    data = {"last_event": keys[0]} if keys else {}
    return admin.post(account_path(account, "confirm/"), data)


def account_named(username):
    return User.objects.get(username=username)
