"""A broken fixture changes nothing, and the message names the broken record."""

import copy

import pytest
from django.core.management import CommandError

from tests.database_rows import all_rows
from tests.factories import make_dimension, make_entry, make_role
from tests.fixture_records import (
    dimension_record,
    entry_record,
    family_record,
    load_records,
    record,
    role_record,
    term_record,
    theme_record,
)

pytestmark = pytest.mark.django_db

GOOD = [
    family_record(),
    theme_record(),
    dimension_record(theme=["authority"], is_summary=True),
    dimension_record(name="Scope", slug="scope"),
    role_record(family=["data"], status="published"),
    role_record(name="Scientist", slug="scientist"),
    entry_record(),
    entry_record(dimension=["scope"], text="Answers for reports."),
    entry_record(role=["scientist"], text="Designs experiments."),
    term_record(),
]

A_ROLE = r"careers\.role “analyst”"
A_TERM = r"careers\.term “manage”"
AN_ENTRY = r"careers\.roledimensionentry “analyst / purpose”"

# Appended to the good records: (a record, the message).
BROKEN = {
    "a bad slug": (
        role_record(slug="A b"),
        r"role “A b”.*slug: Use lower-case letters",
    ),
    "a line break in a slug": (
        role_record(slug="a\n"),
        r"slug: Use lower-case letters",
    ),
    "vs in a slug": (
        role_record(name="New", slug="a-vs-b"),
        r"role “a-vs-b”.*“vs” joins roles in the address",
    ),
    "an unknown status": (
        role_record(name="New", slug="new", status="public"),
        r"role “new”.*'public' is not a valid choice",
    ),
    "a name that is there": (
        role_record(name="ANALYST", slug="new", family=["data"]),
        r"role “new”.*already a role with this name",
    ),
    "no name": (record("role", slug="new"), r"role “new”.*name: .*cannot be blank"),
    "no slug": (record("role", name="New"), r"role “”.*slug: .*cannot be blank"),
    "an unknown field": (
        role_record(name="New", slug="new", colour="red"),
        r"no field named 'colour'.*object 11, careers\.role “new”",
    ),
    "an unknown family": (
        role_record(name="New", slug="new", family=["nowhere"]),
        r"Family .*does not exist.*careers\.role “new”.*nowhere",
    ),
    "an unknown role": (
        entry_record(role=["unknown"]),
        r"has no role.*object 11, careers\.roledimensionentry “\['unknown'\]",
    ),
    "an unknown dimension": (
        entry_record(dimension=["nothing"]),
        r"has no dimension.*nothing",
    ),
    "an empty text": (
        entry_record(role=["scientist"], dimension=["scope"], text=""),
        r"entry “scientist / scope”.*text: .*cannot be blank",
    ),
    "a text of spaces": (
        entry_record(role=["scientist"], dimension=["scope"], text=" \n"),
        r"entry “scientist / scope”.*text: .*cannot be blank",
    ),
    "a text that says nothing": (
        entry_record(role=["scientist"], dimension=["scope"], text="N/A"),
        r"entry “scientist / scope”.*“N/A” only says that there is no text",
    ),
    "a number for a text": (
        entry_record(role=["scientist"], dimension=["scope"], text=5),
        r"This is no text: 5\..*object 11, .*entry “\['scientist'\] / \['scope'\]",
    ),
    "a list for a name": (
        role_record(name=["New"], slug="new"),
        r"This is no text: \[\"New\"\]\..*careers\.role “new”",
    ),
    "true for other names": (
        role_record(name="New", slug="new", other_names=True),
        r"This is no text: true\..*careers\.role “new”",
    ),
    "a number for a slug": (
        role_record(name="New", slug=7),
        r"This is no text: 7\..*careers\.role “7”",
    ),
    "a NUL": (
        entry_record(role=["scientist"], dimension=["scope"], text="a\0"),
        r"entry “scientist / scope”.*U\+0000 at position 2",
    ),
    "half a surrogate pair": (
        entry_record(role=["scientist"], dimension=["scope"], text="\ud800"),
        r"entry “scientist / scope”.*surrogates not allowed",
    ),
    "a text that is too long": (
        entry_record(role=["scientist"], dimension=["scope"], text="a" * 100_001),
        r"entry “scientist / scope”.*Keep it to 100,000 characters",
    ),
    "a control character before its family is known": (
        role_record(name="New\x07", slug="new", family=["later"]),
        r"role “new”.*name: Remove the control character U\+0007",
    ),
    "a second summary": (
        dimension_record(name="More", slug="more", is_summary=True),
        r"dimension “more”.*Clear the box there first",
    ),
    "a text that is there": (entry_record(), rf"{AN_ENTRY}.*appears twice"),
    "a role that is there": (role_record(), rf"{A_ROLE}.*appears twice"),
    "the same text by a key": (
        entry_record() | {"pk": 999_999},
        rf"{AN_ENTRY}.*already has a text",
    ),
    "a position that is no number": (
        dimension_record(name="New", slug="new", position="first"),
        r"must be an integer.*careers\.dimension “new”",
    ),
    "a position below zero": (
        family_record(name="New", slug="new", position=-1),
        r"family “new”.*position: ",
    ),
    "a preferred word that is there": (
        term_record(preferred="MANAGE", variants="run"),
        r"term “MANAGE”.*preferred: There is already a term with this preferred word",
    ),
    "a variant that is there": (
        term_record(preferred="lead", variants="run\nOversee"),
        r"term “lead”.*variants: “Oversee” already belongs to the term “manage”",
    ),
    "a preferred word as a variant": (
        term_record(preferred="lead", variants="manage"),
        r"term “lead”.*variants: “manage” already belongs to the term “manage”",
    ),
    "the same variant twice": (
        term_record(preferred="lead", variants="run\nrun"),
        r"term “lead”.*variants: “run” appears more than once",
    ),
    "a term that is there": (term_record(), rf"{A_TERM}.*appears twice"),
    "an unknown field of a term": (
        term_record(preferred="lead", words="run"),
        r"no field named 'words'.*object 11, careers\.term “lead”",
    ),
    "an unknown model": ({"model": "careers.rolle", "fields": {}}, r"careers\.rolle"),
    "a name that is null": (
        role_record(name=None, slug="new"),
        r"role “new”.*name: .*cannot be null",
    ),
    "a key beyond any database": (
        role_record(name="N", slug="n") | {"pk": 2**70},
        r"“n”",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_record_is_named_and_changes_nothing(tmp_path, case):
    make_entry(make_role("Here"), make_dimension("Before"))
    before = all_rows()
    broken, message = BROKEN[case]

    with pytest.raises(CommandError, match=rf"(?s)^Nothing was loaded\. .*{message}"):
        load_records(tmp_path, [*GOOD, broken])

    assert all_rows() == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'[{"model": "careers.role", ', r"mine\.json.*line 1 column 28"),
        (b"", r"mine\.json.*line 1 column 1"),
        ('["é"]'.encode("latin-1"), r"decode byte 0xe9.*mine\.json"),
        (b"[" * 100_000, r"recursion.*mine\.json"),
        (b'{"model": "careers.role"}', r"mine\.json"),
        (b"[5]", r"mine\.json"),
        (b'[{"model": "careers.role"}]', r"mine\.json.*'fields'"),
        (b'[{"model": "careers.role", "fields": 5}]', r"object 1, careers\.role “”"),
    ],
)
def test_a_file_that_is_no_fixture_is_named(tmp_path, content, message):
    with pytest.raises(CommandError, match=rf"(?s)^Nothing was loaded\. .*{message}"):
        load_records(tmp_path, content)


