"""Every change of rights is recorded, and the account’s owner hears of it."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import mail

from careers.editorial.models import AccountEvent
from tests.accounts import (
    account_named,
    account_path,
    add_account,
    change_account,
    group_keys,
)
from tests.admin_forms import form_data
from tests.factories import make_family, make_person
from tests.html import document, text_of, texts, values
from tests.queue_pages import as_member_of, client_for

pytestmark = pytest.mark.django_db

HOME = "/admin/"
SEEN = "/admin/account/seen/"


@pytest.fixture
def ada():
    return client_for(make_person("ada", "Administrator"))


@pytest.fixture
def boss():
    return client_for(User.objects.create_superuser("boss"))


@pytest.fixture
def anna():
    return make_person("anna", "Editor")


@pytest.fixture
def mails_after(django_capture_on_commit_callbacks):
    def run(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            action(*args, **kwargs)
        return mail.outbox

    return run


def events_of(account, reader):
    """Return the changes that the account's page lists, without who and when."""
    page = document(reader.get(account_path(account)))
    return texts(page, "#account_events ~ ul li > span:first-child")


def change_group(boss, name, **typed):
    path = f"/admin/auth/group/{group_keys(name)[0]}/change/"
    return boss.post(path, form_data(boss.get(path), **typed))


@pytest.mark.parametrize(
    ("typed", "event"),
    [
        ({"username": "anne"}, "Username: from anna to anne"),
        ({"email": ""}, "E-mail address: from anna@example.com to none"),
        ({"is_active": None}, "Active: from yes to no"),
        ({"is_superuser": "on"}, "Superuser status: from no to yes"),
    ],
)
def test_a_change_of_an_account_is_listed_on_its_page(boss, anna, typed, event):
    change_account(boss, anna, **typed)
    assert events_of(anna, boss) == [event]


def test_new_groups_are_listed_with_who_gave_them(ada, anna):
    change_account(ada, anna, groups=group_keys("Editor", "Reviewer"))
    assert events_of(anna, ada) == ["Groups: from Editor to Editor, Reviewer"]
    event = AccountEvent.objects.get()
    assert (event.account, event.made_by) == (anna, account_named("ada"))


def test_staff_status_that_comes_with_a_group_is_listed(ada):
    guest = User.objects.create_user("guest")
    change_account(ada, guest, groups=group_keys("Editor"))
    assert set(events_of(guest, ada)) == {
        "Groups: from none to Editor",
        "Staff status: from no to yes",
    }


def test_own_permissions_are_listed_by_name(boss, anna):
    key = Permission.objects.get(codename="delete_user").pk
    change_account(boss, anna, user_permissions=[str(key)])
    assert events_of(anna, boss) == [
        "Own permissions: added Can delete user, removed none"
    ]


def test_a_new_account_is_listed_with_its_groups(ada):
    add_account(ada, username="rita", groups=group_keys("Reviewer"))
    assert "Account made, in these groups: Reviewer" in events_of(
        account_named("rita"), ada
    )


def test_what_changes_no_rights_is_not_listed(ada, anna):
    change_account(ada, anna, first_name="Anna", last_name="Levi")
    change_account(ada, anna, username="")
    assert events_of(anna, ada) == []


def test_new_permissions_of_a_group_are_listed_for_its_members(boss, anna):
    rita = make_person("rita", "Reviewer")
    key = Permission.objects.get(codename="delete_user").pk
    change_group(boss, "Editor", permissions=[str(key)])
    (event,) = events_of(anna, boss)
    assert event.startswith("Permissions of their groups: added Can delete user, ")
    assert events_of(rita, boss) == []


