"""Who may do what: nothing is shown or changed without the permission for it."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from careers.models import Dimension, Role
from tests.factories import make_dimension, make_family, make_role
from tests.pages import document, texts

from .admin_pages import as_editor, boxes, page_of

pytestmark = pytest.mark.django_db

LOGIN = reverse("admin:login")


def make_things():
    dimension = make_dimension("Authority")
    role = make_role("Data Engineer", texts={dimension: "Decides on tools."})
    return {"role": role, "dimension": dimension, "family": make_family()}


def as_staff(*permissions):
    """Return a client of a member of staff with these permissions and no other."""
    staff = User.objects.create_user("staff", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(staff)
    return client


PAGES = [
    ("role", "change"),
    ("role", "delete"),
    ("dimension", "delete"),
    ("dimension", "move"),
    ("family", "move"),
]


@pytest.mark.parametrize(("kind", "act"), PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_sent_to_the_login(client, method, kind, act):
    address = page_of(make_things()[kind]).replace("change", act)
    response = getattr(client, method)(address, {"move": "up"})
    assert response.url.startswith(LOGIN)


@pytest.mark.parametrize(("kind", "act"), PAGES)
def test_staff_without_permissions_get_nothing(kind, act):
    address = page_of(make_things()[kind]).replace("change", act)
    assert as_staff().post(address, {"move": "up"}).status_code == 403


@pytest.mark.parametrize("kind", ["dimension", "family"])
def test_to_look_is_not_to_move(kind):
    thing = make_things()[kind]
    admin = as_staff(f"view_{kind}")
    assert document(admin.get(page_of(type(thing)))).query(".move") == []
    address = page_of(thing).replace("change", "move")
    assert admin.post(address, {"move": "up"}).status_code == 403


@pytest.mark.parametrize("kind", ["dimension", "family"])
def test_a_link_moves_nothing(kind):
    address = page_of(make_things()[kind]).replace("change", "move")
    assert as_editor().get(address).status_code == 405


def test_a_move_without_the_forms_token_is_refused():
    address = page_of(make_dimension()).replace("change", "move")
    admin = Client(enforce_csrf_checks=True)
    admin.force_login(User.objects.create_superuser("boss"))
    assert admin.post(address, {"move": "up"}).status_code == 403


def test_whoever_may_change_a_role_may_change_its_texts():
    role = make_things()["role"]
    admin = as_staff("change_role", "view_role")
    assert list(boxes(admin.get(page_of(role)))) == ["Authority"]


def test_whoever_may_only_look_reads_the_texts_and_changes_none():
    role = make_things()["role"]
    make_dimension("Hours", position=1)
    admin = as_staff("view_role")
    page = document(admin.get(page_of(role)))
    assert page.query("textarea") == []
    assert texts(page, ".entry p") == ["Decides on tools.", "Not described yet"]
    assert admin.post(page_of(role), {"name": "Mine"}).status_code == 403


def test_whoever_may_only_look_gets_no_actions():
    role = make_things()["role"]
    admin = as_staff("view_role")
    data = {"action": "archive", "_selected_action": [role.pk], "index": 0}
    admin.post(page_of(Role), data)
    on_page = {"CHANGE_FORM-action": "archive", "_selected_action": role.pk}
    admin.post(page_of(role), on_page)
    assert Role.objects.get().is_published


def test_whoever_may_not_add_a_dimension_is_not_sent_there():
    make_role("Data Engineer")
    Dimension.objects.all().delete()
    page = as_staff("add_role").get("/admin/careers/role/add/").content.decode()
    assert reverse("admin:careers_dimension_add") not in page
