"""The workshop as an editor's browser and its scripts meet it."""

from django.contrib.auth.models import User
from django.test import Client

from careers.editorial.workflow.cells import cell_of

from .factories import make_person
from .html import document

MATRIX = "/admin/matrix/"
PASTE = "/admin/matrix/paste/"
PRESENCE = "/admin/matrix/presence/"
ROW_LABELS = "/admin/matrix/row-labels/"

JSON = {"Accept": "application/json"}
FRAGMENT = {"X-Requested-With": "fetch"}


def signed_in(username="anna", *groups):
    """Return a client in which somebody is signed in: an Editor unless told."""
    person = User.objects.filter(username=username).first()
    client = Client()
    client.force_login(person or make_person(username, *(groups or ["Editor"])))
    return client


def page_of(role, dimension):
    return f"/admin/texts/{role.slug}/{dimension.slug}/"


def version_of(role, dimension):
    return cell_of(role, dimension).version


def send(client, role, dimension, act="save", *, headers=None, query="", **fields):
    """Send an act of one text, from its present version unless another is named."""
    fields = {"act": act, "version": version_of(role, dimension)} | fields
    address = f"{page_of(role, dimension)}{query}"
    return client.post(address, fields, headers=headers or {})


def box(response, name="text"):
    """Return what stands in the page's box of this name."""
    field = document(response).query_one(f"textarea[name={name}]")
    return "".join(child.data for child in field.children)
