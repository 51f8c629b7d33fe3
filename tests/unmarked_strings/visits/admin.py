"""The admin's own lists, forms and accounts."""

from datetime import timedelta

from django.utils import timezone

from careers.editorial.workflow import DetailsDraft
from careers.models import (
    KINDS,
    Dimension,
    Family,
    Publication,
    Role,
    RoleDimensionEntry,
    Term,
    Theme,
)
from tests.factories import limit_to, make_submitted
from tests.html import values
from tests.unmarked_strings.site import (
    MATRIX,
    PEOPLE,
    TEXT,
    approved,
    at,
    draft,
    page_of,
    person,
    published,
)

DAY = timedelta(days=1)


def lists_of_the_admin(walk):
    for kind in ("editor", "administrator", "superuser"):
        reader = walk.reader(kind).open("/admin/")
        for model in ["role", "dimension", "family", "theme", "term"]:
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


def objects_of_the_admin(walk):
    published()
    for kind in ("editor", "administrator", "superuser"):
        reader = walk.reader(kind)
        for target in [
            *Role.objects.exclude(slug="role-03"),
            *(model.objects.first() for model in (Dimension, Family, Theme, Term)),
            person("editor"),
            person("superuser"),
            person("editor").groups.first(),
        ]:
            page = f"/admin/{target._meta.app_label}/{target._meta.model_name}/"
            reader.open(f"{page}{target.pk}/change/")
            reader.open(f"{page}{target.pk}/history/")
            reader.open(f"{page}{target.pk}/delete/")


def forms_with_errors(walk):
    boss = walk.reader("superuser")
    for model in ["role", "dimension", "family", "theme", "term"]:
        add = f"/admin/careers/{model}/add/"
        for typed in [
            {},
            {"name": "Ρόλος 1", "slug": "role-01", "position": "ψ"},
            {"name": "Μηχανικοί", "slug": "A b", "is_summary": "on"},
            {"name": " ", "slug": "α-vs-β", "question": "α\nβ", "other_names": "α\0"},
            {"name": "α" * 999, "slug": "a-vs-b", "length_guide": "-1"},
            {"name": "ά" + "\u0301" * 99, "slug": "a" * 999, "position": "9" * 20},
            {"preferred": "ΔΙΕΥΘΎΝΕΙ", "variants": "α\nΑ\n+", "note": "α\nβ"},
            {"preferred": "διοικεί", "variants": "διευθύνει"},
        ]:
            boss.open(add).press("[name=_save]", **typed)


def forms_sent_logged_out(walk):
    boss = walk.reader("superuser").open("/admin/careers/role/add/")
    boss.client.logout()
    boss.press("[name=_save]", name="Νέος", other_names="Μάγειρας")
    boss.client.force_login(person("superuser"))
    boss.open("/admin/careers/role/add/").press(".kept-form button")
    role = Role.objects.create(name="Κενός", slug="role-07")
    boss.open(f"/admin/careers/role/{role.pk}/change/")
    role.delete()
    boss.press("[name=_save]", name="Νέος")
    boss.send("/admin/publications/999/", {"why": "Λάθος"})


def saving_objects(walk):
    boss = walk.reader("superuser")
    boss.open("/admin/careers/role/add/")
    boss.press("[name=_save]", name="Νέος", slug="role-06")
    for model, slug in (Role, "role-01"), (Dimension, "authority"), (Family, "f-2"):
        key = model.objects.get(slug=slug).pk
        page = f"/admin/careers/{model._meta.model_name}/{key}/change/"
        first, second = (walk.reader("superuser").open(page) for _ in range(2))
        first.press("[name=_continue]", name="Άλλο όνομα")
        second.press("[name=_save]", name="Τρίτο όνομα")
        again = "_saveasnew" if model is Role else "_addanother"
        second.press(f"[name={again}]", name="Τρίτο όνομα", slug="role-33")
        boss.open(page).press("[name=_continue]", slug="role-77")
        boss.send(page, {"name": "Τέταρτο", "slug": "role-78"})
        boss.open(page).open(page.replace("change", "history"))
    boss.open("/admin/careers/role/add/")
    boss.press("[name=_save]", name="Ρόλος", slug="role-01")
    boss.open("/admin/careers/role/999/change/")
    boss.open("/roles/role-01/").open("/admin/history/")


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
            if boss.page.query("[name=confirmed]"):
                boss.press(".buttons .default")
    boss.open(f"{page}{empty}/history/")
    boss.open(f"{page}{keys[0]}/change/")
    for model in ["family", "theme", "term", "dimension"]:
        key = KINDS[model].objects.last().pk
        boss.open(f"/admin/careers/{model}/{key}/delete/")
        if boss.page.query("[name=post]"):
            boss.press("[name=post] ~ [type=submit]")
    _deleted_items(boss)
    for model in ["family", "dimension"]:
        page = f"/admin/careers/{model}/"
        key = {"family": Family, "dimension": Dimension}[model].objects.last().pk
        for direction in ["up", "down", "ψ"]:
            boss.send(f"{page}{key}/move/", {"move": direction})
        boss.send(f"{page}999/move/", {"move": "up"})
        boss.open(f"{page}{key}/history/")


