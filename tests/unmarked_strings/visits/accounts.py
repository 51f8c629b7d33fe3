"""Links to set a password, changes of rights, and confirming owners."""

from django.contrib.auth.models import Group, Permission, User
from django.test import override_settings

from tests.unmarked_strings.site import TEXT, draft, person

NO_MAIL = override_settings(
    MAILERS={"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
)
SECRET = "πολύ μυστικό 42"


def links_by_mail(walk):
    visitor = walk.reader().open("/admin/login/").open("/admin/password/")
    visitor.press("button[type=submit]", email="ψ")
    visitor.open("/admin/password/")
    visitor.press("button[type=submit]", email=person("editor").email)
    boss = walk.reader("superuser")
    for email, is_active in (("guest@example.com", True), ("", True), ("", False)):
        guest = User.objects.filter(pk=person("guest").pk)
        guest.update(email=email, is_active=is_active)
        boss.send(f"{_page('guest')}link/")
    boss.open(f"{_page('guest')}change/")


def links_to_hand_over(walk):
    with NO_MAIL:
        boss = walk.reader("superuser").open("/admin/auth/user/add/")
        boss.press("[name=_save]", username="ζήνων")
        boss.open(f"{_page('reviewer')}change/").send(f"{_page('reviewer')}link/")
        _use_link(walk, boss)
        single = walk.reader("superuser").open(f"{_page('reviewer')}change/")
        single.send(f"{_page('reviewer')}confirm/", {"last_event": "1"})
    administrator = walk.reader("administrator").open("/admin/")
    reviewer = walk.reader("reviewer").open("/admin/")
    draft()
    walk.reader("editor").open(TEXT).press("[value=submit]")
    reviewer.open(TEXT).open("/admin/review/")
    administrator.open(f"{_page('reviewer')}change/")
    administrator.press("[name=last_event] ~ [type=submit]")
    administrator.send(f"{_page('reviewer')}confirm/")
    administrator.open(f"{_page('reviewer')}change/").open("/admin/")
    reviewer.open("/admin/").press("[name=last_event] ~ [type=submit]")


def changes_of_rights(walk):
    boss, key = walk.reader("superuser"), Permission.objects.first().pk
    boss.open(f"{_page('editor')}change/")
    groups = list(Group.objects.values_list("pk", flat=True))
    typed = {"email": "new@example.com", "is_superuser": "on", "groups": groups}
    boss.press("[name=_continue]", **typed, user_permissions=[key])
    boss.open(f"/admin/auth/group/{groups[0]}/change/")
    boss.press("[name=_save]", permissions=[key])
    boss.open(f"{_page('editor')}change/")
    walk.reader("editor").open("/admin/")


def _page(kind):
    return f"/admin/auth/user/{person(kind).pk}/"


def _use_link(walk, boss):
    link = boss.page.query_one("#link").to_text()
    reader = walk.reader().open(link.removeprefix("http://127.0.0.1:8000"))
    reader.press("button[type=submit]", new_password1="1", new_password2="2")
    passwords = {"new_password1": SECRET, "new_password2": SECRET}
    reader.press("button[type=submit]", **passwords)
    walk.reader().open(link.removeprefix("http://127.0.0.1:8000"))
