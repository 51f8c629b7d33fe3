"""The admin's own lists, forms and accounts."""

from careers.models import Dimension, Family, Role, Term, Theme
from tests.unmarked_strings.site import PEOPLE, person, published


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
        second.press("[name=_addanother]", name="Τρίτο όνομα")
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
    boss.open(f"{page}{empty}/history/")
    boss.open(f"{page}{keys[0]}/change/")
    for model in ["family", "theme", "term"]:
        sent = {"action": "delete_selected", "index": 0}
        key = {"family": Family, "theme": Theme, "term": Term}[model].objects.last().pk
        boss.send(f"/admin/careers/{model}/", sent | {"_selected_action": [key]})
        boss.press("[name=post] ~ [type=submit]")
    for model in ["family", "dimension"]:
        page = f"/admin/careers/{model}/"
        key = {"family": Family, "dimension": Dimension}[model].objects.last().pk
        for direction in ["up", "down", "ψ"]:
            boss.send(f"{page}{key}/move/", {"move": direction})
        boss.send(f"{page}999/move/", {"move": "up"})
        boss.open(f"{page}{key}/history/")


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