# A role needs no family.
WRONG = {
    "name": [None, "", "a\0", 5, ["A"], True],
    "text": [None, "", "a\0", "TBD", 1.5, {}],
    "family": [["nowhere"], "data"],
    "theme": [["nowhere"], "authority"],
    "role": [None, ["unknown"], "analyst", []],
    "dimension": [None, ["nothing"], {}],
    "slug": [None, "A b", 1.5],
    "status": [None, "public"],
    "is_summary": [None, "perhaps"],
    "preferred": [None, "", "a\0", "\ud800", "&", "Oversee"],
    "variants": [None, "", "\n", "a\0", "Manage", "run\nrun"],
}
PLACES = [(place, field) for place, good in enumerate(GOOD) for field in good["fields"]]


@pytest.mark.parametrize(("place", "field"), PLACES)
def test_a_wrong_value_in_any_field_changes_nothing(tmp_path, place, field):
    load_records(tmp_path, GOOD)
    before = all_rows()

    for wrong in WRONG[field]:
        records = copy.deepcopy(GOOD)
        records[place]["fields"][field] = wrong
        with pytest.raises(CommandError, match="Nothing was loaded"):
            load_records(tmp_path, records)

    assert all_rows() == before


def test_a_file_cut_off_anywhere_changes_nothing(tmp_path):
    before = all_rows()
    for end in range(len(GOOD)):
        records = [*copy.deepcopy(GOOD[:end]), {"model": "careers.role"}]
        with pytest.raises(CommandError, match="Nothing was loaded"):
            load_records(tmp_path, records)

    assert all_rows() == before
