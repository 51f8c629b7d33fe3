"""`manage.py import_roles` writes all that files say, or nothing."""

import io
from datetime import timedelta
from itertools import count

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from careers.editorial.models import DetailsDraft, Draft
from careers.editorial.workflow import publishing
from careers.models import (
    Dimension,
    Family,
    Publication,
    Role,
    RoleDimensionEntry,
    TextChange,
)
from tests.database_rows import all_rows
from tests.factories import (
    limit_to,
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
)
from tests.failing_writes import BrokenDiskError, failing_write

from .import_tables import table

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return make_person("anna", "Editor")


@pytest.fixture
def run(tmp_path):
    """Return a function that imports rows, and returns what the command said."""

    def run(*rows, options=(), name="roles.csv"):
        file = tmp_path / name
        file.write_bytes(table(*rows))
        output, errors = io.StringIO(), io.StringIO()
        try:
            call_command("import_roles", file, *options, stdout=output, stderr=errors)
        except CommandError as error:
            return f"{output.getvalue()}{errors.getvalue()}{error}"
        return output.getvalue()

    return run


BY_ANNA = ["--by", "anna"]
COOK = ("Cook", "Kitchen", "Tools", "A pan.")
CHANGED = ("Analyst", "Data", "Purpose", "Counts all.")


def test_one_text_said_twice_differently_shows_both_places(run, analyst, anna):
    rows = [("Analyst", "Data", "Purpose", text) for text in ("One.", "Two.")]
    before = all_rows()

    said = run(*rows, options=BY_ANNA)

    assert (
        "roles.csv, E3: “Analyst: Purpose” has another text in roles.csv, E2. Leave "
        "one of the two."
    ) in said
    assert "Nothing was written: there is 1 problem." in said
    assert all_rows() == before


def test_texts_become_drafts_of_the_person_named(run, analyst, anna):
    said = run(CHANGED, options=BY_ANNA)

    assert "0 new, 1 changed" in said
    draft = Draft.objects.get()
    assert (draft.text, draft.base, draft.written_by) == (
        "Counts all.",
        "Counts.",
        anna,
    )
    assert list(draft.writers.all()) == [anna]
    assert analyst.entries.get().text == "Counts."


def test_the_history_says_that_a_draft_came_from_a_file(run, analyst, anna):
    run(CHANGED, options=BY_ANNA)

    record = Draft.history.get()
    assert record.get_action_display() == "Draft taken from a file"
    assert (record.history_change_reason, record.history_user) == ("roles.csv", anna)


def test_new_objects_are_hidden_drafts(run, analyst, anna):
    run(COOK, CHANGED, options=[*BY_ANNA, "--create"])

    cook = Role.objects.get(slug="cook")
    assert (cook.status, str(cook.family), cook.position) == ("draft", "Kitchen", 1)
    assert Family.objects.get(slug="kitchen").status == "draft"
    assert Dimension.objects.get(slug="tools").position == 2
    drafts = {(d.kind, d.key): d for d in DetailsDraft.objects.all()}
    draft = drafts["role", cook.pk]
    assert len(drafts) == 3
    assert draft.is_of_new_object
    assert draft.values["family"] == cook.family_id
    assert list(draft.writers.all()) == [anna]
    assert [r.action for r in Role.history.filter(id=cook.pk)] == ["created"]
    assert [r.action for r in DetailsDraft.history.all()] == ["imported"] * 3
    assert {d.text for d in cook.drafts.all()} == {"A pan."}


def test_roles_of_one_name_are_told_apart(run, purpose, anna):
    rows = [("Junior", family, "Purpose", "X") for family in ("iOS", "Android")]

    run(*rows, options=[*BY_ANNA, "--create"])

    assert [r.title for r in Role.objects.by_family()] == [
        "Junior (iOS)",
        "Junior (Android)",
    ]


def test_the_same_file_again_changes_nothing(run, analyst, anna):
    rows = [COOK, CHANGED]
    run(*rows, options=[*BY_ANNA, "--create"])
    before = all_rows()

    said = run(*rows, options=BY_ANNA)

    assert "0 new, 0 changed, 2 as they are" in said
    assert all_rows() == before


def test_any_problem_means_that_nothing_is_written(run, analyst, anna):
    make_dimension("Scope")
    before = all_rows()

    said = run(CHANGED, ("Analyst", "Data", "Scope", "\x07"), options=BY_ANNA)

    assert "roles.csv, E3: Remove the control character U+0007" in said
    assert "Nothing was written: there is 1 problem." in said
    assert all_rows() == before


def test_unknown_and_near_names_are_problems(run, analyst, anna):
    said = run(COOK, ("Analyst", "Data", "Purposes", "X"), options=BY_ANNA)

    assert "roles.csv, row 2: The site has no family “Kitchen”. Add --create" in said
    assert "Did you mean “Purpose”?" in said
    assert Draft.objects.count() == 0
    new = ["--new", "Purposes", "--create"]
    run(COOK, ("Analyst", "Data", "Purposes", "X"), options=[*BY_ANNA, *new])
    assert Dimension.objects.filter(name="Purposes").exists()


