"""Redacting as two administrators do, and looking for words in every place."""

import json
import re
from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.test import Client
from django.urls import get_resolver, reverse

from careers.editorial.workflow.cells import load_cell
from careers.models import Dimension, Redaction, Role

from .addresses import CONTENT, ERRORS, make_site
from .factories import make_person
from .html import document, sheet_rows, texts, values

CANARY = "zwitscher"

DAY = timedelta(days=1)
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAYS = [f"2026-03-0{number}" for number in range(1, 9)]
NOW = START + 8 * DAY

# Patterns with regular expressions, pages for machines, and logging out.
NOT_OPENED = re.compile(r"\(|/health/|/robots\.txt|/security\.txt|/logout/")


def make_site_with_people():
    """Make the site; return its two administrators, and a third."""
    make_site()
    make_person("writer", "Editor")
    make_person("reviewer", "Reviewer")
    return {name: make_person(name, "Administrator") for name in ("ada", "bob", "cleo")}


def cell(role="role-01", dimension="authority"):
    return load_cell(Role.objects.get(slug=role), Dimension.objects.get(slug=dimension))


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def ask_for_everything(client, page, query):
    """Tick all that the page of these versions finds, and ask; return the Redaction."""
    found = document(client.get(f"{page}{query}"))
    posted = {
        "version": values(found, "[name=version][checked]", "value"),
        "quote": values(found, "[name=quote]", "value"),
        "why": "It named a private person",
    }
    posted["version"] += [
        token
        for token in values(found, "[name=version]", "value")
        if CANARY in words_beside(found, token)
    ]
    response = client.post(page, posted)
    assert response.status_code == 302, texts(document(response), ".errornote")
    return Redaction.objects.latest("pk")


def words_beside(page, token):
    for article in page.query("article"):
        if token in values(article, "[name=version]", "value"):
            return article.query_one(".diff").to_text().lower()
    return ""


def confirm(client, redaction):
    address = reverse("editorial:redaction", args=[redaction.pk])
    [seen] = values(document(client.get(address)), "[name=seen]", "value")
    return client.post(address, {"act": "confirm", "seen": seen})


def words_in(client, path):
    response = client.get(path)
    assert response.status_code != 500, path
    if path.partition("?")[0].endswith(".xlsx"):
        return str(sheet_rows(response)).lower() if response.status_code == 200 else ""
    return response.content.decode("utf-8", "replace").lower()


def public_addresses():
    dated = [
        f"/compare/{role}@{day}-vs-{role}{end}"
        for role in ("role-01", "role-02")
        for day in DAYS
        for end in ("/", ".csv", ".json", ".md", ".xlsx", "/brief/")
    ]
    return [*CONTENT, *ERRORS, *dated, f"/roles/?q={CANARY[:-1]}"]


def admin_addresses():
    """Return every admin address for every object, and the pages of each past."""
    pages = ["", "?page=2", "?show=milestones", "?before=live", "?role=role-01"]
    keys = range(1, 12)
    names = {"slug": ["role-01"], "role": ["role-01", "role-02"]}
    names |= {"dimension": ["authority"], "address": ["role-01-vs-role-02"]}
    names |= {"kind": ["role", "dimension"], "object_id": keys, "pk": keys, "key": keys}
    for pattern in addresses(get_resolver()):
        if pattern.startswith("/admin/") and not NOT_OPENED.search(pattern):
            for path in filled(pattern, names):
                is_past = path.startswith("/admin/history/")
                yield from (f"{path}{page}" for page in (pages if is_past else [""]))


def addresses(resolver, prefix="/"):
    for pattern in resolver.url_patterns:
        path = f"{prefix}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, path)
        else:
            yield path


def filled(pattern, names):
    part = re.search(r"<(?:\w+:)?(\w+)>", pattern)
    if part is None:
        yield pattern
        return
    for value in names.get(part[1], ["1"]):
        filled_in = pattern.replace(part[0], str(value), 1)
        yield from filled(filled_in, names)


def rows_with(word):
    """Return the rows of the whole database that have ``word``, as JSON."""
    return [
        f"{model.__name__} {line}"
        for model in apps.get_models()
        for row in model._base_manager.values()
        if word in (line := json.dumps(row, default=str, ensure_ascii=False).lower())
    ]


def addresses_with(word, people):
    visitor, boss = Client(), client_of(people["bob"])
    boss_user = people["bob"]
    boss_user.is_superuser = True
    boss_user.save()
    return [
        path
        for client, paths in (
            (visitor, public_addresses()),
            (boss, admin_addresses()),
        )
        for path in paths
        if word in words_in(client, path)
    ]
