"""Reviewing, publishing, undoing, and previews."""

from datetime import timedelta

import time_machine
from django.test import override_settings
from django.utils import timezone

from careers.models import Publication
from tests.unmarked_strings.site import (
    TEXT,
    approved,
    at,
    draft,
    page_of,
    published,
    tomorrow,
)


def reviewing(walk):
    reviewer = walk.reader("reviewer").open("/admin/review/")
    editor = walk.reader("editor")
    for address in [TEXT, "/admin/texts/role-02/authority/"]:
        editor.open(address).press("[value=submit]", text="Πρόταση", comment="Δες το")
    own = "/admin/texts/role-03/authority/"
    walk.reader("reviewer").open(own).press("[value=submit]", text="Δικό μου")
    for kind in ("editor", "reviewer"):
        walk.reader(kind).open("/admin/review/?role=role-01")
    reviewer.open("/admin/").open("/admin/review/?role=r-1")
    reviewer.open("/admin/review/").press("[value=approve]")
    reviewer.open("/admin/review/?tick=all").press("[value=return]", counted="0")
    reviewer.press("[value=return]", comment="")
    reviewer.press("[value=approve]", counted="0")
    walk.reader("administrator").open("/admin/review/?role=role-03&tick=all").press(
        "[value=return]", comment="Όχι ακόμη"
    )
    role, dimension = at()
    role.entries.filter(dimension=dimension).update(text="Άλλαξε")
    reviewer.press("[value=approve]")
    reviewer.open("/admin/review/?tick=all&role=role-02").press("[value=approve]")
    sent = {"version": ["999.1"], "act": "approve", "counted": "1"}
    reviewer.send("/admin/review/", sent)
    editor.send("/admin/review/", sent)
    reviewer.open("/admin/review/")


def publishing_texts(walk):
    reviewer = walk.reader("reviewer").open("/admin/publish/")
    approved("role-04", "authority")
    approved("role-05", "authority")
    approved("role-02", "primary-role", "")
    draft_of_one = approved()
    reviewer.open("/admin/publish/?role=role-01")
    reviewer.open("/admin/publish/?role=r-1")
    press = "[data-publishes], [type=submit].default"
    reviewer.open("/admin/publish/").press(press, why="")
    reviewer.press(press, why="Επειδή", version=[], show=[])
    reviewer.press(press, why="Επειδή", counted="0-0")
    for moment in ["", "ψ", "2020-01-01T09:00", "2099-01-01T09:00"]:
        reviewer.press(press, why="Επειδή", when="later", due_at=moment)
    reviewer.press(press, why="Επειδή", when="now", due_at=tomorrow())
    reviewer.open("/admin/publish/?role=role-01")
    reviewer.press(press, why="Επειδή", when="later", due_at=tomorrow())
    reviewer.open("/admin/publish/").open("/admin/")
    role, dimension = draft_of_one.role, draft_of_one.dimension
    role.entries.filter(dimension=dimension).update(text="Άλλαξε")
    reviewer.open("/admin/publish/?role=role-04").press(press, why="Επειδή")
    reviewer.open("/admin/publish/").press(press, why="Επειδή")
    sent = {"version": ["999.1"], "why": "Επειδή", "when": "now", "counted": "1-0"}
    reviewer.send("/admin/publish/", sent)
    reviewer.send("/admin/publish/", sent | {"show": ["r-1"], "counted": "1-1"})


def times_when_clocks_change(walk):
    approved()
    zone = override_settings(TIME_ZONE="Europe/Athens")
    with zone, time_machine.travel("2027-03-01T09:00Z"):
        reviewer = walk.reader("reviewer").open("/admin/publish/")
        press = "[data-publishes], [type=submit].default"
        for moment in ["2027-03-28T03:30", "2027-10-31T03:30"]:
            reviewer.press(press, why="Επειδή", when="later", due_at=moment)


def publications(walk):
    reviewer, editor = walk.reader("reviewer"), walk.reader("editor")
    reviewer.open("/admin/publications/")
    done = published(approved())
    planned = published(
        approved("role-02"),
        approved("role-02", "authority"),
        due_at=timezone.now() + timedelta(days=1),
    )
    for kind in ("editor", "reviewer"):
        for publication in (done, planned):
            walk.reader(kind).open(page_of(publication))
    for query in ["", *(f"?state={state}" for state in Publication.State.values)]:
        editor.open(f"/admin/publications/{query}")
    reviewer.open("/admin/").open(f"{page_of(done)}?undo")
    undo = "[name=act][value=undo] ~ * [type=submit]"
    reviewer.press(undo, why="")
    reviewer.press(undo, why="Λάθος")
    reviewer.open(page_of(done))
    reviewer.send(page_of(done), {"act": "undo", "why": "Λάθος"})
    reviewer.send(page_of(done), {"act": "cancel"})
    reviewer.send(page_of(done), {"act": "ψ"})
    preview = f"?publication={planned.pk}"
    reviewer.open(f"/admin/preview/compare/role-01-vs-role-02/{preview}")
    reviewer.open(page_of(planned)).press("[value=cancel]")
    reviewer.send(page_of(planned), {"act": "cancel"})
    reviewer.open(f"/admin/preview/compare/role-01-vs-role-02/{preview}")
    reviewer.open("/admin/preview/roles/role-01/?publication=0")
    for address in ["/admin/publications/", "/admin/", "/admin/history/"]:
        reviewer.open(address)


def failed_publications(walk):
    planned = published(due_at=timezone.now() + timedelta(minutes=20))
    role, dimension = at()
    role.entries.filter(dimension=dimension).update(text="Άλλαξε")
    reviewer = walk.reader("reviewer")
    with time_machine.travel(timedelta(minutes=40)):
        reviewer.open("/admin/publications/").open(page_of(planned))
        reviewer.open("/admin/")
    other = published(approved("role-03", "authority"))
    role, dimension = at("role-03", "authority")
    role.entries.filter(dimension=dimension).update(text="Άλλαξε")
    reviewer.open(f"{page_of(other)}?undo")
    reviewer.press("[name=act][value=undo] ~ * [type=submit]", why="Λάθος")
    role.delete()
    reviewer.open(page_of(other))


PAGES_BACK = [
    "careers/role/1/change/",
    "publications/1/",
    "publish/",
    "review/",
    "texts/role-01/authority/",
]


def previews(walk):
    editor = walk.reader("editor")
    one = draft()
    for address in [
        "compare/role-01-vs-role-02/",
        "roles/role-01/",
        "roles/role-04/",
        f"roles/role-01/?draft={one.version}",
        f"roles/role-01/?draft={one.pk}.99",
        "roles/role-01/?draft=999.1",
        "compare/role-01-vs-r-1/",
        "roles/r-1/",
        *(f"roles/role-01/?back=/admin/{page}" for page in PAGES_BACK),
    ]:
        editor.open(f"/admin/preview/{address}")
    walk.reader("guest").open("/admin/preview/roles/role-01/")
