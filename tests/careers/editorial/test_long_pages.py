"""Pages of long lists are found without reading what comes before them."""

import pytest
from django.core.paginator import Paginator

from careers.editorial.admin import content_list
from careers.editorial.admin.content_list import KeyPaginator
from careers.editorial.workflow import Tally
from careers.models import Role, role
from careers.search import index
from tests.factories import make_family, make_role

pytestmark = pytest.mark.django_db

A_PAGE = 2


@pytest.fixture(autouse=True)
def long_lists(monkeypatch):
    monkeypatch.setattr(role, "FEW", 0)
    monkeypatch.setattr(content_list, "FEW", 0)


def make_roles_in_families():
    second, first = make_family("Second", position=2), make_family("First", position=1)
    make_family("Empty", position=0)
    for number in range(3):
        for family in (second, None, first):
            make_role(f"Role {number} {family}", family=family)


@pytest.mark.parametrize("is_counted", [False, True])
def test_pages_by_family_follow_each_other(is_counted):
    make_roles_in_families()
    index.refresh()
    roles = Role.objects.by_family()
    paginator = Paginator(roles, A_PAGE)
    numbers = Tally([]).families if is_counted else {}

    pages = [Role.objects.of_page(page, numbers) for page in paginator]

    assert [role for page in pages for role in page] == list(roles)
    assert all(len(page) == A_PAGE for page in pages[:-1])


def test_a_page_of_no_roles_is_empty():
    assert Role.objects.of_page(Paginator(Role.objects.by_family(), 2).page(1)) == []


def test_pages_are_the_same_from_either_end():
    make_roles_in_families()
    roles = Role.objects.order_by("name")

    pages = [page.object_list for page in KeyPaginator(roles, A_PAGE)]

    assert [role for page in pages for role in page] == list(roles)
