"""History, past days, and deleted objects."""

from urllib.parse import quote

from careers.models import Dimension, Role
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
    namesake = Role.objects.create(name="Ρόλος 2", slug="role-22")
    boss.open("/admin/deleted/").press("[value=role] ~ [type=submit]")
    namesake.delete()
    boss.open("/admin/deleted/")
    *_, key = values(boss.page, "[value=role] ~ [name=key]", "value")
    for _ in range(2):
        boss.send("/admin/deleted/", {"kind": "role", "key": key})
    boss.send("/admin/deleted/", {"kind": "ψ"})
    boss.open("/admin/deleted/").press(bring_back)


def marking_a_text_as_reviewed(walk):
    reviewer = walk.reader("reviewer").open("/admin/")
    reviewer.press("[name=version] ~ [type=submit]")
    sent = {"role": "role-01", "dimension": "primary-role", "version": "ψ"}
    reviewer.send("/admin/reviewed/", sent)
    reviewer.send("/admin/reviewed/", sent | {"role": "r-1"})
    key = at()[0].pk
    reviewer.open(f"/admin/careers/role/{key}/history/")
