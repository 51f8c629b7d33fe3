"""Visits to every page, in every state that has sentences of its own.

A visit is a function. What it names stands in the addresses; what people type is
Greek. Each starts from the site that ``make_greek_site`` made.
"""

import re
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import quote

import time_machine
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.template.loader import render_to_string
from django.test import TestCase, override_settings
from django.test.runner import DiscoverRunner
from django.urls import get_resolver
from django.utils import timezone

from careers.models import Dimension, Family, Publication, Role, Theme
from tests.addresses import ERRORS, FILES, PAGES
from tests.factories import make_approved, make_draft, make_publication
from tests.pages import values

from .pseudo_locale import pseudo_locale
from .reader import Reader
from .site import (
    GREEK_NAMES,
    LONG,
    PEOPLE,
    SAME,
    User,
    make_greek_site,
    make_many,
    tomorrow,
)
from .strings import in_answer, in_html, in_mail

TEXT = "/admin/texts/role-01/primary-role/"
MATRIX = "/admin/matrix/"
JSON = {"Accept": "application/json"}
FRAGMENT = {"X-Requested-With": "fetch"}

VISITS = {}

# Notices go out when what they tell of is committed.
commits = TestCase.captureOnCommitCallbacks


class Walk:
    """What was shown to all readers of one visit: (address, answer)."""

    def __init__(self):
        self.answers = []
        self.pages = []  # (address, page) that no request led to

    def reader(self, kind=None):
        return Reader(kind, self.answers)

    def unmarked(self):
        """Yield (address, string) for each unmarked string, those of mails too."""
        for address, answer in self.answers:
            yield from ((address, string) for string in in_answer(answer))
        for address, page in self.pages:
            yield from ((address, string) for string in in_html(page))
        for message in mail.outbox:
            yield from (("mail", string) for string in in_mail(message))


def unmarked_of(name):
    """Return (address, string) for each unmarked string of the visit of this name."""
    walk = Walk()
    mail.outbox.clear()
    with GREEK_NAMES, pseudo_locale(), commits(execute=True):
        VISITS[name](walk)
    return list(dict.fromkeys(walk.unmarked()))


def unmarked_strings():
    """Yield (address, string) for each unmarked string of every visit."""
    make_greek_site()
    for name in VISITS:
        with transaction.atomic():
            yield from unmarked_of(name)
            transaction.set_rollback(True)


