"""Slugs that the site makes from names."""

import pytest

from careers.models import FormerSlug, Role
from tests.admin_forms import as_editor, form_data
from tests.factories import make_family, make_role

pytestmark = pytest.mark.django_db


def add(**fields):
    client, path = as_editor(), "/admin/careers/role/add/"
    form = form_data(client.get(path), "#role_form", slug="", **fields)
    assert client.post(path, form).status_code == 302


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Head of R & D", "head-of-r-d"),
        ("C++ Developer", "c-plus-plus-developer"),
        ("C# Developer", "c-sharp-developer"),
        ("数据工程师", "shu-ju-gong-cheng-shi"),
        ("Kỹ sư dữ liệu", "ky-su-du-lieu"),
        ("Ingénieur d’études", "ingenieur-detudes"),
        ("A vs B", "a-versus-b"),
        ("Junior", "junior-ios"),
        ("Word " * 30, "-".join(["word"] * 15)),
        ("?!", "role"),
    ],
)
def test_a_slug_is_made_from_the_name(name, slug):
    android, ios = make_family("Android", slug="android"), make_family("iOS")
    make_role("Junior", family=android)
    add(name=name, family=str(ios.pk))
    assert Role.objects.latest("pk").slug == slug


def test_a_slug_that_a_role_had_is_not_given_again():
    FormerSlug.objects.create(slug="cook", role=make_role("Chef"))
    add(name="Cook")
    assert Role.objects.latest("pk").slug == "cook-2"
