"""Promise 18: publications, one after the other, cost other pages nothing.

`make bench ARGS=bursts` measures how long pages take meanwhile.
"""

import pytest
from django.test import Client

from tests.factories import make_approved, make_dimension, make_publication, make_role

pytestmark = pytest.mark.django_db

OF_OTHERS = ["/roles/cook/", "/compare/cook-vs-nurse/", "/roles/nurse.json"]


@pytest.fixture
def purpose():
    return make_dimension("Purpose")


@pytest.fixture
def clerk(purpose):
    """A role whose texts are published, beside two that stay as they are."""
    for name in ("Cook", "Nurse"):
        make_role(name, texts={purpose: f"{name}s."})
    return make_role("Clerk", texts={purpose: "Files 0 letters."})


@pytest.fixture
def publish(clerk, purpose, django_capture_on_commit_callbacks):
    def publish(number):
        draft = make_approved(clerk, purpose, f"Files {number} letters.")
        with django_capture_on_commit_callbacks(execute=True):
            make_publication([draft])

    return publish


def test_pages_of_other_roles_are_made_no_second_time(
    publish, django_assert_num_queries
):
    visitors = Client()
    before = {path: visitors.get(path).content for path in OF_OTHERS * 2}

    for number in range(1, 6):
        publish(number)
        for path in OF_OTHERS:
            with django_assert_num_queries(1):
                assert visitors.get(path).content == before[path]


def test_a_page_with_the_role_is_made_once_a_publication(
    publish, django_assert_num_queries
):
    visitors, path = Client(), "/roles/clerk/"
    visitors.get(path)

    for number in range(1, 6):
        publish(number)
        assert f"Files {number} letters" in visitors.get(path).text
        with django_assert_num_queries(1):
            visitors.get(path)
