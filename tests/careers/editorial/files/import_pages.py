"""Editors' way through the pages of an import: files sent, a plan, its form."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.html import document

from .import_tables import table

IMPORT = "/admin/import/"


def file_of(*rows, name="roles.csv"):
    return SimpleUploadedFile(name, table(*rows), "text/csv")


def send(client, *files, **fields):
    return client.post(IMPORT, {"sent_files": list(files), **fields})


def plan_path(client, *rows):
    response = send(client, file_of(*rows))
    assert response.status_code == 302
    return response.url


def answer(client, path, act, **fields):
    """Send the form of a plan as its page has it, with ``fields`` changed."""
    page = document(client.get(path))
    data = {}
    for box in page.query("#plan input[checked]"):
        data.setdefault(box.attrs["name"], []).append(box.attrs.get("value", "on"))
    return client.post(path, {**data, **fields, "act": act}, follow=True)
