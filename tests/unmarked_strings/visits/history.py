"""History, past days, and deleted objects."""

from urllib.parse import quote

from careers.models import Dimension, Publication, Redaction, Role
from tests.factories import make_draft
from tests.html import values
from tests.unmarked_strings.site import (
    PEOPLE,
    TEXT,
    approved,
    at,
    draft,
    page_of,
    person,
    published,
)

TEXT_OF_ONE = "Αποφασίζει μόνος για όλες τις αμοιβές"


def history_pages(walk):
    editor, reviewer = walk.reader("editor"), walk.reader("reviewer")
    history = "/admin/history/role-01/primary-role/"
    editor.open(history)
    make_draft(*at(), "Πρώτο", by=person("editor"))
    editor.open(TEXT).press("[value=discard]")
    publication = published(approved(text="Δεύτερο"))
    published(approved(text=""))
    published(approved(text="Τρίτο"))
    reviewer.open(TEXT)
    reviewer.press("[value=submit]", text="Τέταρτο")
    editor.open(TEXT)
    for query in ["", "?show=milestones", "?before=live&after=ψ", "?page=2"]:
        editor.open(history + query)
    keys = values(reviewer.open(history).page, "[name=restore]", "value")
    for key in dict.fromkeys(keys):
        version = values(reviewer.page, "[name=version]", "value")[0]
        reviewer.send(history, {"restore": key, "version": version})
    reviewer.send(history, {"restore": "ψ"})
    reviewer.open(page_of(publication))
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


def deleted_objects(walk):
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
    family = Role.everything.get(slug="role-02").family
    namesake = Role.objects.create(name="Ρόλος 2", slug="role-22", family=family)
    boss.open("/admin/deleted/").press("[value=role] ~ [type=submit]")
    namesake.delete()
    boss.open("/admin/deleted/")
    *_, key = values(boss.page, "[value=role] ~ [name=key]", "value")
    for _ in range(2):
        boss.send("/admin/deleted/", {"kind": "role", "key": key})
    boss.send("/admin/deleted/", {"kind": "ψ"})
    boss.open("/admin/deleted/").press(bring_back)


def redactions(walk):
    published(approved(text=f"{TEXT_OF_ONE} και άλλα"))
    draft(text=f"{TEXT_OF_ONE} πολλά")
    page = "/admin/redactions/text/role-01/primary-role/"
    boss = walk.reader("superuser").open(page)
    boss.open("/admin/redactions/").open("/admin/history/role-01/primary-role/")
    boss.send(page, {})
    tokens = values(boss.open(page).page, "[name=version]", "value")
    for words in ("", "ψ", "ψψψ", TEXT_OF_ONE, "ψψ\n" * 21):
        boss.send(page, {"version": tokens[:2], "words": words, "act": "search"})
    asked = {"version": tokens[:2], "why": "Λόγος"}
    boss.send(page, asked | {"version": "ψ"}).send(page, asked | {"why": TEXT_OF_ONE})
    boss.send(page, asked)
    boss.send(page, asked)
    redaction = f"/admin/redactions/{Redaction.objects.get().pk}/"
    boss.open(redaction).send(redaction, {"act": "confirm"})
    boss.send(redaction, {"act": "ψ"})
    other = walk.reader("administrator").open("/admin/").open(redaction)
    other.send(redaction, {"act": "confirm"})
    other.open(redaction).press("[value=confirm]")
    other.send(redaction, {"act": "drop"})
    first = page_of(Publication.objects.order_by("pk").first())
    for address in (
        "/admin/redactions/",
        "/admin/history/",
        "/admin/history/role-01/primary-role/",
        "/admin/publications/",
        page_of(Publication.objects.order_by("pk").last()),
        first,
    ):
        boss.open(address)
    boss.send(first, {"act": "undo", "why": "Λόγος"})
    editor = walk.reader("editor").open(TEXT)
    editor.press("[value=save]", text=f"{TEXT_OF_ONE} πολλά")
    key = at()[0].pk
    details = f"/admin/redactions/details/role/{key}/"
    tokens = values(boss.open(details).page, "[name=version]", "value")
    boss.send(details, {"version": tokens[0], "why": "Λόγος"})
    boss.send(details, {"version": tokens[-1], "why": "Λόγος"})
    boss.send(f"/admin/redactions/{Redaction.objects.first().pk}/", {"act": "drop"})


def marking_a_text_as_reviewed(walk):
    reviewer = walk.reader("reviewer").open("/admin/")
    reviewer.press("[name=version] ~ [type=submit]")
    sent = {"role": "role-01", "dimension": "primary-role", "version": "ψ"}
    reviewer.send("/admin/reviewed/", sent)
    reviewer.send("/admin/reviewed/", sent | {"role": "r-1"})
    key = at()[0].pk
    reviewer.open(f"/admin/careers/role/{key}/history/")