@pytest.mark.parametrize("way", ["page", "list"])
def test_a_deleted_group_is_listed_for_its_members(boss, anna, way):
    (key,) = group_keys("Editor")
    if way == "page":
        boss.post(f"/admin/auth/group/{key}/delete/", {"post": "yes"})
    else:
        data = {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
        boss.post("/admin/auth/group/", data)
    assert not Group.objects.filter(name="Editor").exists()
    assert events_of(anna, boss) == ["Groups: from Editor to none"]


# Telling the owner


def test_the_owner_gets_a_mail_about_new_rights(ada, anna, mails_after):
    groups = group_keys("Editor", "Reviewer")
    (message,) = mails_after(change_account, ada, anna, groups=groups)
    assert message.to == ["anna@example.com"]
    assert message.subject == "[Careers] Your account was changed"
    assert "ada changed your account:" in message.body
    assert "Groups: from Editor to Editor, Reviewer" in message.body


def test_the_members_of_a_group_get_a_mail_about_its_permissions(
    boss, anna, mails_after
):
    (message,) = mails_after(change_group, boss, "Editor", permissions=[])
    assert message.to == ["anna@example.com"]


def test_the_old_address_is_told_of_a_new_one_without_naming_it(ada, anna, mails_after):
    messages = mails_after(change_account, ada, anna, email="new@example.com")
    assert [message.to for message in messages] == [
        ["anna@example.com"],
        ["new@example.com"],
    ]
    assert "E-mail address" in messages[0].body
    assert "new@example.com" not in messages[0].body


def test_a_site_without_mail_sends_none(ada, anna, settings, mails_after, capsys):
    console = "django.core.mail.backends.console.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": console}}
    mails_after(change_account, ada, anna, groups=group_keys("Reviewer"))
    assert "Reviewer" not in "".join(capsys.readouterr())


def test_no_one_is_told_of_their_own_changes(ada, mails_after):
    me = account_named("ada")
    assert not mails_after(change_account, ada, me, email="new@example.com")
    assert "Your account was changed" not in text_of(document(ada.get(HOME)))


@pytest.mark.parametrize("groups", [["Editor"], []])
def test_the_home_tells_the_owner_until_they_have_read_it(ada, groups):
    anna = make_person("anna", *groups)
    change_account(ada, anna, groups=group_keys("Reviewer"))
    owner = client_for(anna)
    page = document(owner.get(HOME))
    (event,) = texts(page, "#account_events ~ ul li")
    assert "to Reviewer by ada," in event
    owner.post(SEEN, {"last_event": values(page, "[name=last_event]", "value")[0]})
    assert "Your account was changed" not in text_of(document(owner.get(HOME)))
    assert len(events_of(anna, ada)) == 1


def test_a_change_made_since_is_still_to_be_read(ada, anna):
    change_account(ada, anna, groups=group_keys("Reviewer"))
    owner = client_for(anna)
    keys = values(document(owner.get(HOME)), "[name=last_event]", "value")
    change_account(ada, anna, groups=group_keys("Editor"))
    owner.post(SEEN, {"last_event": keys[0]})
    (event,) = texts(document(owner.get(HOME)), "#account_events ~ ul li")
    assert event.startswith("Groups: from Reviewer to Editor")


@pytest.mark.parametrize("last_event", ["", "x", "9" * 30])
def test_a_nonsense_event_is_not_marked_as_read(last_event):
    owner = as_member_of("Editor")
    assert owner.post(SEEN, {"last_event": last_event}).status_code == 400


def test_no_one_marks_the_events_of_another_account_as_read(ada, anna):
    change_account(ada, anna, groups=group_keys("Reviewer"))
    key = AccountEvent.objects.last().pk
    as_member_of("Editor").post(SEEN, {"last_event": key})
    assert AccountEvent.objects.get().seen_at is None


def test_new_families_are_listed(ada, anna):
    family = make_family("Data")
    change_account(ada, anna, **{"family_limits-0-family": str(family.pk)})
    assert events_of(anna, ada) == ["Families: from all to Data"]
    limit = anna.family_limits.get()
    limited = {"family_limits-0-DELETE": "on", "family_limits-0-id": str(limit.pk)}
    change_account(ada, anna, **limited)
    assert "Families: from Data to all" in events_of(anna, ada)
