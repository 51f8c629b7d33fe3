"""People without scripts, whose login session ends before they send a form."""

from django.test import Client
from django.urls import reverse

from .admin_forms import form_data
from .factories import make_dimension, make_role
from .html import document, texts

ADD_ROLE = "/admin/careers/role/add/"
NAMED = {"name": "Käse & <Co>", "slug": "kaese"}


class Person:
    """A person without scripts, whose login session can end at any time."""

    def __init__(self, user, **options):
        self.user, self.client = user, Client(**options)
        self.log_in()

    def log_in(self):
        self.client.force_login(self.user)

    def log_out(self):
        del self.client.cookies["sessionid"]

    def form(self, path, selector="#content-main form", **typed):
        return form_data(self.client.get(path), selector, **typed)

    def send_logged_out(self, path, data):
        """Send a form after the session has ended; return the page after the login."""
        self.log_out()
        response = self.client.post(path, data)
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/?next=")
        self.log_in()
        return self.client.get(path)


def kept_note(response):
    return texts(document(response), ".kept-form [role=status]")


def make_text():
    dimension = make_dimension("Authority")
    role = make_role("Cook", texts={dimension: "Decides."})
    return role, dimension, reverse("editorial:text", args=["cook", "authority"])
