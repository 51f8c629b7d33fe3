"""What files would change is known before any of it is written."""

import pytest

from careers.editorial.files.plan import LEFT_OUT, NEW, Plan
from careers.editorial.files.planning import make_plan
from careers.editorial.workflow import Scope
from careers.models import FormerSlug, Kind
from tests.factories import (
    limit_to,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_role,
)

from .import_tables import acts, plan_of, problems, reading

pytestmark = pytest.mark.django_db


def keys(plan):
    return [(text.role, text.dimension) for text in plan.texts]


def test_a_text_is_new_changed_or_as_it_is(analyst, purpose):
    scope = make_dimension("Scope")
    tools = make_dimension("Tools")
    make_draft(analyst, scope, "All of it.")
    plan = plan_of(
        ("Analyst", "Data", "Purpose", "Counts all."),
        ("Analyst", "Data", "Scope", "All of it."),
        ("Analyst", "Data", "Tools", "A pen."),
    )

    assert acts(plan) == [
        ("change", "Counts all."),
        ("unchanged", "All of it."),
        ("create", "A pen."),
    ]
    assert keys(plan) == [
        (analyst.pk, dimension.pk) for dimension in (purpose, scope, tools)
    ]
    assert problems(plan) == []


@pytest.mark.parametrize(
    "row",
    [
        ("", "", "Purpose", "X", "analyst"),
        ("Another name", "", "Purpose", "X", "analyst"),
        ("ANALYST", "", "purpose", "X"),
        ("Analyst", "data", "Purpose", "X"),
        ("Analyst\u00a0", "Data", "Purpose", "X"),
        ("Number cruncher", "Data", "Purpose", "X"),
        ("NC", "", "Purpose", "X"),
        ("", "", "Purpose", "X", "cruncher"),
        ("Analyst (Data)", "", "Purpose", "X"),
    ],
)
def test_a_role_is_found_by_what_a_file_may_call_it(analyst, row):
    analyst.other_names, analyst.abbreviations = "Number Cruncher", "NC"
    analyst.save()
    FormerSlug.objects.create(role=analyst, slug="cruncher")

    plan = plan_of(row)

    assert [text.role for text in plan.texts] == [analyst.pk]
    assert plan.unknown == []


def test_one_name_in_two_families_is_two_roles(analyst):
    people = make_role("Analyst", slug="analyst-2", family=make_family("People"))

    plan = plan_of(
        ("Analyst", "Data", "Purpose", "One."),
        ("Analyst", "People", "Purpose", "Two."),
    )

    assert [text.role for text in plan.texts] == [analyst.pk, people.pk]


def test_a_name_in_two_families_has_to_say_which(analyst):
    make_role("Analyst", slug="analyst-2", family=make_family("People"))

    plan = plan_of(("Analyst", "", "Purpose", "One."))

    [problem] = problems(plan)
    assert problem.startswith("roles.csv, row 2: “Analyst” can be several roles")
    assert plan.texts == []


def test_what_the_site_does_not_have_is_left_out_until_someone_says_so(analyst):
    rows = [
        ("Cook", "Kitchen", "Tools", "A pan."),
        ("Analyst", "Data", "Purpose", "Counts."),
    ]
    plan = plan_of(*rows)

    assert [(u.kind, u.name) for u in plan.unknown] == [
        (Kind.FAMILY, "Kitchen"),
        (Kind.ROLE, "Cook"),
        (Kind.DIMENSION, "Tools"),
    ]
    assert plan.left_out == 1
    assert plan.new == []
    chosen = plan_of(*rows, choices={u.id: NEW for u in plan.unknown})
    assert [str(new) for new in chosen.new] == ["Kitchen", "Cook", "Tools"]
    assert chosen.left_out == 0
    out = plan_of(*rows, choices={u.id: LEFT_OUT for u in plan.unknown})
    assert (out.new, out.left_out) == ([], 1)


def test_a_role_waits_for_its_family(data):
    rows = [("Cook", "Kitchen", "Purpose", "Cooks.")]
    [_family, role] = plan_of(*rows).unknown[:2]

    plan = plan_of(*rows, choices={role.id: NEW})

    assert plan.new == []
    assert plan.unknown[1].is_waiting


def test_a_family_with_two_spellings_has_one_new_role(data, purpose):
    rows = [("Cook", family, "Purpose", "Cooks.") for family in ("Data", "Dataa")]
    near = next(u for u in plan_of(*rows).unknown if u.kind == Kind.FAMILY)
    chosen = {near.id: "data"}
    roles = {u.id: NEW for u in plan_of(*rows).unknown if u.kind == Kind.ROLE}

    plan = plan_of(*rows, choices=chosen | roles)

    assert [(new.name, new.family) for new in plan.new] == [("Cook", data.pk)]
    assert acts(plan) == [("create", "Cooks.")]


