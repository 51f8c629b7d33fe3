"""A person with a browser, who opens pages and presses buttons."""

from urllib.parse import urljoin

from django.contrib.auth.models import User
from django.test import Client
from justhtml import JustHTML

from .site import PEOPLE


class Reader:
    """A person who adds (path, response) to ``responses`` for every page they open."""

    def __init__(self, kind, responses):
        self.client, self.responses = Client(), responses
        if kind:
            self.client.force_login(User.objects.get(username=PEOPLE[kind]))

    def open(self, address, **options):
        return self._keep(self.client.get(address, follow=True, **options))

    def send(self, address, data=None, **options):
        return self._keep(self.client.post(address, data, follow=True, **options))

    def press(self, button, **typed):
        """Press the button of a form on the last page, with ``typed`` in its fields."""
        page = self.page
        form, pressed = next(
            (form, match)
            for form in page.query("form")
            if (match := form.query_one(button))
        )
        data = sent_by(form, page) | typed
        if name := pressed.attrs.get("name"):
            data.setdefault(name, pressed.attrs.get("value", ""))
        if pressed.name == "button" and name:
            data[name] = pressed.attrs["value"]
        action = pressed.attrs.get("formaction") or form.attrs.get("action") or ""
        address = urljoin(self.address, action)
        is_get = form.attrs.get("method", "get") == "get"
        if is_get and "formmethod" not in pressed.attrs:
            return self._keep(self.client.get(address, data, follow=True))
        return self.send(address, data)

    @property
    def page(self):
        return JustHTML(self.response.content.decode(), sanitize=False)

    def _keep(self, response):
        self.response = response
        request = response.request
        query = request["QUERY_STRING"]
        self.address = f"{request['PATH_INFO']}{'?' * bool(query)}{query}"
        self.responses.append((request["PATH_INFO"], response))
        return self


def sent_by(form, page):
    """Return the data that a browser sends for a form, except its buttons."""
    data = {}
    fields = form.query("input, textarea, select")
    if key := form.attrs.get("id"):
        fields += page.query(f"[form={key}]")
    for field in fields:
        if (name := field.attrs.get("name")) and (value := value_of(field)) is not None:
            data.setdefault(name, []).append(value)
    return data


def value_of(field):
    """Return the value that a browser sends for a field, or None."""
    if field.name == "textarea":
        return "".join(child.data for child in field.children)
    if field.name == "select":
        options = field.query("option")
        chosen = [option for option in options if "selected" in option.attrs]
        chosen = chosen or ([] if "multiple" in field.attrs else options[:1])
        return chosen[0].attrs.get("value", "") if chosen else None
    kind = field.attrs.get("type", "text")
    if kind in {"submit", "button", "reset", "image", "file"} or field.name == "button":
        return None
    if kind in {"checkbox", "radio"} and "checked" not in field.attrs:
        return None
    return field.attrs.get("value", "on" if kind == "checkbox" else "")
