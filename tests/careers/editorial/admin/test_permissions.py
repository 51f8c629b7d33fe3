"""Nothing in the admin is shown or changed without permission."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from careers.editorial.workflow import publishing
from careers.models import Dimension, Role
from tests.admin_forms import admin_path, as_editor, form_data
from tests.factories import make_approved, make_dimension, make_family, make_role
from tests.html import document
from tests.queue_pages import as_member_of, as_staff

pytestmark = pytest.mark.django_db

LOGIN = reverse("admin:login")


def make_content():
    dimension = make_dimension("Authority")
    role = make_role("Data Engineer", texts={dimension: "Decides on tools."})
    return {"role": role, "dimension": dimension, "family": make_family()}


PAGES = [
    ("role", "change"),
    ("role", "delete"),
    ("dimension", "delete"),
    ("dimension", "move"),
    ("family", "move"),
]


@pytest.mark.parametrize(("kind", "view"), PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_sent_to_the_login(client, method, kind, view):
    address = admin_path(make_content()[kind]).replace("change", view)
    response = getattr(client, method)(address, {"move": "up"})
    assert response.url.startswith(LOGIN)


@pytest.mark.parametrize(("kind", "view"), PAGES)
def test_staff_without_permissions_get_nothing(kind, view):
    address = admin_path(make_content()[kind]).replace("change", view)
    assert as_staff().post(address, {"move": "up"}).status_code == 403


@pytest.mark.parametrize("kind", ["dimension", "family"])
def test_viewing_does_not_allow_moving(kind):
    instance = make_content()[kind]
    admin = as_staff(f"view_{kind}")
    assert document(admin.get(admin_path(type(instance)))).query(".move") == []
    address = admin_path(instance).replace("change", "move")
    assert admin.post(address, {"move": "up"}).status_code == 403


@pytest.mark.parametrize("kind", ["dimension", "family"])
def test_a_get_request_moves_nothing(kind):
    address = admin_path(make_content()[kind]).replace("change", "move")
    assert as_editor().get(address).status_code == 405


def test_a_move_without_a_csrf_token_is_refused():
    address = admin_path(make_dimension()).replace("change", "move")
    admin = Client(enforce_csrf_checks=True)
    admin.force_login(User.objects.create_superuser("boss"))
    assert admin.post(address, {"move": "up"}).status_code == 403


def test_viewing_a_role_does_not_allow_changing_it():
    role = make_content()["role"]
    admin = as_staff("view_role")
    page = document(admin.get(admin_path(role)))
    assert page.query("#role_form textarea, #role_form input[type=text]") == []
    assert admin.post(admin_path(role), {"name": "Mine"}).status_code == 403


def test_viewing_roles_allows_no_actions():
    role = make_content()["role"]
    admin = as_staff("view_role")
    data = {"action": "archive", "_selected_action": [role.pk], "index": 0}
    admin.post(admin_path(Role), data)
    data = {"CHANGE_FORM-action": "archive", "_selected_action": role.pk}
    admin.post(admin_path(role), data)
    assert Role.objects.get().is_published


def test_the_role_form_links_to_no_forbidden_page():
    make_role("Data Engineer")
    Dimension.objects.all().delete()
    page = as_staff("add_role").get("/admin/careers/role/add/").content.decode()
    assert reverse("admin:careers_dimension_add") not in page


def test_no_redirect_reveals_a_hidden_role():
    role = make_role("Head of Mergers", status="draft")
    kind = ContentType.objects.get_for_model(Role).pk

    response = as_staff().get(f"/admin/r/{kind}/{role.pk}/")

    assert response.status_code == 404


def test_a_refusal_does_not_reveal_whether_a_role_exists():
    existing = admin_path(make_role("Head of Mergers")).replace("change", "history")
    missing = existing.replace(str(Role.objects.get().pk), "999")
    staff = as_staff()

    assert staff.get(existing).status_code == staff.get(missing).status_code == 403


def test_a_role_due_to_become_public_keeps_the_name_that_was_approved():
    role = make_role("Analyst", status="draft")
    approved = make_approved(role, make_dimension())
    due_at = timezone.now() + timedelta(days=1)
    publishing.publish(
        versions=[approved.version],
        roles=[role],
        why="A new role",
        by=approved.approved_by,
        due_at=due_at,
    )
    editor = as_member_of("Editor")
    fields = form_data(editor.get(admin_path(role)), name="Unread name")

    assert editor.post(admin_path(role), fields).status_code == 302
    publishing.publish_due(now=due_at)
    page = Client().get("/roles/analyst/").content.decode()
    assert "Analyst" in page
    assert "Unread name" not in page