def test_a_near_name_is_asked_about(analyst):
    dimension = make_dimension("Decision-Making Authority")
    rows = [("Analyst", "", "Decision making authority", "All.")]
    plan = plan_of(*rows, create=True)

    [unknown] = plan.unknown
    assert [item.name for item in unknown.near] == ["Decision-Making Authority"]
    assert plan.texts == []
    chosen = plan_of(*rows, choices={unknown.id: dimension.slug})
    assert [text.dimension for text in chosen.texts] == [dimension.pk]
    new = plan_of(*rows, new_names={"decision making authority"})
    assert [item.name for item in new.new] == ["Decision making authority"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Engineer 2", "Engineer 3"),
        ("Engineer I", "Engineer II"),
        ("Junior Data Warehouse Engineer", "Senior Data Warehouse Engineer"),
        ("Scope", "Scope of work"),
        ("Core Responsibilities", "Scope of Responsibilities"),
    ],
)
def test_another_level_is_no_near_name(purpose, name, other):
    make_role(other)

    plan = plan_of((name, "", "Purpose", "X"))

    assert [unknown.near for unknown in plan.unknown] == [()]


def test_new_roles_come_in_the_order_of_the_file_after_the_others(data, purpose):
    make_role("Lead", family=data, position=4)
    rows = [(name, "Data", "Purpose", "X") for name in ("Zoo keeper", "Baker")]

    plan = plan_of(*rows, create=True)

    assert [(n.name, n.slug, n.position, n.family) for n in plan.new] == [
        ("Zoo keeper", "zoo-keeper", 5, data.pk),
        ("Baker", "baker", 6, data.pk),
    ]


def test_new_roles_of_one_name_get_slugs_with_their_families(purpose):
    rows = [("Junior", family, "Purpose", "X") for family in ("iOS", "Android")]

    plan = plan_of(*rows, create=True)

    roles = [new.slug for new in plan.new if new.kind == Kind.ROLE]
    assert roles == ["junior", "junior-android"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("", "", "Purpose", "X", "nobody"), "There is no role “nobody”. Give its"),
        (("Cook", "", "Purpose", "X", "Bad Slug"), "“Cook”: Use lower-case"),
        (("Cook", "", "Purpose", "X", "a-vs-b"), "can’t have the slug “a-vs-b”"),
        (("C" * 161, "", "Purpose", "X"), "at most 160 characters"),
    ],
)
def test_an_unusable_name_is_a_problem(purpose, row, message):
    [problem] = problems(plan_of(row, create=True))

    assert problem.startswith("roles.csv, row 2: ")
    assert message in problem


def test_one_text_said_twice_the_same_is_one_text(analyst, purpose):
    row = ("Analyst", "Data", "Purpose", "• Counts\n• Adds up")
    plan = make_plan([reading(row), reading(row, name="more.csv")])

    assert acts(plan) == [("change", "- Counts\n- Adds up")]
    assert plan.texts[0].is_cleaned
    assert plan.files == ["roles.csv", "more.csv"]


@pytest.mark.parametrize("text", ["", " ", "-", "TBD", "Not described yet"])
def test_an_empty_cell_removes_a_text_only_if_asked_to(analyst, text):
    row = ("Analyst", "Data", "Purpose", text)

    assert plan_of(row).written == []
    assert [t.act for t in plan_of(row).texts] == ["remove"]
    [planned] = plan_of(row, remove=True).written
    assert (planned.act, planned.text) == ("remove", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * 100_001, "Keep it to 100,000 characters"),
        ("a\x07b", "Remove the control character U+0007"),
    ],
)
def test_an_unusable_text_is_a_problem_with_its_place(analyst, text, message):
    [problem] = problems(plan_of(("Analyst", "Data", "Purpose", text)))

    assert problem.startswith("roles.csv, E2: ")
    assert message in problem


def test_roles_of_other_families_are_a_problem_once(analyst, purpose):
    make_dimension("Scope")
    person = limit_to(make_person("dana", "Editor"), make_family("People"))
    rows = [("Analyst", "", name, "New.") for name in ("Purpose", "Scope")]

    plan = plan_of(*rows, scope=Scope.of(person), create=True)

    [problem] = problems(plan)
    assert "E2: “Analyst”: This role isn’t in your families." in problem


def test_who_may_not_add_dimensions_is_not_asked_to(analyst):
    row = ("Analyst", "", "Tools", "A pen.")

    plan = plan_of(row, create=True, may_create={Kind.ROLE})

    assert not plan.unknown[0].may_be_new
    assert plan.new == []


def test_lines_can_become_lists(analyst):
    row = ("Analyst", "", "Purpose", "Plan\nWrite\nCheck")

    assert plan_of(row).line_by_line == 1
    assert acts(plan_of(row, as_lists=True)) == [("change", "- Plan\n- Write\n- Check")]


def test_a_plan_is_the_same_after_it_was_kept(analyst):
    rows = [
        ("Analyst", "Data", "Purpose", "Counts all."),
        ("Cook", "Kitchen", "Purpose", "\x07"),
        ("Analyts", "Data", "Purpose", "X"),
        *(("Analyst", "Data", "Tasks", text) for text in ("One.", "Two.")),
    ]
    plan = plan_of(*rows, create=True)

    assert plan.problems
    assert plan.disagreements
    assert Plan.from_json(plan.to_json()) == plan
