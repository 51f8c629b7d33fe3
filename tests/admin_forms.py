"""The admin as a browser uses it: its pages, and what their forms post."""

from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from .factories import make_editor
from .html import document


def as_editor():
    """Log in an account that may do everything with the site's content."""
    client = Client()
    client.force_login(User.objects.filter(username="editor").first() or make_editor())
    return client


def admin_path(target):
    """Return the path of an object's change form, or of a model's list."""
    name = f"admin:{target._meta.app_label}_{target._meta.model_name}"
    if isinstance(target, type):
        return reverse(f"{name}_changelist")
    return reverse(f"{name}_change", args=[target.pk])


def form_data(response, selector="#content-main form", **typed):
    """Return what a browser posts from a page's form, with ``typed`` filled in.

    It leaves out every button but "Save".
    """
    form = document(response).query_one(selector)
    data = {}
    for field in form.query("input, textarea, select"):
        if (value := field_value(field)) is not None:
            data[field.attrs["name"]] = value
    return data | {"_save": "Save"} | typed


def answer_yes(client, response):
    """Press the button of the page that asks before a status changes."""
    page = document(response)
    if not page.query("[name=confirmed]"):
        return response
    answer = form_data(response)
    del answer["_save"]
    boxes = page.query("#content-main [name=_selected_action]")
    answer["_selected_action"] = [box.attrs["value"] for box in boxes]
    return client.post(response.request["PATH_INFO"], answer)


def field_value(field):
    """Return what a browser posts for one field, or None if it posts nothing."""
    attrs = field.attrs
    if field.name == "textarea":
        return "".join(child.data for child in field.children).replace("\n", "\r\n")
    if field.name == "select":
        options = field.query("option")
        selected = [option for option in options if "selected" in option.attrs]
        if "multiple" in field.attrs:
            return [option.attrs["value"] for option in selected]
        return (selected or options)[0].attrs["value"]
    if attrs["type"] == "submit" or (
        attrs["type"] == "checkbox" and "checked" not in attrs
    ):
        return None
    return attrs.get("value", "on" if attrs["type"] == "checkbox" else "")


def field_errors(response):
    """Return the message beside each field that has one, by the field's name."""
    page = document(response)
    errors = {}
    for field in page.query("input, textarea, select"):
        message = page.query_one(f"[id='{field.attrs.get('id')}_error']")
        if message is not None:
            assert message.attrs["id"] in field.attrs["aria-describedby"]
            errors[field.attrs["name"]] = message.to_text()
    return errors


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]
