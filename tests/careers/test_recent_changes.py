"""The recent changes on a role's page: only of texts that visitors could read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from careers.editorial.workflow import publishing
from careers.models import Role, RoleDimensionEntry
from careers.role_history import text_events
from careers.search.index import refresh
from tests.backdated_changes import backdate, change_status, change_text
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_entry,
    make_person,
    make_publication,
    make_role,
)
from tests.html import document, links, text_of, texts

pytestmark = pytest.mark.django_db

MAY = datetime(2020, 5, 5, 12, tzinfo=UTC)


def day(number, hour=12):
    return datetime(2020, 5, number, hour, tzinfo=UTC)


@pytest.fixture
def authority():
    return make_dimension("Authority", question="What?", position=1)


@pytest.fixture
def entry(authority):
    """The text of a role. Both became public on 1 May 2020."""
    role = make_role("Architect")
    entry = make_entry(role, authority, "Decides nothing")
    backdate(day(1), role)
    backdate(day(1, 13), entry)
    return entry


@pytest.fixture
def listed_changes(client):
    def listed_changes():
        page = document(client.get("/roles/architect/"))
        days = zip(texts(page, ".days h3"), page.query(".days > li"), strict=True)
        return {name: texts(node, "ul li") for name, node in days}

    return listed_changes


def test_a_role_that_never_changed_lists_nothing(client, entry, listed_changes):
    assert listed_changes() == {}
    assert "What changed" not in text_of(document(client.get("/roles/architect/")))


def test_a_change_links_to_its_row_and_to_the_day_before(client, entry):
    change_text(entry, "Decides everything", day(5))

    page = document(client.get("/roles/architect/"))

    assert texts(page, ".days h3") == ["5 May 2020"]
    assert links(page, ".days a") == [
        "#authority",
        "/compare/architect@2020-05-04-vs-architect/",
    ]
    response = client.get("/compare/architect@2020-05-04-vs-architect/")
    assert "Decides nothing" in response.content.decode()


def test_the_five_newest_days_are_listed(entry, listed_changes):
    for number in range(2, 9):
        change_text(entry, f"Decides on {number}", day(number))

    assert list(listed_changes()) == [
        f"{number} May 2020" for number in (8, 7, 6, 5, 4)
    ]


def test_a_day_lists_dimensions_once_in_the_editors_order(entry, listed_changes):
    growth = make_entry(entry.role, make_dimension("Growth", position=0))
    backdate(day(2), growth)
    change_text(entry, "Once", day(2, 14))
    change_text(entry, "Twice", day(2, 15))

    assert listed_changes() == {"2 May 2020": ["Growth new", "Authority"]}


def test_a_removed_text_is_listed_as_removed(entry, listed_changes):
    entry.delete()
    RoleDimensionEntry.history.filter(history_type="-").update(history_date=day(3))

    assert listed_changes() == {"3 May 2020": ["Authority removed"]}


def test_a_change_undone_on_the_same_day_is_not_listed(entry, listed_changes):
    change_text(entry, "A mistake", day(3, 10))
    change_text(entry, "Decides nothing", day(3, 11))

    assert listed_changes() == {}


def test_a_change_on_the_first_day_has_no_earlier_day_to_compare(client, entry):
    change_text(entry, "Corrected", day(1, 15))

    page = document(client.get("/roles/architect/"))

    assert texts(page, ".days h3") == ["1 May 2020"]
    assert links(page, ".days a") == ["#authority"]


def test_changes_of_a_hidden_role_are_never_listed(entry, listed_changes):
    change_status(entry.role, "archived", day(3))
    change_text(entry, "Zwitscher", day(4))
    change_text(entry, "Ready", day(5))
    change_status(entry.role, "published", day(6))

    assert listed_changes() == {}


def test_a_role_that_is_public_again_lists_its_public_changes(entry, listed_changes):
    change_text(entry, "Second", day(2))
    change_status(entry.role, "draft", day(3))
    change_text(entry, "Zwitscher", day(4))
    change_status(entry.role, "published", day(5))
    change_text(entry, "Third", day(7))

    assert list(listed_changes()) == ["7 May 2020", "2 May 2020"]


def test_days_follow_the_sites_time_zone(entry, listed_changes):
    change_text(entry, "Late", day(3, 23))

    with override_settings(TIME_ZONE="Europe/Berlin"):
        assert list(listed_changes()) == ["4 May 2020"]


def test_drafts_are_not_listed(entry, listed_changes):
    make_draft(entry.role, entry.dimension, "Zwitscher")

    assert listed_changes() == {}


def test_people_and_reasons_are_not_named(client, entry):
    draft = make_approved(entry.role, entry.dimension, "Decides much")

    make_publication([draft], why="Zwitscher")

    html = client.get("/roles/architect/").content.decode()
    assert "What changed" in html
    assert not [word for word in ("Zwitscher", "writer", "reviewer") if word in html]


def test_a_deleted_dimension_is_not_listed(entry, listed_changes):
    change_text(entry, "Decides much", day(3))
    entry.dimension.delete()

    assert listed_changes() == {}


def test_the_text_of_a_new_dimension_is_new(entry, listed_changes):
    backdate(day(4), make_entry(entry.role, make_dimension("Growth", position=2)))

    assert listed_changes() == {"4 May 2020": ["Growth new"]}


def test_records_beyond_the_limit_are_left_out(
    client, entry, listed_changes, monkeypatch
):
    monkeypatch.setattr("careers.role_history.MOST_RECORDS", 3)
    for number in range(2, 7):
        change_text(entry, f"Decides on {number}", day(number))

    assert list(listed_changes()) == ["6 May 2020", "5 May 2020"]


def test_the_limit_is_500_records(entry):
    record = entry.history.get()
    for number in range(1, 501):
        record.pk, record.text = None, f"Decides on {number}"
        record.history_date = day(1, 13) + timedelta(minutes=number)
        record.save()

    events = text_events(entry.role)

    assert len(events) == 500
    assert events[0].moment == day(1, 13) + timedelta(minutes=1)


def test_recent_changes_take_two_queries(client, entry, django_assert_num_queries):
    for number in range(2, 9):
        change_text(entry, f"Decides on {number}", day(number))
    refresh()

    # The version, the role, its texts, the dimensions, similar roles, and whether those
    # are up to date, as there are none; then the changes.
    with django_assert_num_queries(6 + 2):
        client.get("/roles/architect/")


def test_a_page_shows_the_date_of_its_oldest_review(client, entry):
    reviewer = make_person("reviewer", "Reviewer")
    growth = make_entry(entry.role, make_dimension("Growth", position=2))
    for text, moment in ((entry, day(9)), (growth, day(8))):
        text.reviewed_at, text.reviewed_by = moment, reviewer
        text.save()
    make_role("Baker")

    for path in ("/roles/architect/", "/compare/architect-vs-baker/"):
        colophon = text_of(document(client.get(path)), ".colophon")
        assert "Last reviewed 8 May 2020" in colophon
    page = document(client.get("/dimensions/authority/"))
    assert "Last reviewed 9 May 2020" in text_of(page, ".colophon")
    assert "reviewer" not in text_of(page)


def test_a_page_with_an_unreviewed_text_shows_no_review(client, entry):
    reviewer = make_person("reviewer", "Reviewer")
    entry.reviewed_at, entry.reviewed_by = MAY, reviewer
    entry.save()
    other = make_role("Baker", texts={entry.dimension: "Bakes"})
    make_entry(entry.role, make_dimension("Growth", position=2))

    for path in ("/roles/architect/", f"/compare/architect-vs-{other.slug}/",
                 "/dimensions/authority/"):  # fmt: skip
        page = document(client.get(path))
        assert "Last changed" in text_of(page, ".colophon")
        assert "Last reviewed" not in text_of(page)


def test_a_dimension_without_texts_shows_no_date(client):
    make_role("Baker")
    make_dimension("Growth")

    assert not document(client.get("/dimensions/growth/")).query(".colophon")


def test_a_scheduled_change_is_dated_by_its_schedule(client, entry):
    due = timezone.now() + timedelta(days=2)
    publication = make_publication(
        [make_approved(entry.role, entry.dimension)], due_at=due
    )

    publishing.publish_due(now=due + timedelta(days=1))

    publication.refresh_from_db()
    assert publication.is_published
    assert Role.objects.get().history.count() == 1
    page = document(client.get("/roles/architect/"))
    assert texts(page, ".days h3") == [f"{timezone.localdate(due):%-d %B %Y}"]
