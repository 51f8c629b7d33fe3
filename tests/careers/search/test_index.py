"""The index follows every change at once, however it is made."""

import pytest
from django.db import connection

from careers.models import (
    ChangedRole,
    Role,
    RoleDimensionEntry,
    SearchDocument,
    SearchState,
    SearchWord,
)
from careers.search import index
from careers.search.installing import install
from tests.factories import make_dimension, make_entry, make_family, make_role
from tests.fixture_records import (
    dimension_record,
    entry_record,
    load_records,
    role_record,
)

from .searched_roles import names_of

pytestmark = pytest.mark.django_db


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def nurse():
    """A role that has been read already."""
    role = make_role("Nurse", texts={make_dimension("Duties"): "Cares for patients."})
    assert names_of("patients") == ["Nurse"]
    return role


def test_a_role_made_in_bulk_is_found(nurse):
    Role.objects.bulk_create([Role(name="Baker", slug="baker", status="published")])

    assert names_of("baker") == ["Baker"]


def test_a_text_made_in_bulk_is_found(nurse):
    text = {"role": nurse, "dimension": make_dimension("Tools"), "text": "Thermometer"}
    RoleDimensionEntry.objects.bulk_create([RoleDimensionEntry(**text)])

    assert names_of("thermometer") == ["Nurse"]


def test_an_update_in_bulk_is_found(nurse):
    RoleDimensionEntry.objects.update(text="Feeds giraffes")
    Role.objects.update(name="Zookeeper")

    assert names_of("giraffes") == names_of("zookeeper") == ["Zookeeper"]
    assert names_of("patients") == names_of("nurse") == []


@pytest.mark.parametrize(
    ("statement", "value", "words"),
    [
        ("UPDATE careers_role SET name = %s", "Zookeeper", "zookeeper"),
        ("UPDATE careers_role SET abbreviations = %s", "ZK", "zk"),
        ("UPDATE careers_role SET other_names = %s", "Animal Keeper", "animal"),
        ("UPDATE careers_roledimensionentry SET text = %s", "Feeds lions", "lion"),
    ],
)
def test_raw_sql_is_followed(nurse, statement, value, words):
    sql(statement, value)

    assert len(names_of(words)) == 1


def test_rows_deleted_by_raw_sql_are_not_found(nurse):
    sql("DELETE FROM careers_roledimensionentry")
    assert names_of("patients") == []

    sql("DELETE FROM careers_role")
    assert names_of("nurse") == []
    assert not SearchDocument.objects.exists()
    assert not SearchWord.objects.exists()


def test_a_text_that_moves_to_another_role_moves_in_the_index(nurse):
    baker = make_role("Baker")
    sql("UPDATE careers_roledimensionentry SET role_id = %s", baker.pk)

    assert names_of("patients") == ["Baker"]


def test_a_file_is_followed(nurse, tmp_path):
    role = {"name": "Beekeeper", "slug": "beekeeper", "status": "published"}
    records = [
        role_record(**role),
        dimension_record(),
        entry_record(role=["beekeeper"]),
    ]
    load_records(tmp_path, records)

    assert not ChangedRole.objects.exists()
    assert names_of("beekeeper") == ["Beekeeper"]


def test_statuses_families_and_dimensions_are_followed(nurse):
    family = make_family("Healthcare")
    Role.objects.update(family=family)
    assert names_of("healthcare") == ["Nurse"]

    type(family).objects.update(name="Medicine")
    assert names_of("medicine") == ["Nurse"]
    assert names_of("healthcare") == []

    nurse.entries.get().dimension.__class__.objects.update(status="archived")
    assert names_of("patients") == []

    Role.objects.update(status="archived")
    assert names_of("nurse") == []
    assert not SearchWord.objects.exists()


def test_words_are_counted_in_public_documents(nurse):
    make_role("Night Nurse")
    make_role("Head Nurse", status="draft")
    names_of("nurse")

    assert SearchWord.objects.get(word="nurs").count == 2
    assert SearchState.objects.get().count == 2


def test_two_roles_of_one_name_and_many_alike_have_their_own_places(nurse):
    Role.objects.bulk_create(
        Role(name=f"Baker {number}", slug=f"b-{number}", status="published")
        for number in range(50)
    )

    assert len(names_of("baker")) == 50


def test_what_is_found_and_has_changed_is_read_again_first(nurse, monkeypatch):
    monkeypatch.setattr("careers.search.index.MOST_AT_ONCE", 1)
    make_role("Baker")
    make_role("Zookeeper")
    sql("UPDATE careers_roledimensionentry SET text = 'Feeds giraffes'")
    # Far behind the others in the order of their keys.
    ChangedRole.objects.filter(role=nurse.pk).delete()
    ChangedRole.objects.create(role=10**9)
    ChangedRole.objects.create(role=nurse.pk)

    assert names_of("patients") == []


def test_a_new_version_of_the_index_reads_every_role_again(nurse, monkeypatch):
    SearchDocument.objects.all().delete()
    monkeypatch.setattr("careers.search.installing.VERSION", -1)

    install(using="default", plan=[])
    index.refresh()

    assert names_of("patients") == ["Nurse"]


def test_installing_again_changes_nothing(nurse):
    install(using="default", plan=[])

    assert not ChangedRole.objects.exists()
    make_entry(nurse, make_dimension("Tools"), "Thermometer")
    assert names_of("thermometer") == ["Nurse"]
