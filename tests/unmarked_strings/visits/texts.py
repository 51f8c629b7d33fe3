"""One text: writing it, discussing it, and conflicts."""

from datetime import timedelta

from django.utils import timezone

from tests.unmarked_strings.site import (
    FRAGMENT,
    JSON,
    LONG,
    MATRIX,
    PEOPLE,
    SAME,
    TEXT,
    User,
    approved,
    at,
    draft,
    published,
)


def writing_a_text(walk):
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


def saving_by_script(walk):
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


def conflicts(walk):
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


def discussing_a_text(walk):
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


def a_changed_live_text(walk):
    draft(text="Παλιό")
    role, dimension = at()
    role.entries.filter(dimension=dimension).update(text="Άλλαξε")
    editor = walk.reader("editor").open(TEXT)
    editor.press("[value=submit]", text="Νεότερο")
    editor.open(f"{MATRIX}?role=role-01")
    editor.open("/admin/")
    editor.open(TEXT, headers=FRAGMENT)


def refused_actions(walk):
    reviewer, editor = walk.reader("reviewer"), walk.reader("editor")
    acts = ["discard", "submit", "approve", "return"]
    written = [draft(), approved("role-02"), draft("role-03")]
    planned = approved("role-03", "authority")
    published(planned, due_at=timezone.now() + timedelta(days=1))
    for one in [*written, planned]:
        address = f"/admin/texts/{one.role.slug}/{one.dimension.slug}/"
        for act in acts:
            sent = {"act": act, "version": one.version, "text": one.text}
            reviewer.send(address, sent | {"comment": "Όχι"}, headers=JSON)
            reviewer.send(address, sent)
            editor.send(address, sent)
    for act in acts:
        reviewer.send("/admin/texts/role-04/d-3/", {"act": act, "version": "ψ"})
    walk.reader("guest").open(TEXT, headers=JSON)
    walk.reader("guest").send(TEXT, {"act": "save"}, headers=JSON)


def people_without_email(walk):
    User.objects.update(email="")
    draft()
    walk.reader("editor").open(MATRIX)
