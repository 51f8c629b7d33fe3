"""The admin as an editor's browser meets it: pages, and what their forms send."""

from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from .factories import make_editor
from .html import document


def as_editor():
    """Return a client in which an editor is logged in."""
    client = Client()
    client.force_login(User.objects.filter(username="editor").first() or make_editor())
    return client


def page_of(target):
    """The address at which an object is changed, or a model's list."""
    kind = f"admin:{target._meta.app_label}_{target._meta.model_name}"
    if isinstance(target, type):
        return reverse(f"{kind}_changelist")
    return reverse(f"{kind}_change", args=[target.pk])


def sent_by(response, selector="#content-main form", **typed):
    """Return what a browser sends of a page's form, with ``typed`` put in.

    Of its buttons it sends none, which the admin takes for "Save".
    """
    form = document(response).query_one(selector)
    data = {}
    for field in form.query("input, textarea, select"):
        if (value := value_of(field)) is not None:
            data[field.attrs["name"]] = value
    return data | {"_save": "Save"} | typed


def value_of(field):
    """What a browser sends for one field, None for nothing."""
    attrs = field.attrs
    if field.name == "textarea":
        return "".join(child.data for child in field.children).replace("\n", "\r\n")
    if field.name == "select":
        options = field.query("option")
        chosen = [each for each in options if "selected" in each.attrs] or options
        return chosen[0].attrs["value"]
    if attrs["type"] == "submit" or (
        attrs["type"] == "checkbox" and "checked" not in attrs
    ):
        return None
    return attrs.get("value", "on" if attrs["type"] == "checkbox" else "")


def errors(response):
    """Return ``{name of the field: what is said to be wrong with it}``."""
    page = document(response)
    found = {}
    for field in page.query("input, textarea, select"):
        message = page.query_one(f"[id='{field.attrs.get('id')}_error']")
        if message is not None:
            assert message.attrs["id"] in field.attrs["aria-describedby"]
            found[field.attrs["name"]] = message.to_text()
    return found


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]
