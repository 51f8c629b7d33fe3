"""The security log: what it has, what it never has, and who reads it."""

import csv
import json
import logging
from datetime import datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.timezone import make_aware

from careers.editorial.models import SecurityEvent
from careers.editorial.workflow import security_log
from tests.accounts import (
    account_path,
    add_account,
    change_account,
    group_keys,
    open_link,
    shown_link,
)
from tests.admin_forms import form_data
from tests.factories import make_person, make_role
from tests.html import document
from tests.query_plans import captured_queries, whole_tables

pytestmark = pytest.mark.django_db

Kind = SecurityEvent.Kind
LOG = "/admin/editorial/securityevent/"
LOGIN = "/admin/login/"
PASSWORD = "correct horse battery"


@pytest.fixture
def admin():
    client = Client()
    client.force_login(make_person("ada", "Administrator"))
    return client


def log_in(username, password=PASSWORD, client=None, **headers):
    data = {"username": username, "password": password}
    return (client or Client()).post(LOGIN, data, headers=headers)


def events(**filters):
    return list(SecurityEvent.objects.filter(**filters).order_by("pk"))


def kinds():
    return [event.kind for event in events()]


def test_signing_in_and_out_is_recorded():
    edith = make_person("edith", "Editor")
    client = Client()

    log_in("edith", client=client)
    client.post(reverse("admin:logout"))

    came, left = events(kind__in=[Kind.SIGNED_IN, Kind.SIGNED_OUT])
    assert (came.kind, came.person, came.address) == (
        Kind.SIGNED_IN,
        edith,
        "127.0.0.1",
    )
    assert (left.kind, left.person) == (Kind.SIGNED_OUT, edith)


def test_a_failed_sign_in_names_a_known_account_alone():
    edith = make_person("edith", "Editor")

    log_in("edith", "a wrong password")
    log_in("typed my password here")

    known, unknown = events(kind=Kind.NOT_SIGNED_IN)
    assert (known.account, known.person, known.about) == (edith, None, "")
    assert unknown.account is None
    assert "typed" not in unknown.about
    assert unknown.about == security_log.unknown_name("typed my password here")


def test_a_flood_of_failed_sign_ins_leaves_few_events(monkeypatch):
    for _ in range(security_log.MOST_OF_ONE_NETWORK + 15):
        log_in("stranger", "wrong")
    assert len(events()) == security_log.MOST_OF_ONE_NETWORK

    security_log.tries.counts.clear()  # a minute later
    log_in("stranger", "wrong")

    assert events()[-1].left_out == 15


def test_what_the_admin_refuses_is_recorded():
    edith = make_person("edith", "Editor")
    client = Client(enforce_csrf_checks=True)
    client.force_login(edith)

    client.get("/admin/publish/")
    client.post("/admin/export/", {"format": "csv"})

    *_, refused, forged = events()
    assert (refused.kind, refused.person) == (Kind.REFUSED, edith)
    assert refused.about == "GET /admin/publish/"
    assert (forged.kind, forged.about) == (Kind.FORGED, "POST /admin/export/")


def test_no_link_to_set_a_password_is_in_the_log(admin, settings):
    console = "django.core.mail.backends.console.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": console}}
    page = add_account(admin, username="new", email="new@example.com")
    path = shown_link(page)
    client = Client(enforce_csrf_checks=True)
    client.post(path, {"new_password1": "x"})

    open_link(path)

    uid, token = path.strip("/").split("/")[-2:]
    logged = " ".join(event.about for event in events())
    assert {Kind.LINK, Kind.PASSWORD, Kind.FORGED} <= set(kinds())
    assert token not in logged
    assert f"/{uid}/" not in logged


def test_changed_rights_are_recorded_without_their_words(admin):
    edith = make_person("edith", "Editor")

    change_account(admin, edith, groups=group_keys("Reviewer"), email="e@example.org")

    changes = events(kind=Kind.ACCOUNT, account=edith)
    assert {event.about for event in changes} >= {"Groups", "E-mail address"}
    assert {event.person.username for event in changes} == {"ada"}
    assert "example.org" not in str([event.about for event in changes])


def test_a_changed_group_is_recorded():
    boss = make_person("boss", is_superuser=True)
    client = Client()
    client.force_login(boss)
    path = f"/admin/auth/group/{Group.objects.get(name='Reviewer').pk}/change/"

    client.post(path, form_data(client.get(path), name="Reviewers"))

    (event,) = events(kind=Kind.GROUP)
    assert (event.person, event.about) == (boss, "Changed: Reviewers")