def test_a_trial_writes_nothing(run, analyst):
    before = all_rows()

    assert "this was a trial" in run(CHANGED, COOK, options=["--dry-run", "--create"])
    assert all_rows() == before


def test_publishing_makes_one_publication(run, analyst, purpose):
    options = ["--publish", "--why", "Moved in", "--create"]
    run(COOK, CHANGED, options=options)

    publication = Publication.objects.get()
    assert (publication.why, publication.made_by) == ("Moved in", None)
    assert publication.state == "published"
    assert [c.after for c in publication.texts.order_by("after")] == [
        "A pan.",
        "Counts all.",
    ]
    assert {c.name for c in publication.details.all()} == {"Cook", "Kitchen", "Tools"}
    assert not Draft.objects.exists()
    assert not DetailsDraft.objects.exists()
    cook = Role.objects.published().get(slug="cook")
    assert cook.entries.get().text == "A pan."
    assert analyst.entries.get().text == "Counts all."
    assert list(Role.objects.search("pan")) == [cook]


def test_a_publication_from_a_file_can_be_undone(run, analyst):
    ben = make_person("ben", "Administrator")
    run(COOK, CHANGED, options=["--publish", "--why", "Moved in", "--create"])

    publishing.undo(publication=Publication.objects.get(), why="Too early", by=ben)

    assert analyst.entries.get().text == "Counts."
    assert [role.slug for role in Role.objects.published()] == ["analyst"]


def test_publishing_names_who_published(run, analyst, anna):
    run(CHANGED, options=["--publish", "--why", "Moved in", *BY_ANNA])

    assert Publication.objects.get().made_by == anna
    assert TextChange.objects.get().written_by == anna


def test_publishing_leaves_the_drafts_of_others(run, analyst, purpose):
    make_draft(analyst, purpose, "Counts some.")

    run(CHANGED, options=["--publish", "--why", "Moved in"])

    assert analyst.entries.get().text == "Counts all."
    assert Draft.objects.get().text == "Counts some."


def test_publishing_is_refused_where_a_text_is_scheduled(run, analyst, purpose):
    approved = make_approved(analyst, purpose, "Soon.")
    make_publication([approved], due_at=timezone.now() + timedelta(days=1))

    said = run(CHANGED, options=["--publish", "--why", "Moved in"])

    assert "is scheduled for" in said
    assert analyst.entries.get().text == "Counts."


def test_empty_cells_remove_texts_only_if_asked_to(run, analyst, purpose, anna):
    make_dimension("Scope")
    row = ("Analyst", "Data", "Purpose", "")
    run(row, options=BY_ANNA)
    assert not Draft.objects.exists()

    run(row, options=[*BY_ANNA, "--remove"])

    assert Draft.objects.get().text == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "Say who writes the drafts"),
        (["--by", "nobody"], "no account with the username “nobody”"),
        (["--publish"], "Say why you publish"),
    ],
)
def test_the_command_says_what_is_missing(run, analyst, options, message):
    before = all_rows()

    assert message in run(CHANGED, options=options)
    assert all_rows() == before


def test_a_missing_file_is_named(anna):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_roles", "nowhere.csv", "--by", "anna")


def test_roles_outside_the_families_of_the_writer_are_refused(run, analyst):
    limit_to(make_person("dana", "Editor"), make_family("People"))

    said = run(CHANGED, COOK, options=["--by", "dana", "--create"])

    assert "This role isn’t in your families" in said
    assert "--by may not add it" in said
    assert not Draft.objects.exists()
    assert not RoleDimensionEntry.objects.filter(text="A pan.").exists()


def test_the_approval_of_a_text_is_over_when_a_file_changes_it(
    run, analyst, purpose, anna
):
    make_approved(analyst, purpose, "Counts a lot.")

    run(CHANGED, options=BY_ANNA)

    assert Draft.objects.get().state == "writing"


def test_words_of_colleagues_keep_their_writers(run, analyst, purpose, anna):
    words = "Counts everything that there is."
    writer = make_draft(analyst, purpose, words).written_by
    other = make_role("Auditor", texts={purpose: "Checks."})

    run(("Auditor", "", "Purpose", words), options=BY_ANNA)

    draft = Draft.objects.get(role=other)
    assert set(draft.writers.all()) == {anna, writer}


def test_a_terminal_shows_how_far_it_is(tmp_path, analyst, anna):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    file = tmp_path / "roles.csv"
    file.write_bytes(table(CHANGED))
    output = Terminal()

    call_command("import_roles", file, *BY_ANNA, stdout=output)

    assert "Saving [" in output.getvalue()
    assert "] 1/1\n" in output.getvalue()


@pytest.mark.parametrize("options", [BY_ANNA, ["--publish", "--why", "Moved in"]])
def test_a_failed_write_leaves_nothing_behind(run, analyst, anna, options):
    rows, options = [COOK, CHANGED], [*options, "--create"]
    before = all_rows()

    for number in count(1):
        with failing_write(number):
            try:
                run(*rows, options=options)
                break
            except BrokenDiskError:
                rows_now = all_rows()
                if Draft.objects.exists() or Publication.objects.exists():
                    break  # only what search knows was not written
                assert rows_now == before

    assert number > 10
