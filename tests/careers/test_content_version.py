"""The marks of the content change with any change of it, and with nothing else."""

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from careers.content_version import EVERYTHING, FRAME, install, peek, read
from careers.models import (
    Dimension,
    FormerSlug,
    Redaction,
    Role,
    RoleDimensionEntry,
    Term,
)
from tests.factories import (
    make_approved,
    make_dimension,
    make_entry,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_term,
    make_theme,
)
from tests.fixture_records import dimension_record, load_records

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """Two roles with a text each."""
    purpose = make_dimension("Purpose")
    return [make_role(name, texts={purpose: f"{name}s."}) for name in ("Cook", "Nurse")]


def changed_by(change, roles):
    """Return what ``change`` changes the marks of: "everything", "frame", or roles."""
    names = {EVERYTHING: "everything", FRAME: "frame"}
    names |= {role.pk: role.name for role in roles}
    before = read(*names).marks
    change()
    after = read(*names).marks
    return {name for scope, name in names.items() if before[scope] != after[scope]}


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_changed_text_is_one_of_its_role(site):
    cook, _nurse = site
    entry = cook.entries.get()
    entry.text = "Cooks soup."

    assert changed_by(entry.save, site) == {"everything", "Cook"}


TEXT_CHANGES = {
    "update": lambda: RoleDimensionEntry.objects.update(text="Other words."),
    "raw SQL": lambda: sql("UPDATE careers_roledimensionentry SET text = 'Other.'"),
    "bulk update": lambda: RoleDimensionEntry.objects.bulk_update(
        RoleDimensionEntry.objects.all(), ["text"]
    ),
}


@pytest.mark.parametrize("change", TEXT_CHANGES.values(), ids=TEXT_CHANGES)
def test_texts_changed_in_bulk_are_those_of_each_role(site, change):
    assert changed_by(change, site) == {"everything", "Cook", "Nurse"}


FRAME_CHANGES = {
    "a new role": lambda: make_role("Baker"),
    "a new text": lambda: make_entry(Role.objects.first(), make_dimension("Tools")),
    "a deleted text": lambda: RoleDimensionEntry.objects.first().delete(),
    "a renamed role": lambda: Role.objects.filter(name="Cook").update(name="Chef"),
    "a cascade": lambda: Dimension.objects.all().delete(),
    "a cascade of the database": lambda: sql("DELETE FROM careers_roledimensionentry"),
    "roles made in bulk": lambda: Role.objects.bulk_create(
        [Role(name="Baker", slug="baker")]
    ),
    "a former address": lambda: FormerSlug.objects.create(
        role=Role.objects.first(), slug="chef"
    ),
    "a family": make_family,
    "a theme": make_theme,
    "a term": make_term,
    # Similar roles on kept pages may quote what is redacted.
    "a redaction": lambda: Redaction.objects.create(
        why="Named a person", asked_at=timezone.now(), asked_by=make_person("asker")
    ),
}


@pytest.mark.parametrize("change", FRAME_CHANGES.values(), ids=FRAME_CHANGES)
def test_any_other_change_is_one_of_the_frame(site, change):
    assert changed_by(change, site) >= {"everything", "frame"}


def test_a_change_that_is_taken_back_is_none(site):
    def change():
        with transaction.atomic():
            RoleDimensionEntry.objects.update(text="Other words.")
            Term.objects.create(preferred="manage", variants="oversee")
            transaction.set_rollback(True)

    assert changed_by(change, site) == set()


def test_a_loaded_file_changes_the_frame(site, tmp_path):
    def change():
        load_records(tmp_path, [dimension_record(name="Tools", slug="tools")])

    assert changed_by(change, site) >= {"everything", "frame"}


def test_drafts_change_nothing(site):
    cook, _nurse = site

    def change():
        make_approved(cook, cook.entries.get().dimension, "Cooks for all.")

    assert changed_by(change, site) == set()


def test_a_publication_changes_the_texts_of_its_roles_alone(site):
    cook, _nurse = site
    draft = make_approved(cook, cook.entries.get().dimension, "Cooks for all.")

    assert changed_by(lambda: make_publication([draft]), site) == {"everything", "Cook"}


def test_a_statement_without_rows_changes_nothing(site):
    def change():
        Role.objects.filter(name="Nobody").update(name="Somebody")
        RoleDimensionEntry.objects.filter(text="Nothing").delete()

    assert changed_by(change, site) == set()


def test_equal_content_at_two_times_has_two_versions(site):
    """Whoever keeps a page of the first may keep it when the second has passed."""
    versions = set()
    for text in ("Cooks.", "Bakes.", "Cooks.", "Bakes."):
        RoleDimensionEntry.objects.update(text=text)
        versions.add(read(EVERYTHING).marks[EVERYTHING])

    assert len(versions) == 4


@pytest.mark.parametrize(
    "path",
    [
        "/compare/cook-vs-nurse/",
        "/compare/nurse-vs-cook.csv",
        "/compare/cook-vs-nurse/brief/",
    ],
)
def test_a_comparison_shows_texts_of_all_its_roles(client, site, path):
    request = client.get(path).wsgi_request

    assert set(request.scopes.shown) == {FRAME, *(role.pk for role in site)}


@pytest.mark.parametrize("path", ["/roles/nurse/", "/roles/nurse.json"])
def test_a_role_shows_texts_of_its_own(client, site, path):
    _cook, nurse = site

    assert client.get(path).wsgi_request.scopes.shown == (FRAME, nurse.pk)


def test_marks_are_read_with_one_query(site, django_assert_num_queries):
    keys = [role.pk for role in site]

    with django_assert_num_queries(1):
        read(FRAME, *keys)


def test_an_emptied_database_has_marks_again(site):
    connection.check_constraints()  # PostgreSQL empties no table that waits for this
    call_command("flush", interactive=False, verbosity=0)

    assert changed_by(make_family, []) == {"everything", "frame"}


def test_triggers_can_be_made_again(site):
    install(using="default", plan=[])
    install(using="default", plan=[])

    assert changed_by(TEXT_CHANGES["update"], site) == {"everything", "Cook", "Nurse"}


def test_a_peek_says_the_same():
    role = make_role("Cook")
    with time_machine.travel(timezone.now(), tick=False):
        for scopes in ([EVERYTHING], [EVERYTHING, FRAME, role.pk, -role.pk]):
            assert peek(*scopes) == read(*scopes)
        make_entry(role, make_dimension("Purpose"))
        assert peek(EVERYTHING) == read(EVERYTHING)
