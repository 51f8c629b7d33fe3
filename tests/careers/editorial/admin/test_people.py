"""Accounts are never deleted, and never get more permissions than their manager has."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from tests import accounts
from tests.admin_forms import form_data
from tests.factories import limit_to, make_family, make_person
from tests.html import document, text_of, texts
from tests.queue_pages import as_member_of, client_for

pytestmark = pytest.mark.django_db


def account_path(user, form="change/"):
    return f"/admin/auth/user/{user.pk}/{form}"


def as_superuser():
    return client_for(User.objects.create_superuser("boss"))


def test_accounts_cannot_be_deleted():
    anna = make_person("anna", "Editor")
    for admin in (as_superuser(), as_member_of("Administrator")):
        assert (
            admin.post(account_path(anna, "delete/"), {"post": "yes"}).status_code
            == 403
        )
        data = {"action": "delete_selected", "_selected_action": [anna.pk]}
        admin.post("/admin/auth/user/", data | {"post": "yes"})
    assert User.objects.filter(username="anna").exists()


def test_the_form_says_to_deactivate_instead():
    page = document(as_superuser().get(account_path(make_person("anna", "Editor"))))
    assert "clear “Active”" in text_of(page, ".description")


def test_an_administrator_can_deactivate_an_account():
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    fields = form_data(admin.get(account_path(anna)))
    del fields["is_active"]
    admin.post(account_path(anna), fields)
    anna.refresh_from_db()
    assert not anna.is_active


def test_an_administrator_cannot_make_a_superuser():
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    page = admin.get(account_path(anna))
    assert document(page).query("[name=is_superuser], [name=user_permissions]") == []
    all_permissions = [
        str(key) for key in Permission.objects.values_list("pk", flat=True)
    ]
    fields = form_data(page, is_superuser="on", user_permissions=all_permissions)
    admin.post(account_path(anna), fields)
    anna.refresh_from_db()
    assert not anna.is_superuser
    assert not anna.user_permissions.exists()


def test_an_administrator_cannot_become_a_superuser():
    admin = as_member_of("Administrator")
    administrator = User.objects.get()
    admin.post(
        account_path(administrator),
        form_data(admin.get(account_path(administrator)), is_superuser="on"),
    )
    administrator.refresh_from_db()
    assert not administrator.is_superuser


def make_stronger(**fields):
    stronger = make_person("stronger", "Editor")
    stronger.user_permissions.set(Permission.objects.filter(codename="delete_user"))
    User.objects.filter(pk=stronger.pk).update(**fields)
    return stronger


@pytest.mark.parametrize("page", ["change/", "password/"])
@pytest.mark.parametrize("fields", [{}, {"is_active": False}, {"is_superuser": True}])
def test_an_account_with_more_permissions_cannot_be_changed(page, fields):
    stronger = make_stronger(**fields)
    data = {"username": "mine", "password1": "tremendous1", "password2": "tremendous1"}
    admin = as_member_of("Administrator")
    assert admin.post(account_path(stronger, page), data).status_code == 403


def test_a_group_with_more_permissions_cannot_be_given():
    stronger_group = Group.objects.create(name="Stronger")
    stronger_group.permissions.set(Permission.objects.filter(codename="delete_user"))
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    page = admin.get(account_path(anna))
    offered = texts(document(page), "#id_groups label")
    assert offered == ["Administrator", "Editor", "Reviewer"]
    admin.post(account_path(anna), form_data(page, groups=[str(stronger_group.pk)]))
    assert [group.name for group in anna.groups.all()] == ["Editor"]


def test_a_superuser_can_make_another():
    anna = make_person("anna", "Editor")
    boss = as_superuser()
    boss.post(
        account_path(anna), form_data(boss.get(account_path(anna)), is_superuser="on")
    )
    anna.refresh_from_db()
    assert anna.is_superuser


def test_editors_see_no_accounts():
    assert as_member_of("Editor").get("/admin/auth/user/").status_code == 403


@pytest.mark.parametrize("kind", ["user", "group"])
@pytest.mark.parametrize("query", ["q=%00", "name=%00", "username__regex=(a%2B)%2B"])
def test_a_list_survives_a_nonsense_query(kind, query):
    response = as_superuser().get(f"/admin/auth/{kind}/?{query}", follow=True)
    assert response.status_code in {200, 400}


def add_account(admin, **typed):
    address = "/admin/auth/user/add/"
    return admin.post(address, form_data(admin.get(address), **typed))


def test_one_form_makes_a_working_account():
    reviewers = Group.objects.get(name="Reviewer")
    add_account(
        as_member_of("Administrator"),
        username="rita",
        first_name="Rita",
        last_name="Rey",
        email="rita@example.com",
        groups=[str(reviewers.pk)],
    )
    rita = User.objects.get(username="rita")
    assert (rita.get_full_name(), rita.email) == ("Rita Rey", "rita@example.com")
    assert rita.is_staff
    assert list(rita.groups.all()) == [reviewers]
    assert client_for(rita).get("/admin/review/").status_code == 200


def test_an_account_without_a_group_is_not_staff():
    add_account(as_superuser(), username="guest")
    assert not User.objects.get(username="guest").is_staff


def test_an_account_becomes_staff_with_its_first_group():
    anna = User.objects.create_user("anna")
    boss = as_superuser()
    page = boss.get(account_path(anna))
    assert "saving selects “Staff status” for them" in text_of(
        document(page), ".field-groups .help"
    )
    editors = str(Group.objects.get(name="Editor").pk)
    boss.post(account_path(anna), form_data(page, groups=[editors]))
    anna.refresh_from_db()
    assert anna.is_staff


def test_a_new_account_gets_no_group_with_more_permissions():
    stronger_group = Group.objects.create(name="Stronger")
    stronger_group.permissions.set(Permission.objects.filter(codename="delete_user"))
    admin = as_member_of("Administrator")
    add_account(admin, username="anna", groups=[str(stronger_group.pk)])
    assert not User.objects.filter(username="anna").exists()


def test_messages_keep_the_letters_of_a_username():
    anna = User.objects.create_user("anna")
    admin = as_superuser()
    reviewer = str(Group.objects.get(name="Reviewer").pk)
    fields = form_data(admin.get(account_path(anna)), groups=[reviewer])
    page = document(admin.post(account_path(anna), fields, follow=True))
    assert "anna can now log in here." in texts(page, ".messagelist li")


def test_the_list_shows_groups_families_and_unconfirmed_owners(settings):
    backend = "django.core.mail.backends.console.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend}}
    limit_to(make_person("anna", "Editor"), make_family("Kitchen"))
    admin = as_member_of("Administrator", "boss")
    reviewer = accounts.group_keys("Reviewer")
    response = accounts.add_account(admin, username="zoe", groups=reviewer)
    accounts.open_link(accounts.shown_link(response))
    page = document(admin.get("/admin/auth/user/"))
    columns = {
        name: texts(page, f"#result_list .field-{name}")
        for name in ["group_names", "family_names", "confirmation"]
    }
    assert columns == {
        "group_names": ["Editor", "Administrator", "Reviewer"],
        "family_names": ["Kitchen", "-", "-"],
        "confirmation": ["-", "-", "Not confirmed"],
    }


def test_the_number_of_queries_does_not_grow_with_the_people(
    django_assert_num_queries,
):
    admin = as_member_of("Administrator")
    for first in (0, 5):
        for number in range(first, first + 5):
            person = make_person(f"person{number}", "Editor")
            limit_to(person, make_family(f"Family {number}"))
        with django_assert_num_queries(11):
            admin.get("/admin/auth/user/")