@contextmanager
def on_a_new_site():
    """Make an empty database for as long as it is needed, as a runner of tests does."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    try:
        with override_settings(STORAGES=storages, SECURE_SSL_REDIRECT=False):
            yield
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()


def visit(function):
    VISITS[function.__name__] = function
    return function


def at(role="role-01", dimension="primary-role"):
    """Return a role and a dimension by their slugs."""
    return Role.objects.get(slug=role), Dimension.objects.get(slug=dimension)


def person(kind):
    return User.objects.get(username=PEOPLE[kind])


def approved(role="role-01", dimension="primary-role", text="Νέο κείμενο"):
    people = {"by": person("editor"), "reviewer": person("reviewer")}
    return make_approved(*at(role, dimension), text, **people)


def draft(role="role-01", dimension="primary-role", text="Νέο κείμενο"):
    return make_draft(*at(role, dimension), text, by=person("editor"))


def published(*drafts, **fields):
    by = person("reviewer")
    return make_publication(drafts or [approved()], why="Επειδή", by=by, **fields)


def addresses(resolver, prefix="/"):
    """Yield every address of the site, with what is named in it by ``<name>``."""
    for pattern in resolver.url_patterns:
        path = f"{prefix}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, path)
        else:
            yield path


@visit
def every_address(walk):
    published()
    boss = walk.reader("superuser")
    role, dimension = at()
    named = {
        "role": role.slug,
        "dimension": dimension.slug,
        "slug": role.slug,
        "address": "role-01-vs-role-02",
        "file": "csv",
        "section": "pages",
        "object_id": role.pk,
        "pk": Publication.objects.first().pk,
    }
    for address in addresses(get_resolver()):
        if "(" not in address and "health" not in address and "logout" not in address:
            boss.open(
                re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(named.get(m[1], 1)), address)
            )


# What visitors read


@visit
def public_pages(walk):
    visitor = walk.reader()
    for address in [*PAGES, *FILES, *ERRORS, "/llms.txt"]:
        visitor.open(address)


@visit
def what_visitors_ask_for(walk):
    visitor = walk.reader()
    pair, three = "role-01-vs-role-02", "role-01-vs-role-02-vs-role-03"
    for address in [
        "/roles/?q=ψψψ",
        "/roles/?q=ρόλος&family=engineering&sort=changed&role=role-02",
        "/roles/?family=ψ&sort=ψ",
        "/roles/role-11/",
        "/dimensions/authority/",
        "/dimensions/d-3/",
        "/compare/?q=ψψψ",
        "/compare/?go=compare",
        "/compare/?role=role-01&go=compare&q=ρόλος",
        f"/compare/?{'&'.join(f'role=r{number}' for number in range(60))}",
        f"/compare/{pair}/?show=similarities&mark=similarities",
        f"/compare/{pair}/?show=differences&baseline=role-01",
        f"/compare/{three}/?column=role-01&dimension=d-3",
        f"/compare/{three}/?show=ψ&mark=ψ&sort=ψ&baseline=r-1&dimension=r-1",
        f"/compare/{three}.md?baseline=role-02",
        f"/compare/{three}.csv?baseline=role-02",
        f"/compare/{three}.xlsx?show=differences",
        "/compare/r-1-vs-r-2/",
        "/compare/role-01@2020-13-13-vs-role-01/",
        "/compare/role-01@ψ-vs-role-01/",
    ]:
        visitor.open(address)
    visitor.open("/", headers={"host": "evil.example"})


@visit
def errors_without_a_request(walk):
    for status in ["400", "403", "403_csrf", "404", "500"]:
        walk.pages.append((f"{status}.html", render_to_string(f"{status}.html")))


@visit
def a_site_with_nothing(walk):
    Role.objects.all().delete()
    Dimension.objects.all().delete()
    visitor = walk.reader()
    for address in ["/", "/roles/", "/compare/", "/dimensions/", "/llms.txt"]:
        visitor.open(address)
    boss = walk.reader("superuser")
    for address in ["", "matrix/", "deleted/", "careers/role/", "careers/dimension/"]:
        boss.open(f"/admin/{address}")


@visit
def a_site_with_more_than_a_page(walk):
    make_many()
    visitor, boss = walk.reader(), walk.reader("superuser")
    compared = "-vs-".join(f"role-{number}" for number in range(10, 17))
    for address in ["/", "/roles/?page=2", "/dimensions/authority/", "/compare/"]:
        visitor.open(address)
    visitor.open(f"/compare/{compared}/")
    visitor.open(f"/compare/{compared}.md")
    boss.open("/admin/")
    boss.open(f"{MATRIX}?page=2")
    boss.open("/admin/careers/role/?q=ρόλος")


# One text


@visit
def a_text_is_written(walk):
    editor = walk.reader("editor").open(TEXT)
    editor.press("[value=save]", text="Νέο  κείμενο κείμενο")
    editor.press("[value=save]", text="α\0β")
    editor.press("[value=save]", text="α" * 100_000)
    editor.open(TEXT).press("[value=discard]")
    editor.press("[value=save]", text=f"{LONG} 1")
    editor.press("[value=submit]", text="")
    editor.press("[value=submit]", text=f"Άλλος 2. {LONG}. Α. Β. Γ. Δ. Ε. Ζ.")
    for address in [TEXT, "/admin/texts/role-02/authority/"]:
        editor.open(address)
        editor.open(address, headers=JSON)
        editor.open(address, headers=FRAGMENT)
    editor.open("/admin/texts/role-04/d-3/").press("[value=submit]", text="")
    editor.open("/admin/texts/role-05/primary-role/")
    walk.reader("guest").open(TEXT)


@visit
def a_text_is_sent_by_a_script(walk):
    editor = walk.reader("editor").open(TEXT)
    version = editor.page.query_one("input[name=version]").attrs["value"]
    for sent in [
        {"act": "save", "version": version, "text": "Νέο"},
        {"act": "save", "version": version, "text": "Άλλο"},
        {"act": "save", "version": "ψ", "text": "Άλλο"},
        {"act": "save", "version": version, "text": "α\0"},
        {"act": "ψ"},
        {"act": "save"},
    ]:
        editor.send(TEXT, sent, headers=JSON)
        editor.send(TEXT, sent)
    editor.send("/admin/texts/r-1/r-2/", {"text": "Νέο"}, headers=JSON)
    editor.send("/admin/texts/r-1/r-2/", {"text": "Νέο"})


@visit
def a_text_is_changed_by_two(walk):
    first, second = (walk.reader(kind).open(TEXT) for kind in ("editor", "reviewer"))
    third = walk.reader("editor").open(TEXT)
    first.press("[value=save]", text="Το κείμενο της Άννας")
    second.press("[value=save]", text="Το κείμενο του Βίκτωρα")
    third.press("[value=save]", text="Το κείμενο του άλλου παραθύρου")
    third.press("[value=compare], [value=save]", merged="Και τα δύο")
    sent = {"act": "compare", "mine": "Δικό μου", "base": SAME}
    second.send(TEXT, sent, headers=FRAGMENT)
    first.open(TEXT).press("[value=submit]", text="Πρόταση")
    second.open(TEXT).press("[value=save]", text=f"{LONG} και άλλα")
    first.send(TEXT, sent | {"mine": f"{LONG} 1 και"}, headers=FRAGMENT)


@visit
def a_text_is_discussed(walk):
    editor = walk.reader("editor").open(TEXT)
    comment = "[name=act][value=comment] ~ .text-buttons [type=submit]"
    editor.press(comment, comment="")
    editor.press(comment, comment="α" * 5000)
    editor.press(comment, comment=f"@{PEOPLE['reviewer']} τι λες;")
    editor.press("[value=submit]", text="Πρόταση", comment="Δες το")
    editor.open(TEXT)
    reviewer = walk.reader("reviewer").open(TEXT)
    reviewer.press("[value=return]", comment="")
    reviewer.press("[value=return]", comment="Όχι ακόμη")
    editor.open(TEXT).press("[value=submit]", text="Άλλη πρόταση")
    reviewer.open(TEXT).press("[value=approve]")
    editor.open(TEXT)
    reviewer.open("/admin/texts/role-02/authority/")
    reviewer.press("[value=submit]", text="Δικό μου")
    reviewer.open("/admin/texts/role-02/authority/")
    published(approved("role-03"), due_at=timezone.now() + timedelta(days=1))
    for kind in ("editor", "reviewer"):
        walk.reader(kind).open("/admin/texts/role-03/primary-role/")
        walk.reader(kind).open("/admin/texts/role-03/primary-role/", headers=FRAGMENT)
    editor.press("[value=save]", text=f"{LONG} 3")


@visit
def a_text_whose_live_text_has_changed(walk):
    draft(text="Παλιό")
    role, dimension = at()
    role.entries.filter(dimension=dimension).update(text="Άλλαξε")
    editor = walk.reader("editor").open(TEXT)
    editor.press("[value=submit]", text="Νεότερο")
    editor.open(f"{MATRIX}?role=role-01")
    editor.open("/admin/")
    editor.open(TEXT, headers=FRAGMENT)


# The matrix


@visit
def the_matrix(walk):
    draft()
    approved("role-02")
    draft("role-03", "authority")
    published(approved("role-03"), due_at=timezone.now() + timedelta(days=1))
    editor, reviewer = walk.reader("editor"), walk.reader("reviewer")
    for query in [
        "",
        "?family=engineering&role=role-01&dimension=authority&q=ρόλος",
        "?family=r-1&role=r-2",
        "?q=ψψψ",
        "?role=role-05",
        *(f"?state={state}" for state in ("missing", "draft", "in-review", "live")),
        "?state=approved&family=f-2",
    ]:
        editor.open(MATRIX + query)
    reviewer.open(MATRIX).press("[aria-describedby^=submit]")
    reviewer.send(MATRIX, {})
    reviewer.send(MATRIX, {"version": "1.1"})
    sent = {"role": "role-01", "dimension": "primary-role", "shown": "role-01"}
    for reader in (editor, reviewer):
        reader.send(f"{MATRIX}presence/", sent | {"since": "2020-01-01T00:00Z"})
    editor.open(TEXT)
    editor.send(f"{MATRIX}presence/", {"role": "r-1"})
    editor.send(f"{MATRIX}presence/", {"since": "ψ", "dimension": "r-1"})


@visit
def a_table_is_pasted(walk):
    editor = walk.reader("editor").open(f"{MATRIX}paste/?role=role-01&role=role-02")
    script = walk.reader("editor")
    show = ".paste-form [type=submit]"
    for pasted in [
        "",
        "α\tβ\nγ",
        "α\tβ\tγ\tδ\tε\tζ",
        "\n".join("αβγδεζηθ"),
        '"α',
        '"α"β\tγ',
        "α\0",
        "α" * 2_100_000,
        "α" * 200_000,
    ]:
        editor.press(show, pasted=pasted)
        script.send(editor.address, {"pasted": pasted}, headers=FRAGMENT)
    first, other = (walk.reader("editor").open(editor.address) for _ in range(2))
    for reader in (first, other):
        reader.press(show, pasted=f"Πρώτο κείμενο κείμενο\t\n\t{SAME}")
    first.press("[data-paste-form] [type=submit]")
    other.press("[data-paste-form] [type=submit]")
    sent = {"role": "role-01", "dimension": "d-3", "pasted": "Ναι", "act": "confirm"}
    script.send(editor.address, sent, headers=JSON)
    script.send(editor.address, sent | {"role": "r-1"}, headers=JSON)


# What is public next


@visit
def a_review(walk):
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
    role, dimension = at()
    role.entries.filter(dimension=dimension).update(text="Άλλαξε")
    reviewer.press("[value=approve]")
    reviewer.open("/admin/review/?tick=all&role=role-02").press("[value=approve]")
    sent = {"version": ["999.1"], "act": "approve", "counted": "1"}
    reviewer.send("/admin/review/", sent)
    editor.send("/admin/review/", sent)
    reviewer.open("/admin/review/")


@visit
def texts_are_published(walk):
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


@visit
def a_time_that_clocks_leave_out(walk):
    approved()
    zone = override_settings(TIME_ZONE="Europe/Athens")
    with zone, time_machine.travel("2027-03-01T09:00Z"):
        reviewer = walk.reader("reviewer").open("/admin/publish/")
        press = "[data-publishes], [type=submit].default"
        for moment in ["2027-03-28T03:30", "2027-10-31T03:30"]:
            reviewer.press(press, why="Επειδή", when="later", due_at=moment)


@visit
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
            walk.reader(kind).open(publication.get_absolute_url())
    for query in ["", *(f"?state={state}" for state in Publication.State.values)]:
        editor.open(f"/admin/publications/{query}")
    reviewer.open("/admin/").open(f"{done.get_absolute_url()}?undo")
    undo = "[name=act][value=undo] ~ * [type=submit]"
    reviewer.press(undo, why="")
    reviewer.press(undo, why="Λάθος")
    reviewer.open(done.get_absolute_url())
    reviewer.send(done.get_absolute_url(), {"act": "undo", "why": "Λάθος"})
    reviewer.send(done.get_absolute_url(), {"act": "cancel"})
    reviewer.send(done.get_absolute_url(), {"act": "ψ"})
    preview = f"?publication={planned.pk}"
    reviewer.open(f"/admin/preview/compare/role-01-vs-role-02/{preview}")
    reviewer.open(planned.get_absolute_url()).press("[value=cancel]")
    reviewer.send(planned.get_absolute_url(), {"act": "cancel"})
    reviewer.open(f"/admin/preview/compare/role-01-vs-role-02/{preview}")
    reviewer.open("/admin/preview/roles/role-01/?publication=0")
    for address in ["/admin/publications/", "/admin/", "/admin/history/"]:
        reviewer.open(address)


@visit
def a_publication_that_fails(walk):
    planned = published(due_at=timezone.now() + timedelta(hours=1))
    role, dimension = at()
    role.entries.filter(dimension=dimension).update(text="Άλλαξε")
    reviewer = walk.reader("reviewer")
    with time_machine.travel(timedelta(hours=2)):
        reviewer.open("/admin/publications/").open(planned.get_absolute_url())
        reviewer.open("/admin/")
    other = published(approved("role-03", "authority"))
    role, dimension = at("role-03", "authority")
    role.entries.filter(dimension=dimension).update(text="Άλλαξε")
    reviewer.open(f"{other.get_absolute_url()}?undo")
    reviewer.press("[name=act][value=undo] ~ * [type=submit]", why="Λάθος")
    role.delete()
    reviewer.open(other.get_absolute_url())


@visit
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
    ]:
        editor.open(f"/admin/preview/{address}")
    walk.reader("guest").open("/admin/preview/roles/role-01/")


# What has happened


@visit
def the_history(walk):
    editor, reviewer = walk.reader("editor"), walk.reader("reviewer")
    history = "/admin/history/role-01/primary-role/"
    editor.open(history)
    make_draft(*at(), "Πρώτο", by=person("editor"))
    editor.open(TEXT).press("[value=discard]")
    done = published(approved(text="Δεύτερο"))
    published(approved(text=""))
    published(approved(text="Τρίτο"))
    reviewer.open(TEXT)
    reviewer.press("[value=submit]", text="Τέταρτο")
    editor.open(TEXT)
    for query in ["", "?show=milestones", "?before=live&after=ψ", "?page=2"]:
        editor.open(history + query)
    for key in values(reviewer.open(history).page, "[name=restore]", "value"):
        version = values(reviewer.open(history).page, "[name=version]", "value")[0]
        reviewer.send(history, {"restore": key, "version": version})
    reviewer.send(history, {"restore": "ψ"})
    reviewer.open(done.get_absolute_url())
    for query in [
        "",
        "?role=role-01&dimension=primary-role",
        f"?by={quote(PEOPLE['editor'])}",
        "?role=r-1&dimension=r-1&by=ψ",
        "?page=9",
    ]:
        editor.open(f"/admin/history/{query}")
    editor.open("/admin/history/r-1/r-1/")
    for day in ["", "ψ", "2020-01-31", "2019-01-31", "2099-01-31"]:
        editor.open(f"/admin/then/role-01/?day={day}")
    editor.open("/admin/then/role-04/?day=2020-01-31")


@visit
def what_was_deleted(walk):
    boss = walk.reader("superuser").open("/admin/deleted/")
    draft("role-02")
    for model, slug in (Role, "role-02"), (Dimension, "authority"):
        page = f"/admin/careers/{model.__name__.lower()}/"
        key = model.objects.get(slug=slug).pk
        walk.reader("administrator").open(f"{page}{key}/delete/")
        boss.open(f"{page}{key}/delete/").press("[name=post] ~ [type=submit]")
    boss.open("/admin/history/role-02/primary-role/").open("/admin/history/")
    walk.reader("editor").open("/admin/deleted/")
    bring_back = "[name=key] ~ [type=submit]"
    namesake = Role.objects.create(name="Ρόλος 2", slug="role-22")
    boss.open("/admin/deleted/").press("[value=role] ~ [type=submit]")
    namesake.delete()
    boss.open("/admin/deleted/")
    *_, key = values(boss.page, "[value=role] ~ [name=key]", "value")
    for _ in range(2):
        boss.send("/admin/deleted/", {"kind": "role", "key": key})
    boss.send("/admin/deleted/", {"kind": "ψ"})
    boss.open("/admin/deleted/").press(bring_back)


@visit
def a_text_is_marked_as_reviewed(walk):
    reviewer = walk.reader("reviewer").open("/admin/")
    reviewer.press("[name=version] ~ [type=submit]")
    sent = {"role": "role-01", "dimension": "primary-role", "version": "ψ"}
    reviewer.send("/admin/reviewed/", sent)
    reviewer.send("/admin/reviewed/", sent | {"role": "r-1"})
    key = at()[0].pk
    reviewer.open(f"/admin/careers/role/{key}/history/")


# The admin's own pages


@visit
def the_lists_of_the_admin(walk):
    for kind in ("editor", "administrator", "superuser"):
        reader = walk.reader(kind).open("/admin/")
        for model in ["role", "dimension", "family", "theme"]:
            reader.open(f"/admin/careers/{model}/")
            reader.open(f"/admin/careers/{model}/?q=ψψψ&o=1")
            reader.open(f"/admin/careers/{model}/add/")
        for model in ["user", "group"]:
            reader.open(f"/admin/auth/{model}/")
            reader.open(f"/admin/auth/{model}/add/")
        reader.open("/admin/careers/").open("/admin/auth/")
        reader.open("/admin/careers/role/?status__exact=draft&completeness=empty")
    guest = walk.reader("guest").open("/admin/")
    guest.open("/admin/careers/role/")


@visit
def the_objects_of_the_admin(walk):
    published()
    for kind in ("editor", "administrator", "superuser"):
        reader = walk.reader(kind)
        for target in [
            *Role.objects.exclude(slug="role-03"),
            *(model.objects.first() for model in (Dimension, Family, Theme)),
            person("editor"),
            person("superuser"),
            person("editor").groups.first(),
        ]:
            page = f"/admin/{target._meta.app_label}/{target._meta.model_name}/"
            reader.open(f"{page}{target.pk}/change/")
            reader.open(f"{page}{target.pk}/history/")
            reader.open(f"{page}{target.pk}/delete/")


@visit
def forms_with_errors(walk):
    boss = walk.reader("superuser")
    for model in ["role", "dimension", "family", "theme"]:
        add = f"/admin/careers/{model}/add/"
        for typed in [
            {},
            {"name": "Ρόλος 1", "slug": "role-01", "position": "ψ"},
            {"name": "Μηχανικοί", "slug": "A b", "is_summary": "on"},
            {"name": " ", "slug": "α-vs-β", "question": "α\nβ", "other_names": "α\0"},
            {"name": "α" * 999, "slug": "a-vs-b", "length_guide": "-1"},
            {"name": "ά" + "\u0301" * 99, "slug": "a" * 999, "position": "9" * 20},
        ]:
            boss.open(add).press("[name=_save]", **typed)


@visit
def objects_are_saved(walk):
    boss = walk.reader("superuser")
    boss.open("/admin/careers/role/add/")
    boss.press("[name=_save]", name="Νέος", slug="role-06")
    for model, slug in (Role, "role-01"), (Dimension, "authority"), (Family, "f-2"):
        key = model.objects.get(slug=slug).pk
        page = f"/admin/careers/{model._meta.model_name}/{key}/change/"
        first, second = (walk.reader("superuser").open(page) for _ in range(2))
        first.press("[name=_continue]", name="Άλλο όνομα")
        second.press("[name=_save]", name="Τρίτο όνομα")
        second.press("[name=_addanother]", name="Τρίτο όνομα")
        boss.open(page).press("[name=_continue]", slug="role-77")
        boss.send(page, {"name": "Τέταρτο", "slug": "role-78"})
        boss.open(page).open(page.replace("change", "history"))
    boss.open("/admin/careers/role/add/")
    boss.press("[name=_save]", name="Ρόλος", slug="role-01")
    boss.open("/admin/careers/role/999/change/")
    boss.open("/roles/role-01/")


@visit
def actions_of_the_lists(walk):
    boss = walk.reader("superuser")
    page = "/admin/careers/role/"
    keys = list(Role.objects.values_list("pk", flat=True))
    Role.objects.create(name="Κενός", slug="role-07")
    empty = Role.objects.get(slug="role-07").pk
    for action in ["archive", "publish", "publish", "back_to_draft", "ψ"]:
        for ticked in [keys, keys[:1], [empty], []]:
            sent = {"action": action, "_selected_action": ticked, "index": 0}
            boss.send(page, sent)
    boss.open(f"{page}{empty}/history/")
    boss.open(f"{page}{keys[0]}/change/")
    for model in ["family", "theme"]:
        sent = {"action": "delete_selected", "index": 0}
        key = {"family": Family, "theme": Theme}[model].objects.last().pk
        boss.send(f"/admin/careers/{model}/", sent | {"_selected_action": [key]})
        boss.press("[name=post] ~ [type=submit]")
    for model in ["family", "dimension"]:
        page = f"/admin/careers/{model}/"
        key = {"family": Family, "dimension": Dimension}[model].objects.last().pk
        for direction in ["up", "down", "ψ"]:
            boss.send(f"{page}{key}/move/", {"move": direction})
        boss.send(f"{page}999/move/", {"move": "up"})
        boss.open(f"{page}{key}/history/")


@visit
def accounts(walk):
    boss = walk.reader("superuser").open("/admin/auth/user/add/")
    boss.press("[name=_save]", username="", password1="1", password2="2")
    secret = "πολύ μυστικό 42"
    names = {"username": "ζήνων", "password1": secret, "password2": secret}
    group = person("editor").groups.first().pk
    boss.press("[name=_save]", **names, groups=[group])
    boss.press("[name=_continue]", email="ψ")
    key = person("editor").pk
    boss.open(f"/admin/auth/user/{key}/password/")
    boss.press("[name=set-password]", password1="1", password2="2")
    boss.press("[name=set-password]", password1=secret, password2=secret)
    editor = walk.reader("editor").open("/admin/password_change/")
    editor.press(".submit-row [type=submit]", old_password="ψ", new_password1="1")
    right = "correct horse battery"
    reader = walk.reader("reviewer").open("/admin/password_change/")
    passwords = {"new_password1": secret, "new_password2": secret}
    reader.press(".submit-row [type=submit]", old_password=right, **passwords)
    reader.send("/admin/logout/")
    visitor = walk.reader().open("/admin/matrix/")
    visitor.press(".submit-row [type=submit]", username="ψ", password="ψ")
    visitor.press(".submit-row [type=submit]", username=PEOPLE["guest"], password="ψ")
    walk.reader("guest").open("/admin/login/?next=/admin/matrix/")
