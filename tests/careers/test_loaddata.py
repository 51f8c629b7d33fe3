"""Fixture files that people write themselves."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError
from django.utils import timezone

from careers.editorial.workflow import publishing
from careers.models import (
    Dimension,
    Family,
    Publication,
    Role,
    RoleDimensionEntry,
    Term,
    Theme,
)
from careers.search.roles import search_roles
from tests.database_rows import all_rows
from tests.factories import make_dimension, make_editor, make_entry, make_role
from tests.fixture_records import (
    dimension_record,
    entry_record,
    family_record,
    load_records,
    role_record,
    term_record,
    theme_record,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("record", "model"),
    [
        (family_record(), Family),
        (theme_record(), Theme),
        (dimension_record(), Dimension),
        (role_record(), Role),
    ],
)
def test_a_name_and_a_slug_are_enough(tmp_path, record, model):
    load_records(tmp_path, [record])

    loaded = model.objects.get()
    loaded.full_clean()
    assert (loaded.name, loaded.slug) == tuple(record["fields"].values())


def test_an_entry_needs_a_role_a_dimension_and_a_text(tmp_path):
    load_records(tmp_path, [role_record(), dimension_record(), entry_record()])

    assert RoleDimensionEntry.objects.get().text == "Reads reports."


def test_a_role_without_a_status_is_a_draft(tmp_path, client):
    load_records(tmp_path, [role_record()])

    assert Role.objects.get().status == "draft"
    assert client.get("/roles/analyst/").status_code == 404


def test_the_status_alone_publishes_a_role(tmp_path, client):
    records = [role_record(status="published"), dimension_record(), entry_record()]
    load_records(tmp_path, records)

    assert client.get("/roles/analyst/").status_code == 200


def test_a_public_role_needs_a_text(tmp_path):
    records = [role_record(status="published"), dimension_record()]
    reason = "Visitors would find no text of “Analyst”. Load one too"
    with pytest.raises(CommandError, match=reason):
        load_records(tmp_path, records)
    assert not Role.objects.exists()


def test_a_public_role_keeps_a_text(tmp_path):
    records = [role_record(status="published"), dimension_record(), entry_record()]
    load_records(tmp_path, records)
    with pytest.raises(CommandError, match="Visitors would find no text of “Analyst”"):
        load_records(tmp_path, [dimension_record(status="archived")])
    assert Dimension.objects.get().is_published


def test_every_documented_field_is_read(tmp_path):
    load_records(
        tmp_path,
        [
            family_record(position=3),
            theme_record(),
            dimension_record(
                position=2, question="Why?", theme=["authority"], is_summary=True
            ),
            role_record(family=["data"], status="archived"),
        ],
    )

    assert Family.objects.get().position == 3
    assert Dimension.objects.values_list(
        "position", "question", "theme__slug", "is_summary"
    ).get() == (2, "Why?", "authority", True)
    assert Role.objects.values_list("family__slug", "status").get() == (
        "data",
        "archived",
    )


def test_loading_again_changes_nothing(tmp_path):
    records = [
        family_record(),
        theme_record(),
        dimension_record(),
        role_record(family=["data"]),
        entry_record(),
        term_record(),
    ]
    load_records(tmp_path, records)
    before = all_rows()

    load_records(tmp_path, records)

    assert all_rows() == before


def test_loading_a_changed_file_updates_the_text(tmp_path):
    load_records(
        tmp_path, [role_record(status="published"), dimension_record(), entry_record()]
    )
    before = RoleDimensionEntry.objects.get()

    load_records(
        tmp_path,
        [role_record(), dimension_record(), entry_record(text="Writes reports.")],
    )

    after = RoleDimensionEntry.objects.get()
    assert (after.pk, after.text) == (before.pk, "Writes reports.")
    assert after.updated_at > before.updated_at


def test_loading_keeps_objects_that_are_not_in_the_file(tmp_path):
    load_records(tmp_path, [role_record(), dimension_record(), entry_record()])

    load_records(tmp_path, [role_record(name="Scientist", slug="scientist")])

    assert Role.objects.count() == 2
    assert RoleDimensionEntry.objects.count() == 1


def test_a_role_may_come_before_its_family(tmp_path):
    load_records(tmp_path, [role_record(family=["data"]), family_record()])

    assert Role.objects.get().family.name == "Data"


def test_loaded_content_can_be_searched(tmp_path):
    load_records(
        tmp_path,
        [
            role_record(other_names="Réporter"),
            dimension_record(),
            entry_record(text="Runs the CAFÉ"),
        ],
    )

    assert search_roles(Role.objects.all(), "reporter cafe").count() == 1


CONTENT = ["family", "theme", "dimension", "role", "roledimensionentry", "term"]


def review_date():
    return RoleDimensionEntry.objects.values_list("reviewed_at", flat=True).get()


def test_a_text_stays_reviewed_until_a_file_changes_it(tmp_path):
    files = [role_record(), dimension_record(), entry_record()]
    load_records(tmp_path, files)
    by = make_editor()
    RoleDimensionEntry.objects.update(reviewed_at=timezone.now(), reviewed_by=by)

    load_records(tmp_path, files)
    assert review_date()

    load_records(tmp_path, [entry_record(text="Says something else.")])
    assert review_date() is None


def test_dumped_content_can_be_loaded_again(tmp_path):
    load_records(
        tmp_path,
        [
            family_record(),
            theme_record(),
            dimension_record(),
            role_record(family=["data"]),
            entry_record(),
            term_record(variants="oversee\nrun", note="Of people"),
        ],
    )
    file = tmp_path / "dump.json"
    call_command(
        "dumpdata",
        *(f"careers.{kind}" for kind in CONTENT),
        natural_foreign=True,
        natural_primary=True,
        output=file,
        verbosity=0,
    )
    before = all_rows()
    Role.objects.all().delete()
    Dimension.objects.all().delete()
    Term.objects.all().delete()

    call_command("loaddata", file, verbosity=0)

    after = all_rows()
    for kind in ("Family", "Theme", "Dimension", "Role", "RoleDimensionEntry", "Term"):
        assert len(after[kind]) == len(before[kind]) == 1
    assert json.loads(file.read_text())


def test_a_term_needs_a_preferred_word_and_variants(tmp_path):
    load_records(tmp_path, [term_record(variants="  oversee \n\nrun")])

    term = Term.objects.get()
    assert (term.preferred, term.variants, term.note) == ("manage", "oversee\nrun", "")


def test_a_changed_file_updates_a_term(tmp_path):
    load_records(tmp_path, [term_record()])

    load_records(tmp_path, [term_record(variants="run\ndirect")])

    assert Term.objects.get().variants == "run\ndirect"
    assert [r.action for r in Term.history.all()] == ["loaded", "loaded"]


@pytest.mark.parametrize(
    "text",
    ["مهندس بيانات", "👩🏽‍🚀" * 100, "<script>", "a" * 50_000, "=1+1", "- one\n- two"],
)
def test_any_text_is_loaded_unchanged(tmp_path, text):
    load_records(tmp_path, [role_record(), dimension_record(), entry_record(text=text)])

    assert RoleDimensionEntry.objects.get().text == text


def test_a_loaded_text_is_cleaned(tmp_path):
    entry = entry_record(text="\ufeffReads\u00a0re\u00adports. \r\n")
    role = role_record(name="Analyst\u00a0II")
    load_records(tmp_path, [role, dimension_record(), entry])

    assert RoleDimensionEntry.objects.get().text == "Reads reports."
    assert Role.objects.get().name == "Analyst II"


def test_a_text_that_is_stored_as_in_the_file_stays(tmp_path):
    records = [role_record(), dimension_record(), entry_record(text="TBD\u00a0")]
    make_entry(make_role("Analyst"), make_dimension("Purpose"), "TBD\u00a0")
    load_records(tmp_path, records)

    assert RoleDimensionEntry.objects.get().text == "TBD\u00a0"


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path):
    content = json.dumps([role_record()]).encode("utf-8-sig")
    load_records(tmp_path, content)

    assert Role.objects.get().name == "Analyst"


def test_a_yaml_file_is_refused_with_a_way_on(tmp_path):
    file = tmp_path / "roles.yaml"
    file.write_text("- model: careers.role\n")

    with pytest.raises(CommandError, match=r"no YAML: convert .*roles\.yaml to JSON"):
        call_command("loaddata", file, verbosity=0)


def account(**fields):
    required = {"username": "lee", "password": "!"}
    return {"model": "auth.user", "pk": 7, "fields": required | fields}


def test_the_later_of_two_accounts_wins(tmp_path):
    load_records(tmp_path, [account(), account(username="kim")])

    assert User.objects.get().username == "kim"


def test_an_account_is_not_validated(tmp_path):
    load_records(tmp_path, [account(username="kim lee", email="nowhere")])

    assert User.objects.get().email == "nowhere"


def test_a_database_error_of_an_account_is_djangos(tmp_path):
    with pytest.raises(IntegrityError, match=r"Could not load auth\.User\(pk=8\)"):
        load_records(tmp_path, [account(), account() | {"pk": 8}])


@pytest.mark.parametrize(
    "content",
    [
        [account(colour="red")],
        [role_record(), account(groups=[["unknown"]])],
        b'[{"model": "auth.user", "fields": {}}',
    ],
)
def test_a_deserialization_error_of_an_account_is_djangos(tmp_path, content):
    with pytest.raises(DeserializationError, match=r"Problem|Group matching"):
        load_records(tmp_path, content)


def test_accounts_and_content_can_share_a_file(tmp_path):
    load_records(
        tmp_path,
        [
            account(),
            role_record(),
            account(username="kim"),
            dimension_record(),
            entry_record(),
        ],
    )

    assert User.objects.get().username == "kim"
    assert RoleDimensionEntry.objects.get().text == "Reads reports."


def test_an_excluded_model_is_not_checked(tmp_path):
    file = tmp_path / "mine.json"
    file.write_text(json.dumps([role_record(slug="A b"), dimension_record()]))

    call_command("loaddata", file, exclude=["careers.role"], verbosity=0)

    assert Dimension.objects.count() == 1


def test_what_a_file_makes_public_is_one_publication(tmp_path):
    records = [role_record(status="published"), dimension_record(), entry_record()]
    load_records(tmp_path, records)
    publication = Publication.objects.get()
    assert publication.why == "Loaded from a file"
    assert {change.name for change in publication.details.all()} == {
        "Analyst",
        "Purpose",
    }
    assert publication.texts.get().after == "Reads reports."


def test_loading_the_same_file_again_publishes_nothing(tmp_path):
    records = [role_record(status="published"), dimension_record(), entry_record()]
    load_records(tmp_path, records)
    load_records(tmp_path, records)
    assert Publication.objects.count() == 1


def test_a_loaded_file_can_be_undone(tmp_path, client):
    records = [role_record(status="published"), dimension_record(), entry_record()]
    load_records(tmp_path, records)
    publishing.undo(
        publication=Publication.objects.get(), by=make_editor(), why="Too early"
    )
    assert client.get("/roles/analyst/").status_code == 404
    assert client.get("/dimensions/purpose/").status_code == 404
    assert not RoleDimensionEntry.objects.exists()


def test_a_loaded_change_can_be_undone(tmp_path):
    records = [role_record(status="published"), dimension_record(), entry_record()]
    load_records(tmp_path, records)
    records[0]["fields"]["name"] = "Data Analyst"
    load_records(tmp_path, records)
    publishing.undo(publication=Publication.objects.first(), by=make_editor(), why="No")
    assert Role.objects.get().name == "Analyst"
