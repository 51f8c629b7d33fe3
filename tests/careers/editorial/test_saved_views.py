"""Views of the matrix and the admin's lists that editors save under a name."""

import pytest
from django.contrib.auth.models import User

from careers.editorial.models import MOST_VIEWS, SavedView
from careers.editorial.workflow import publishing
from careers.models import Role
from tests.admin_forms import messages_of
from tests.factories import make_dimension, make_family, make_person, make_role
from tests.html import document, links, text_of, texts, values
from tests.matrix_pages import MATRIX, log_in

pytestmark = pytest.mark.django_db

VIEWS = "/admin/views/"
ROLES = "/admin/careers/role/"
TEXTS = "/admin/careers/roledimensionentry/"


def save_view(client, name="Missing", page="matrix", query="state=missing", **fields):
    data = {"name": name, "page": page, "query": query} | fields
    return client.post(VIEWS, data)


def test_the_matrix_is_saved_with_its_filters_and_listed_by_name():
    make_role("Architect")
    client = log_in()
    page = document(client.get(f"{MATRIX}?state=missing&page=1"))
    [form] = page.query(".saved-views form")
    sent = {f.attrs["name"]: f.attrs.get("value", "") for f in form.query("input")}
    del sent["is_shared"], sent["csrfmiddlewaretoken"]

    response = client.post(VIEWS, sent | {"name": "Missing texts"})

    assert response.url == f"{MATRIX}?state=missing"
    view = SavedView.objects.get()
    page = document(client.get(f"{MATRIX}?state=missing"))
    assert texts(page, ".saved-views nav [aria-current]") == ["Missing texts"]
    assert client.get(view.get_absolute_url()).url == f"{MATRIX}?state=missing"
    assert "Missing texts" in text_of(document(client.get("/admin/")), ".saved-views")


@pytest.mark.parametrize(("page", "path"), [("roles", ROLES), ("texts", TEXTS)])
def test_lists_are_saved_with_their_filters_and_order(page, path):
    client = log_in()

    response = save_view(client, page=page, query="o=-2.1&p=3&q=a+b&_popup=1")

    assert response.url == f"{path}?o=-2.1&q=a+b"
    view = SavedView.objects.get()
    assert links(document(client.get(path)), ".saved-views nav a") == [
        view.get_absolute_url(),
        VIEWS,
    ]


def test_a_view_is_for_its_own_person_unless_it_is_shared():
    save_view(log_in("anna"), "Hers")
    save_view(log_in("anna"), "Ours", is_shared="on")
    other = log_in("ben")
    hers, ours = SavedView.objects.order_by("pk")

    page = document(other.get(MATRIX))

    assert texts(page, ".saved-views nav a") == ["Ours", "Rename or delete"]
    assert other.get(hers.get_absolute_url()).status_code == 404
    assert other.get(ours.get_absolute_url()).status_code == 302
    for view in (hers, ours):
        path = f"{VIEWS}{view.pk}/change/"
        assert other.post(path, {"act": "delete"}).status_code == 404
    assert SavedView.objects.count() == 2


def test_a_view_is_renamed_and_deleted():
    client = log_in()
    save_view(client, "One")
    view = SavedView.objects.get()
    path = f"{VIEWS}{view.pk}/change/"

    client.post(path, {"name": "Two", "is_shared": "on"})
    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("Two", True)
    assert values(document(client.get(VIEWS)), "[name=name]", "value") == ["Two"]

    client.post(path, {"act": "delete"})
    assert not SavedView.objects.exists()


def test_the_name_of_another_own_view_is_refused():
    client = log_in()
    save_view(client, "One")
    save_view(client, "Two")
    message = "You already have a view with this name. Choose another."

    assert messages_of(save_view(client, "ONE"))[-1] == message
    path = f"{VIEWS}{SavedView.objects.get(name='Two').pk}/change/"
    assert messages_of(client.post(path, {"name": "one"}))[-1] == message
    save_view(client, "One", page="roles")
    save_view(log_in("ben"), "One")

    assert SavedView.objects.filter(name="One").count() == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": " "},
        {"name": "a" * 81},
        {"name": "a\nb"},
        {"name": "a\x00b"},
        {"page": "https://example.com/"},
        {"page": "//example.com"},
        {"page": ""},
        {"query": "q=a\x00b"},
        {"query": "q=" + "a" * 9_000},
    ],
)
def test_what_makes_no_view_is_refused_with_a_message(fields):
    response = save_view(log_in(), **fields)

    assert response.status_code == 302
    assert response.url.startswith("/admin/")
    assert messages_of(response)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "query", ["//example.com", "?#x", "https://example.com/?a=b", "a=1\r\nLocation: x"]
)
def test_a_view_only_leads_to_its_own_page(query):
    client = log_in()
    save_view(client, query=query)

    address = client.get(SavedView.objects.get().get_absolute_url()).url

    assert address.startswith(f"{MATRIX}?") or address == MATRIX
    assert "\n" not in address


def test_one_person_has_a_limited_number_of_views():
    client = log_in("anna")
    SavedView.objects.bulk_create(
        SavedView(person=User.objects.get(), page="matrix", name=f"View {number}")
        for number in range(MOST_VIEWS)
    )

    assert "can’t save more" in messages_of(save_view(client))[0]
    assert SavedView.objects.count() == MOST_VIEWS


def test_a_view_follows_a_role_to_its_new_address():
    make_dimension("Purpose")
    role = make_role("Architect")
    client = log_in()
    save_view(client, query="role=architect")
    role.former_slugs.create(slug="architect")
    Role.objects.filter(pk=role.pk).update(slug="designer")

    response = client.get(SavedView.objects.get().get_absolute_url(), follow=True)

    assert texts(document(response), "thead th[data-role] a") == ["Architect"]


def test_a_view_names_what_is_gone():
    make_dimension("Purpose")
    family = make_family("Data")
    client = log_in()
    save_view(client, "Matrix", query="family=data&role=architect")
    query = f"family__id__exact={family.pk}"
    save_view(client, "List", page="roles", query=query)
    publishing.delete(family, by=make_person("ada", "Administrator"))
    listed, matrix = SavedView.objects.order_by("page")[::-1]

    page = document(client.get(matrix.get_absolute_url(), follow=True))
    assert "data (deleted)" in text_of(page, ".chips")
    assert "architect (deleted)" in text_of(page, ".chips")
    response = client.get(listed.get_absolute_url())
    message = "This view asks for a family that has been deleted."
    assert messages_of(response) == [message]
