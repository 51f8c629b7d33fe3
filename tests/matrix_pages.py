"""The matrix and the page of one text, as a browser and its scripts use them."""

from django.contrib.auth.models import User
from django.test import Client

from careers.editorial.workflow.cells import load_cell

from .factories import make_person
from .html import document

MATRIX = "/admin/matrix/"
PASTE = "/admin/matrix/paste/"
SAVE_TEXTS = "/admin/matrix/texts/"
PRESENCE = "/admin/matrix/presence/"
ROW_LABELS = "/admin/matrix/row-labels/"

JSON = {"Accept": "application/json"}
FRAGMENT = {"X-Requested-With": "fetch"}


def log_in(username="anna", group="Editor"):
    """Return the client of a member of ``group``, or of the account there is."""
    person = User.objects.filter(username=username).first()
    client = Client()
    client.force_login(person or make_person(username, group))
    return client


def text_path(role, dimension):
    return f"/admin/texts/{role.slug}/{dimension.slug}/"


def version_of(role, dimension):
    return load_cell(role, dimension).version


def post_text(client, role, dimension, act="save", *, headers=None, query="", **fields):
    """Post an action on one text, from its current version unless one is given."""
    fields = {"act": act, "version": version_of(role, dimension)} | fields
    address = f"{text_path(role, dimension)}{query}"
    return client.post(address, fields, headers=headers or {})


def textarea(response, name="text"):
    """Return the content of the page's textarea of this name."""
    field = document(response).query_one(f"textarea[name={name}]")
    return "".join(child.data for child in field.children)