def entries_of_the_admin(walk):
    page = "/admin/careers/roledimensionentry/"
    draft("role-04", "d-3")
    for kind in ("editor", "superuser"):
        reader = walk.reader(kind).open(page)
        reader.open(f"{page}?q=ψψψ").open(f"{page}?state=live&o=4&reviewed=never")
        reader.open(f"{page}add/").open(f"{page}add/?role=role-04")
        reader.open(f"{page}add/?role=role-77")
    Dimension.objects.filter(slug="d-3").delete()
    RoleDimensionEntry.objects.filter(role__slug="role-01").update(text="Α")
    Role.objects.filter(slug__in=["role-04", "role-03"]).delete()
    reader.open(f"{page}add/").open(f"{page}999/change/")


def texts_on_the_page_of_a_role(walk):
    role, dimension = at("role-04", "d-3")
    page = f"/admin/careers/role/{role.pk}/change/"
    box = f"text-{dimension.pk}-text"
    boss, late = (walk.reader("superuser").open(page) for _ in range(2))
    boss.press("[name=_continue]", **{box: "Νέο"})
    late.press("[name=_continue]", **{box: "Άλλο"})
    late.press("[name=_continue]", **{box: "α\0"})
    late.press("[name=_saveasnew]", **{box: "Άλλο"})
    late.press("[name=_saveasnew]", name="Αντίγραφο", slug="copy")
    boss.open(page).press("[name=_continue]", **{box: ""})
    boss.open(page)
    dimension.delete()
    boss.press("[name=_continue]", **{box: "Χαμένο"})
    published_page = f"/admin/careers/role/{at()[0].pk}/change/"
    editor = walk.reader("editor")
    rights = person("editor").groups.get().permissions
    change_role = rights.get(codename="change_role")
    rights.remove(change_role)
    editor.open(published_page).press("[name=_texts]")
    rights.add(change_role)
    overtaken = draft()
    RoleDimensionEntry.objects.filter(role__slug="role-01").update(text="Τώρα")
    role, dimension = at("role-02", "authority")
    submitted = make_submitted(role, dimension, "Νέο", by=person("editor"))
    for target in (overtaken.role, submitted.role):
        editor.open(f"/admin/careers/role/{target.pk}/change/")


def people_limited_to_families(walk):
    scheduled = published(approved("role-01"), due_at=timezone.now() + DAY)
    for kind in ("editor", "reviewer", "administrator"):
        limit_to(person(kind), Family.objects.get(slug="f-2"))
    role, dimension = at()
    for kind in ("editor", "reviewer", "administrator"):
        reader = walk.reader(kind)
        reader.open(f"/admin/careers/role/{role.pk}/change/")
        reader.open("/admin/careers/role/?yours=yes").open("/admin/careers/role/")
        reader.open(f"/admin/careers/dimension/{dimension.pk}/change/")
        reader.open(TEXT).send(TEXT, {"act": "save", "text": "Νέο", "version": "ψ"})
        reader.open(MATRIX).open("/admin/").open("/admin/publish/")
        reader.open("/admin/review/").open(page_of(scheduled))
    reader.send("/admin/careers/role/", {
        "action": "archive", "_selected_action": [role.pk], "index": 0
    })  # fmt: skip
    paste = {"pasted": "Α", "role": role.slug, "dimension": dimension.slug}
    reader.send("/admin/matrix/paste/", paste)
    dimension_key = dimension.pk
    dimension.delete()
    reader.send("/admin/deleted/", {"kind": "dimension", "key": dimension_key})
    boss = walk.reader("superuser")
    page = f"/admin/auth/user/{person('editor').pk}/change/"
    family = Family.objects.get(slug="f-2").pk
    boss.open(page).press("[name=_continue]", **{"family_limits-1-family": family})


