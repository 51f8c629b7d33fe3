"""No page links people to a page that they may not open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from careers.editorial.workflow import publishing
from careers.models import RoleDimensionEntry
from tests.factories import (
    make_approved,
    make_dimension,
    make_publication,
    make_role,
    publication_path,
)
from tests.html import document, links, text_of
from tests.queue_pages import REVIEW, as_member_of

pytestmark = pytest.mark.django_db

PUBLISH = "/admin/publish/"


@pytest.fixture
def approved():
    dimension = make_dimension("Authority")
    return make_approved(make_role("Architect", texts={dimension: "Is"}), dimension)


@pytest.mark.parametrize(
    ("group", "expected_links"), [("Editor", []), ("Reviewer", [PUBLISH])]
)
def test_editors_see_the_publishing_queue_without_a_link(
    approved, group, expected_links
):
    page = document(as_member_of(group).get(REVIEW))

    text = "Approved, waiting to be published: 1 text"
    assert text_of(page, ".next-step") == text
    assert links(page, ".next-step a") == expected_links


@pytest.mark.parametrize(
    ("group", "expected_links"), [("Editor", []), ("Reviewer", [PUBLISH])]
)
def test_only_publishers_get_a_link_to_publish_again(approved, group, expected_links):
    due_at = timezone.now() + timedelta(minutes=1)
    publication = make_publication([approved], due_at=due_at)
    RoleDimensionEntry.objects.update(text="Changed")
    publishing.publish_due(now=due_at)

    page = document(as_member_of(group).get(publication_path(publication)))

    assert "Texts without later changes" in text_of(page, ".errornote")
    assert links(page, ".errornote a") == expected_links
