"""The matrix, and tables pasted into it."""

from datetime import timedelta

from django.utils import timezone

from tests.unmarked_strings.site import (
    FRAGMENT,
    JSON,
    MATRIX,
    SAME,
    TEXT,
    approved,
    draft,
    published,
)

IMPORT = "/admin/import/"
HEAD = "Slug,Role,Dimension,Text\n"
IMPORTED = """role-01,,Εξουσία,• Αποφασίζει
role-02,,Εξουσία,Νέο κείμενο
role-03,,Εξουσία,
,Ρόλοι 1,Κύριος ρόλος,Νέο
,Μάγειρας,Κύριος ρόλος,Νέο
,Μάγειρας,Σκεύη,Νέο"""


def matrix_pages(walk):
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


def pasting_a_table(walk):
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


def importing_a_table(walk):
    admin, editor = walk.reader("administrator"), walk.reader("editor")
    send, plan = "#import [type=submit]", "#plan [value={}]"
    for reader in (editor, admin):
        for rows in ("", f"{HEAD}role-01,,Εξουσία,\a", HEAD + IMPORTED):
            reader.open(IMPORT).press(send, pasted=rows)
    address = admin.address
    for part in ("unchanged", "cleaned", "empty"):
        admin.open(f"{address}?show={part}")
    names = ["new", "remove", "as_lists"]
    admin.open(address).press(plan.format("choose"), **dict.fromkeys(names, "on"))
    draft("role-02", "authority", "Άλλο κείμενο")
    admin.press(plan.format("save"))
    admin.open(address).press(plan.format("choose"))
    admin.press(plan.format("save"))
    editor.press(plan.format("discard"))