def test_a_changed_password_is_recorded_and_is_not_in_the_log():
    edith = make_person("edith", "Editor")
    client = Client()
    client.force_login(edith)
    new = "a violet umbrella 7"

    client.post(
        reverse("admin:password_change"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    event = events(kind=Kind.PASSWORD)[-1]
    assert (event.person, event.account, event.about) == (edith, edith, "")


def test_an_export_is_recorded():
    make_role("Analyst")
    client = Client()
    client.force_login(make_person("edith", "Editor"))

    client.post("/admin/export/", {"format": "csv", "shape": "long"})

    (event,) = events(kind=Kind.EXPORTED)
    assert event.about == "csv roles=all drafts=no"


@pytest.fixture
def lines(caplog):
    """The lines of the log so far, each once."""
    log = logging.getLogger("careers.security")
    with caplog.at_level(logging.INFO, logger=log.name):
        log.addHandler(caplog.handler)
        yield lambda: list(dict.fromkeys(caplog.messages))
        log.removeHandler(caplog.handler)


def test_a_flood_leaves_few_lines(lines):
    edith = make_person("edith", "Editor")
    before = len(lines())
    for number in range(security_log.MOST_OF_ONE_NETWORK + 15):
        log_in(f"unknown{number}", "wrong")

    assert len(lines()) == before + security_log.MOST_OF_ONE_NETWORK
    security_log.tries.counts.clear()
    log_in("edith", "wrong")
    assert f"account={edith.pk} event=" in lines()[-1]
    assert lines()[-1].endswith("left_out=15")


def test_each_event_is_a_line_without_words(caplog, lines):
    edith = make_person("edith", "Editor")
    caplog.clear()

    log_in("edith", "wrong")
    log_in("stran\nger", "wrong")

    lines = lines()
    assert lines[0].startswith(f"not_signed_in person=None account={edith.pk} event=")
    assert len(lines) == 2
    assert "edith" not in str(lines)
    assert "ger" not in str(lines)


def test_administrators_search_the_log_by_person(admin):
    for name in ("edith", "rita"):
        make_person(name, "Editor")
        log_in(name)

    rows = document(admin.get(f"{LOG}?q=edith")).query("#result_list tbody tr")

    assert [row.query_one(".field-kind").to_text() for row in rows] == ["Logged in"]


@pytest.mark.parametrize("group", ["Editor", "Reviewer"])
def test_others_do_not_read_the_log(group):
    client = Client()
    client.force_login(make_person("edith", group))

    for page in ("", "log.csv", "log.jsonl"):
        assert client.get(LOG + page).status_code == 403


def test_the_log_is_exported_as_it_is_filtered(admin):
    make_person("=cmd|x", "Editor")
    log_in("=cmd|x")

    table = admin.get(f"{LOG}log.csv?kind__exact=signed_in")
    lines = admin.get(f"{LOG}log.jsonl?kind__exact=signed_in").content.decode()

    rows = list(csv.DictReader(table.content.decode("utf-8-sig").splitlines()))
    objects = [json.loads(line) for line in lines.splitlines()]
    assert [row["Event"] for row in rows] == ["Logged in"] * 2
    assert rows[0]["Person"].startswith("'=cmd|x")
    assert objects[0]["person"].startswith("=cmd|x")
    assert kinds().count(Kind.LOG_EXPORTED) == 2


@pytest.fixture
def three_days():
    """The end of one day, all of the next and the start of a third."""
    with override_settings(TIME_ZONE="Europe/Berlin"):
        for time in ("13 23:59:59", "14 00:00", "14 23:59:59", "15 00:00"):
            made_at = make_aware(datetime.fromisoformat(f"2026-03-{time}"))
            SecurityEvent.objects.create(
                kind=Kind.SLOWED, made_at=made_at, about=f"on {time}"
            )
        yield


def test_the_log_of_one_day_is_found(admin, three_days):
    page = document(admin.get(f"{LOG}?day=2026-03-14&kind__exact=slowed"))
    about = [cell.to_text() for cell in page.query("td.field-about")]
    table = admin.get(f"{LOG}log.csv?day=2026-03-14&kind__exact=slowed")

    assert about == ["on 14 23:59:59", "on 14 00:00"]
    assert table.content.decode().count("on 14") == 2
    # A day that is typed keeps the other filters.
    form = page.query_one(".name-filter")
    assert form.query_one("[type=date]").attrs["value"] == "2026-03-14"
    assert form.query_one("[name=kind__exact]").attrs["value"] == "slowed"


def test_a_day_reads_an_index(admin, three_days):
    queries = captured_queries(admin, f"{LOG}?day=2026-03-14")

    day = [sql for sql in queries if "made_at" in sql and "2026-03" in sql]
    assert day
    assert [whole_tables(sql) for sql in day] == [[]] * len(day)


@pytest.mark.parametrize(
    "query", ["day=x", "day=2026-02-31", "day=9999-12-31", "made_at__gte=x", "q=%00"]
)
def test_filters_that_do_not_exist_are_refused(admin, query):
    assert admin.get(f"{LOG}?{query}").status_code == 302
    for suffix in ("csv", "jsonl"):
        assert admin.get(f"{LOG}log.{suffix}?{query}").status_code == 400


def test_the_log_can_not_be_changed_in_the_admin(admin):
    make_person("edith", "Editor")
    event = events()[0]

    page = admin.get(f"{LOG}{event.pk}/change/")

    assert not document(page).query("#content-main form [type=submit]")
    for name in ("delete", "change"):
        assert admin.post(f"{LOG}{event.pk}/{name}/").status_code == 403
    assert events(pk=event.pk) == [event]


def test_links_for_an_account_name_the_account(admin):
    edith = make_person("edith", "Editor")

    admin.post(account_path(edith, "link/"))

    (event,) = events(kind=Kind.LINK)
    assert (event.account, event.about) == (
        edith,
        "Password link sent by e-mail",
    )
