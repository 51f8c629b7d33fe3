"""Accounts: nobody deletes one, and nobody gives more rights than they have."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from tests.admin_forms import form_data
from tests.factories import make_person
from tests.html import document, text_of, texts
from tests.queue_pages import as_member_of, client_for

pytestmark = pytest.mark.django_db


def page_of(user, more="change/"):
    return f"/admin/auth/user/{user.pk}/{more}"


def as_boss():
    return client_for(User.objects.create_superuser("boss"))


def test_nobody_deletes_an_account():
    anna = make_person("anna", "Editor")
    for admin in (as_boss(), as_member_of("Administrator")):
        assert admin.post(page_of(anna, "delete/"), {"post": "yes"}).status_code == 403
        data = {"action": "delete_selected", "_selected_action": [anna.pk]}
        admin.post("/admin/auth/user/", data | {"post": "yes"})
    assert User.objects.filter(username="anna").exists()


def test_the_page_says_what_to_do_instead():
    page = document(as_boss().get(page_of(make_person("anna", "Editor"))))
    assert "untick “Active”" in text_of(page, ".description")


def test_an_administrator_deactivates_somebody():
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    sent = form_data(admin.get(page_of(anna)))
    del sent["is_active"]
    admin.post(page_of(anna), sent)
    anna.refresh_from_db()
    assert not anna.is_active


def test_an_administrator_makes_nobody_a_superuser():
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    page = admin.get(page_of(anna))
    assert document(page).query("[name=is_superuser], [name=user_permissions]") == []
    every = [str(key) for key in Permission.objects.values_list("pk", flat=True)]
    sent = form_data(page, is_superuser="on", user_permissions=every)
    admin.post(page_of(anna), sent)
    anna.refresh_from_db()
    assert not anna.is_superuser
    assert not anna.user_permissions.exists()


def test_an_administrator_does_not_make_themselves_one():
    admin = as_member_of("Administrator")
    me = User.objects.get()
    admin.post(page_of(me), form_data(admin.get(page_of(me)), is_superuser="on"))
    me.refresh_from_db()
    assert not me.is_superuser


def make_stronger(**fields):
    stronger = make_person("stronger", "Editor")
    stronger.user_permissions.set(Permission.objects.filter(codename="delete_user"))
    User.objects.filter(pk=stronger.pk).update(**fields)
    return stronger


@pytest.mark.parametrize("more", ["change/", "password/"])
@pytest.mark.parametrize("fields", [{}, {"is_active": False}, {"is_superuser": True}])
def test_whoever_may_more_is_not_changed(more, fields):
    stronger = make_stronger(**fields)
    sent = {"username": "mine", "password1": "tremendous1", "password2": "tremendous1"}
    admin = as_member_of("Administrator")
    assert admin.post(page_of(stronger, more), sent).status_code == 403


def test_groups_that_may_more_are_not_given():
    beyond = Group.objects.create(name="Beyond")
    beyond.permissions.set(Permission.objects.filter(codename="delete_user"))
    anna = make_person("anna", "Editor")
    admin = as_member_of("Administrator")
    page = admin.get(page_of(anna))
    offered = texts(document(page), "#id_groups label")
    assert offered == ["Administrator", "Editor", "Reviewer"]
    admin.post(page_of(anna), form_data(page, groups=[str(beyond.pk)]))
    assert [group.name for group in anna.groups.all()] == ["Editor"]


def test_a_superuser_makes_another():
    anna = make_person("anna", "Editor")
    boss = as_boss()
    boss.post(page_of(anna), form_data(boss.get(page_of(anna)), is_superuser="on"))
    anna.refresh_from_db()
    assert anna.is_superuser


def test_editors_see_no_accounts():
    assert as_member_of("Editor").get("/admin/auth/user/").status_code == 403


@pytest.mark.parametrize("kind", ["user", "group"])
@pytest.mark.parametrize("query", ["q=%00", "name=%00", "username__regex=(a%2B)%2B"])
def test_a_list_with_a_nonsense_query_still_answers(kind, query):
    response = as_boss().get(f"/admin/auth/{kind}/?{query}", follow=True)
    assert response.status_code in {200, 400}


def add(admin, **typed):
    address = "/admin/auth/user/add/"
    typed |= {"password1": "tremendous1", "password2": "tremendous1"}
    return admin.post(address, form_data(admin.get(address), **typed))


def test_one_form_makes_an_account_that_can_sign_in_and_work():
    reviewers = Group.objects.get(name="Reviewer")
    add(
        as_member_of("Administrator"),
        username="rita",
        first_name="Rita",
        last_name="Rey",
        email="rita@example.com",
        groups=[str(reviewers.pk)],
        usable_password="true",
    )
    rita = User.objects.get(username="rita")
    assert (rita.get_full_name(), rita.email) == ("Rita Rey", "rita@example.com")
    assert rita.is_staff
    assert list(rita.groups.all()) == [reviewers]
    assert client_for(rita).get("/admin/review/").status_code == 200


def test_an_account_without_a_group_is_not_let_in():
    add(as_boss(), username="guest", usable_password="true")
    assert not User.objects.get(username="guest").is_staff


def test_who_is_given_a_group_is_let_in():
    anna = User.objects.create_user("anna")
    boss = as_boss()
    page = boss.get(page_of(anna))
    assert "saving selects “Staff status” for them" in text_of(
        document(page), ".field-groups .help"
    )
    editors = str(Group.objects.get(name="Editor").pk)
    boss.post(page_of(anna), form_data(page, groups=[editors]))
    anna.refresh_from_db()
    assert anna.is_staff


def test_groups_that_may_more_are_not_offered_to_new_accounts():
    beyond = Group.objects.create(name="Beyond")
    beyond.permissions.set(Permission.objects.filter(codename="delete_user"))
    admin = as_member_of("Administrator")
    add(admin, username="anna", groups=[str(beyond.pk)], usable_password="true")
    assert not User.objects.filter(username="anna").exists()
