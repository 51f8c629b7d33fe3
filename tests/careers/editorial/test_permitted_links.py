"""Pages lead nobody to where they are refused."""

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


@pytest.mark.parametrize(("group", "ways"), [("Editor", []), ("Reviewer", [PUBLISH])])
def test_what_waits_to_be_published_is_counted_for_all(approved, group, ways):
    page = document(as_member_of(group).get(REVIEW))

    words = "Approved, waiting to be published: 1 text"
    assert text_of(page, ".next-step") == words
    assert links(page, ".next-step a") == ways


@pytest.mark.parametrize(("group", "ways"), [("Editor", []), ("Reviewer", [PUBLISH])])
def test_what_was_refused_is_published_again_by_who_may(approved, group, ways):
    due_at = timezone.now() + timedelta(minutes=1)
    publication = make_publication([approved], due_at=due_at)
    RoleDimensionEntry.objects.update(text="Meanwhile")
    publishing.publish_due(now=due_at)

    page = document(as_member_of(group).get(publication_path(publication)))

    assert "Texts without later changes" in text_of(page, ".errornote")
    assert links(page, ".errornote a") == ways