def _deleted_items(boss):
    page = "/admin/deleted/"
    boss.open(page)
    for kind, model in KINDS.items():
        for item in model.everything.filter(status="deleted"):
            boss.send(page, {"kind": kind, "key": item.pk})
            boss.send(page, {"kind": kind, "key": item.pk})
    boss.send(page, {"kind": "role", "key": 999})
    boss.send(page, {"kind": "role"})


def drafts_of_details(walk):
    """A name is proposed, returned, approved, scheduled and published."""
    editor, reviewer = walk.reader("editor"), walk.reader("reviewer")
    role = Role.objects.get(slug="role-01")
    change = f"/admin/careers/role/{role.pk}/change/"
    editor.open(change).press("[name=_continue]", name="Πρώτο όνομα")
    editor.press("[name=act][value=submit]")
    editor.open(change).press("[name=act][value=discard]")
    for act in ("submit", "discard", "ψ"):
        editor.send(f"/admin/details/role/{role.pk}/", {"act": act, "version": "ψ"})
    editor.send("/admin/details/role/999/", {"act": "submit"})
    for name in ("Δεύτερο όνομα", "Τρίτο όνομα"):
        editor.open(change).press("[name=_continue]", name=name)
        editor.press("[name=act][value=submit]")
        draft = DetailsDraft.objects.get(kind="role", key=role.pk)
        form = {"version": draft.version, "comment": "Γιατί;", "counted": "1"}
        walk.reader("editor").open("/admin/review/")
        reviewer.open("/admin/review/")
        reviewer.send("/admin/review/", form | {"act": "return", "comment": ""})
        act = "return" if name.startswith("Δ") else "approve"
        reviewer.send("/admin/review/", form | {"act": act})
        reviewer.open(change)
    reviewer.open("/admin/publish/").open("/admin/publish/?role=role-01")
    tokens = values(reviewer.page, "[name=version][data-details]", "value")
    form = {"version": tokens, "why": "Αλλαγή", "when": "now"}
    reviewer.send("/admin/publish/", form | {"counted": "1-0"})
    publication = Publication.objects.first()
    reviewer.open(f"/admin/publications/{publication.pk}/?undo")
    reviewer.send(
        f"/admin/publications/{publication.pk}/", {"act": "undo", "why": "Λάθος"}
    )
    reviewer.open("/admin/publications/").open("/admin/history/")


def accounts(walk):
    boss = walk.reader("superuser").open("/admin/auth/user/add/")
    boss.press("[name=_save]", username="")
    secret = "πολύ μυστικό 42"
    group = person("editor").groups.first().pk
    boss.press("[name=_save]", username="ζήνων", groups=[group])
    boss.press("[name=_continue]", email="ψ")
    boss.open(f"/admin/auth/user/{person('editor').pk}/password/")
    editor = walk.reader("editor").open("/admin/password_change/")
    editor.press(".button[type=submit]", oldpassword="ψ", password1="1")
    right = "correct horse battery"
    reader = walk.reader("reviewer").open("/admin/password_change/")
    passwords = {"password1": secret, "password2": secret}
    reader.press(".button[type=submit]", oldpassword=right, **passwords)
    reader.send("/admin/logout/")
    visitor = walk.reader().open("/admin/matrix/")
    visitor.press(".submit-row [type=submit]", username="ψ", password="ψ")
    visitor.press(".submit-row [type=submit]", username=PEOPLE["guest"], password="ψ")
    walk.reader("guest").open("/admin/login/?next=/admin/matrix/")
