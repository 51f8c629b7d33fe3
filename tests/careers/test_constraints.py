"""Every rule of the database, enforced by the database itself and by forms."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from careers.editorial.models import SecurityEvent
from careers.models import (
    KINDS,
    Dimension,
    Family,
    FormerDimensionSlug,
    FormerSlug,
    OldAddress,
    Role,
    RoleDimensionEntry,
    Term,
    Theme,
)
from tests.broken_objects import (
    NOW,
    a_comment,
    a_details_change,
    a_details_draft,
    a_dimension_of_the_same_name,
    a_draft,
    a_publication,
    a_redacted_version,
    a_redaction,
    a_role_of_the_same_name,
    a_saved_view,
    a_second_change_of_details,
    a_second_details_draft,
    a_second_draft,
    a_second_family,
    a_second_limit,
    a_second_pair,
    a_second_presence,
    a_second_redacted_version,
    a_second_set_of_roles,
    a_second_summary,
    a_second_term,
    a_second_text,
    a_second_text_of_a_cell,
    a_second_theme,
    a_second_view_of_the_same_name,
    a_text,
    a_text_approved_by_no_one,
    a_text_reviewed_by_no_one,
    an_editor,
    an_event,
    saved,
)
from tests.factories import (
    make_dimension,
    make_entry,
    make_family,
    make_role,
    make_theme,
)

pytestmark = pytest.mark.django_db

PLAIN = "Use lower-case letters, digits and single hyphens"
BLANK = "cannot be blank"


def of_kind(kind, **fields):
    """Return an object of a kind that breaks no rule but through ``fields``."""
    names = {"preferred": "A", "variants": "b"} if kind == "term" else {"name": "A"}
    names |= {} if kind == "term" else {"slug": "a"}
    return KINDS[kind](**names, **fields)


def with_the_same_slug(kind):
    make = {
        "family": make_family,
        "theme": make_theme,
        "dimension": make_dimension,
        "role": make_role,
    }[kind]
    make("One", slug="same")
    return KINDS[kind](name="Two", slug="same")


def rules_of_content(kind):
    """Return the rules of what is public and what is deleted, for one kind."""
    return {
        f"{kind}_status_is_known": (
            lambda: of_kind(kind, status="gone"),
            "'gone' is not a valid choice",
        ),
        f"{kind}_says_when_it_was_deleted": (
            lambda: of_kind(kind, status="deleted"),
            BROKEN,
        ),
        f"{kind}_deleted_by_a_person": (
            lambda: of_kind(kind, status="deleted", deleted_at=NOW),
            BROKEN,
        ),
    }


def rule_of_slugs(kind):
    message = f"(?i){kind} with this slug already exists"
    return {f"{kind}_slugs_differ": (lambda: with_the_same_slug(kind), message)}


BROKEN = "is violated"
TOO_LONG = "Keep it to|at most"

# Constraint: (an object that breaks it, what a form says).
RULES = {
    "family_slug_is_plain": (lambda: Family(name="A", slug="A b"), PLAIN),
    "family_has_a_name": (lambda: Family(name=" ", slug="a"), BLANK),
    "family_names_differ": (a_second_family, "already a family with this name"),
    "theme_slug_is_plain": (lambda: Theme(name="A", slug="a_b"), PLAIN),
    "theme_has_a_name": (lambda: Theme(name="\t", slug="a"), BLANK),
    "theme_names_differ": (a_second_theme, "already a theme with this name"),
    "term_has_a_preferred_word": (lambda: Term(preferred=" ", variants="a"), BLANK),
    "term_has_variants": (lambda: Term(preferred="a", variants="\n"), BLANK),
    "term_variants_are_not_too_long": (
        lambda: Term(preferred="a", variants="b" * 1_001),
        "Keep it to 1,000 characters",
    ),
    "term_names_differ": (a_second_term, "already a term with this preferred word"),
    "dimension_slug_is_plain": (lambda: Dimension(name="A", slug="a--b"), PLAIN),
    "dimension_has_a_name": (lambda: Dimension(name="\n", slug="a"), BLANK),
    "dimension_names_differ": (
        a_dimension_of_the_same_name,
        "already a dimension with this name",
    ),
    "at_most_one_summary_dimension": (a_second_summary, "Clear the box there first"),
    "length_guide_is_at_least_one_word": (
        lambda: Dimension(name="A", slug="a", length_guide=0),
        "greater than or equal to 1",
    ),
    "family_position_is_bounded": (
        lambda: Family(name="A", slug="a", position=1_000_001),
        "less than or equal to 1000000",
    ),
    "dimension_position_is_bounded": (
        lambda: Dimension(name="A", slug="a", position=1_000_001),
        "less than or equal to 1000000",
    ),
    "length_guide_is_bounded": (
        lambda: Dimension(name="A", slug="a", length_guide=5_001),
        "less than or equal to 5000",
    ),
    "role_other_names_are_not_too_long": (
        lambda: Role(name="A", slug="a", other_names="a" * 1_001),
        "Keep it to 1,000 characters",
    ),
    "formerslug_is_plain": (
        lambda: FormerSlug(slug="A b", role=make_role("A")),
        PLAIN,
    ),
    "formerdimensionslug_is_plain": (
        lambda: FormerDimensionSlug(slug="A b", dimension=make_dimension()),
        PLAIN,
    ),
    "role_slug_is_plain": (lambda: Role(name="A", slug="a-"), PLAIN),
    "role_slug_cannot_be_read_as_a_comparison": (
        lambda: Role(name="A", slug="a-vs-b"),
        "“vs” joins roles in the address of a comparison",
    ),
    "role_has_a_name": (lambda: Role(name="", slug="a"), BLANK),
    "role_position_is_bounded": (
        lambda: Role(name="A", slug="a", position=1_000_001),
        "less than or equal to 1000000",
    ),
    "old_address_is_a_path": (
        lambda: OldAddress(address="old", leads_to="/roles/"),
        "below the site’s name",
    ),
    "old_address_leads_to_this_site": (
        lambda: OldAddress(address="/old", leads_to="//evil.example/"),
        "follows this site’s name",
    ),
    "role_names_differ": (a_role_of_the_same_name, "already a role with this name"),
    "one_entry_per_role_and_dimension": (
        a_second_text,
        "already has a text for this dimension",
    ),
    "entry_has_a_text": (lambda: a_text(" \n\t"), BLANK),
    "entry_text_is_not_too_long": (
        lambda: a_text("a" * 100_001),
        "Keep it to 100,000 characters",
    ),
    "entry_is_reviewed_by_a_person": (a_text_reviewed_by_no_one, BROKEN),
    "one_draft_per_role_and_dimension": (a_second_draft, "already has a draft"),
    "draft_state_is_known": (lambda: a_draft(state="gone"), "not a valid choice"),
    "draft_text_is_not_too_long": (lambda: a_draft(text="a" * 100_001), TOO_LONG),
    "draft_base_is_not_too_long": (lambda: a_draft(base="a" * 100_001), TOO_LONG),
    "draft_is_returned_by_a_person": (lambda: a_draft(returned_at=NOW), BROKEN),
    "draft_is_submitted_by_a_person": (
        lambda: a_draft(state="in_review", submitted_at=NOW),
        BROKEN,
    ),
    "draft_is_approved_by_a_person": (
        lambda: a_draft(state="approved", approved_at=NOW),
        BROKEN,
    ),
    "draft_state_says_what_was_done": (lambda: a_draft(state="in_review"), BROKEN),
    "comment_has_a_text": (lambda: a_comment(" "), BLANK),
    "comment_is_not_too_long": (lambda: a_comment("a" * 2_001), TOO_LONG),
    "one_presence_per_role_and_person": (a_second_presence, "already exists"),
    "redaction_state_is_known": (
        lambda: a_redaction(state="gone", ended_at=NOW, ended_by=an_editor()),
        "not a valid choice",
    ),
    "redaction_has_a_reason": (lambda: a_redaction(why=" "), BLANK),
    "redaction_reason_is_not_too_long": (
        lambda: a_redaction(why="a" * 501),
        TOO_LONG,
    ),
    "redaction_is_ended_by_a_person": (
        lambda: a_redaction(state="done", ended_at=NOW),
        BROKEN,
    ),
    "redaction_has_ended_unless_asked": (lambda: a_redaction(state="done"), BROKEN),
    "one_redaction_of_a_version": (a_second_redacted_version, "already exists"),
    "redacted_version_is_of_a_text_or_an_object": (
        lambda: a_redacted_version(dimension=None),
        BROKEN,
    ),
    "saved_view_names_differ": (
        a_second_view_of_the_same_name,
        "already have a view with this name",
    ),
    "saved_view_page_is_known": (
        lambda: a_saved_view(page="gone"),
        "not a valid choice",
    ),
    "saved_view_has_a_name": (lambda: a_saved_view(name=" "), BLANK),
    "saved_view_query_is_not_too_long": (
        lambda: a_saved_view(query="a" * 8_001),
        TOO_LONG,
    ),
    "facet_values_differ": (a_second_set_of_roles, "already exists"),
    "similar_roles_are_named_once": (a_second_pair, "already exists"),
    "one_limit_per_person_and_family": (a_second_limit, "already chosen"),
    "account_event_kind_is_known": (
        lambda: an_event(kind="gone"),
        "not a valid choice",
    ),
    "account_event_is_made_by_a_person": (
        lambda: an_event(kind="groups", made_by=None),
        BROKEN,
    ),
    "account_event_needs_no_confirmation": (
        lambda: an_event(kind="groups", confirmation=saved(an_event(kind="confirmed"))),
        BROKEN,
    ),
    "security_event_kind_is_known": (
        lambda: SecurityEvent(kind="gone", made_at=NOW, kept_until=NOW.date()),
        "not a valid choice",
    ),
    "publication_state_is_known": (
        lambda: a_publication(state="gone", ended_at=NOW),
        "not a valid choice",
    ),
    "publication_has_a_reason": (lambda: a_publication(why=" "), BLANK),
    "publication_reason_is_not_too_long": (
        lambda: a_publication(why="a" * 501),
        TOO_LONG,
    ),
    "publication_has_ended_unless_scheduled": (
        lambda: a_publication(state="published"),
        BROKEN,
    ),
    "publication_is_cancelled_by_a_person": (
        lambda: a_publication(state="cancelled", ended_at=NOW),
        BROKEN,
    ),
    "one_text_per_cell_and_publication": (a_second_text_of_a_cell, "already exists"),
    "text_change_is_approved_by_a_person": (a_text_approved_by_no_one, BROKEN),
    "one_change_per_object_and_publication": (
        a_second_change_of_details,
        "already exists",
    ),
    "details_change_is_one": (
        lambda: a_details_change(after={"name": "A"}),
        BROKEN,
    ),
    "details_change_is_approved_by_a_person": (
        lambda: a_details_change(approved_at=NOW),
        BROKEN,
    ),
    "one_draft_of_details_per_object": (a_second_details_draft, "already exists"),
    "details_draft_remark_is_not_too_long": (
        lambda: a_details_draft(remark="a" * 2_001),
        TOO_LONG,
    ),
    "detailsdraft_state_is_known": (
        lambda: a_details_draft(state="gone"),
        "not a valid choice",
    ),
    "detailsdraft_is_returned_by_a_person": (
        lambda: a_details_draft(returned_at=NOW),
        BROKEN,
    ),
    "detailsdraft_is_submitted_by_a_person": (
        lambda: a_details_draft(state="in_review", submitted_at=NOW),
        BROKEN,
    ),
    "detailsdraft_is_approved_by_a_person": (
        lambda: a_details_draft(state="approved", approved_at=NOW),
        BROKEN,
    ),
    "detailsdraft_state_says_what_was_done": (
        lambda: a_details_draft(state="in_review"),
        BROKEN,
    ),
}
for kind in KINDS:
    RULES |= rules_of_content(kind)
    if kind != "term":
        RULES |= rule_of_slugs(kind)


@pytest.mark.parametrize("rule", RULES)
def test_the_database_refuses_an_object_that_breaks_a_rule(rule):
    wrong = RULES[rule][0]()

    # SQLite names the columns of a plain unique index instead of the index.
    with pytest.raises(IntegrityError, match=f"{rule}|UNIQUE.* (careers|editorial)_"):
        type(wrong).objects.bulk_create([wrong])


@pytest.mark.parametrize("rule", RULES)
def test_a_form_refuses_it_with_a_message(rule):
    wrong, message = RULES[rule]

    with pytest.raises(ValidationError, match=message):
        wrong().full_clean()


def test_every_named_constraint_is_tested_here():
    models = [
        model
        for label in ("careers", "editorial")
        for model in apps.get_app_config(label).get_models()
    ]

    assert {c.name for model in models for c in model._meta.constraints} == set(RULES)


@pytest.mark.parametrize("make", [make_family, make_theme, make_dimension, make_role])
def test_two_objects_of_a_kind_cannot_share_a_slug(make):
    make("One", slug="same")

    with pytest.raises(IntegrityError):
        make("Two", slug="same")


def test_the_longest_text_is_saved_whole():
    entry = a_text("a" * 100_000)

    entry.full_clean()
    entry.save()

    entry.refresh_from_db()
    assert len(entry.text) == 100_000


def test_any_number_of_dimensions_may_be_no_summary():
    make_dimension("One")
    make_dimension("Two")

    assert Dimension.objects.filter(is_summary=False).count() == 2


def test_a_family_with_roles_cannot_be_deleted():
    family = make_family()
    make_role("Data Engineer", family=family)

    with pytest.raises(IntegrityError), transaction.atomic():
        family.delete()

    assert Role.objects.get().family == family


def test_deleting_a_theme_keeps_its_dimensions():
    dimension = make_dimension(theme=make_theme())

    dimension.theme.delete()

    dimension.refresh_from_db()
    assert dimension.theme is None


@pytest.mark.parametrize("kind", ["role", "dimension"])
def test_deleting_a_role_or_dimension_deletes_its_texts(kind):
    entry = make_entry(make_role("Data Engineer"), make_dimension())

    getattr(entry, kind).delete()

    assert not RoleDimensionEntry.objects.exists()


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f"])
def test_control_characters_are_refused_with_their_position(character):
    entry = a_text(f"ab{character}c")

    with pytest.raises(ValidationError, match=r"U\+00.. at position 3"):
        entry.full_clean()


def test_tabs_line_breaks_and_any_script_are_allowed():
    a_text("Leads:\r\n- one\n\tمهندس بيانات 👩🏽‍🚀 <script>").full_clean()
