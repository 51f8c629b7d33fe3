"""Fields derived from others: the words to search and the date of the last change."""

import pytest
from django.utils import timezone

from careers.models import Role, RoleDimensionEntry
from careers.search.roles import search_roles
from tests.factories import make_dimension, make_entry, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    """A text written a week ago."""
    entry = make_entry(make_role("Analyst"), make_dimension(), "Reads reports")
    a_week_ago = timezone.now() - timezone.timedelta(days=7)
    RoleDimensionEntry.objects.update(updated_at=a_week_ago)
    entry.refresh_from_db()
    return entry


def changed_at():
    return RoleDimensionEntry.objects.get().updated_at


def test_saving_the_same_text_again_is_no_change(entry):
    before = changed_at()

    entry.save()

    assert changed_at() == before


def test_saving_another_text_is_a_change(entry):
    before = changed_at()

    entry.text = "Writes reports"
    entry.save()

    assert changed_at() > before


@pytest.mark.parametrize("update_fields", [None, ["text"]])
def test_a_change_is_dated_and_searchable_however_it_is_saved(entry, update_fields):
    before = changed_at()

    entry.text = "Writes zeppelins"
    entry.save(update_fields=update_fields)

    assert changed_at() > before
    assert search_roles(Role.objects.all(), "zeppelins").exists()


def test_a_partly_loaded_text_is_saved_whole(entry):
    part = RoleDimensionEntry.objects.only("text").get()

    part.text = "Writes zeppelins"
    part.save()

    assert search_roles(Role.objects.all(), "zeppelins").exists()
    assert not search_roles(Role.objects.all(), "reports").exists()


def test_a_partly_loaded_role_is_found_by_all_its_names():
    make_role("Analyst", other_names="Reporter", abbreviations="DA")
    role = Role.objects.only("name").get()

    role.name = "Scientist"
    role.save()

    for words in ("scientist", "reporter", "da"):
        assert search_roles(Role.objects.all(), words).exists()


def test_saving_only_the_status_keeps_the_names():
    role = make_role("Analyst", status="draft")

    role.status = "published"
    role.name = "Never saved"
    role.save(update_fields=["status"])

    assert search_roles(Role.objects.published(), "analyst").exists()
    assert not search_roles(Role.objects.all(), "never").exists()


def test_roles_created_in_bulk_are_searchable():
    Role.objects.bulk_create([Role(name="Café Lead", slug="cafe-lead")])

    assert search_roles(Role.objects.all(), "cafe").exists()


def test_saving_no_fields_changes_nothing():
    role = make_role("Analyst")
    role.name = "Other"

    role.save(update_fields=[])

    role.refresh_from_db()
    assert (role.name, role.folded_names) == ("Analyst", " analyst")
