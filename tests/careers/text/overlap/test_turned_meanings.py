"""Nothing is quoted without the words that turn, limit or permit it."""

import pytest

from careers.text.overlap import Label, Overlap


def alone(text):
    return [quote.quote for quote in Overlap({"a": text, "b": "Runs"}).alone("a")]


@pytest.mark.parametrize(
    "text",
    [
        "Does not handle budgets, contracts with suppliers, or staff matters",
        "Does not approve budgets, sign contracts, or hire people",
        "Has no budgets, contracts with suppliers, or staff",
        "Never approves budgets, signs contracts, or hires people",
        "Never approves budgets and signs contracts",
        "Cannot approve budgets and sign contracts with suppliers",
        "May approve budgets, sign contracts, and lead projects in the team",
        "Limited to small purchases, contracts with locals, and daily plans",
        "Only approves leave, rota swaps, and plans of the day",
        "Manages neither budgets nor contracts with suppliers",
        "Has little authority over budgets, contracts, or the team",
        "Works with little to no oversight",
        "Is not expected to travel, work at weekends, or be on call",
        "Manages up to 5 engineers, designers, and support staff",
        "Approves spending without the consent of the board or the finance team",
    ],
)
def test_a_list_keeps_the_word_that_turns_it(text):
    assert alone(text) == [text]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Does not travel and works at night", ["Does not travel", "works at night"]),
        (
            "May approve budgets and manages two teams",
            ["May approve budgets", "manages two teams"],
        ),
        (
            "Does not manage people but mentors two juniors",
            ["Does not manage people", "but mentors two juniors"],
        ),
        ("Is not on call; signs contracts", ["Is not on call", "signs contracts"]),
        ("Is not on call. Signs contracts", ["Is not on call", "Signs contracts"]),
        (
            "Trains 5 people, signs contracts",
            ["Trains 5 people", "signs contracts"],
        ),
    ],
)
def test_a_clause_of_its_own_is_not_turned(text, points):
    assert alone(text) == points


@pytest.mark.parametrize(
    "text",
    [
        "Not part of the role:\n\n- Approving budgets\n- Hiring staff",
        "Never:\n- Approves budgets\n- Hires staff",
        "Not responsible for: approving budgets, hiring staff",
        "- Does not:\n- approve budgets\n- hire staff",
        "You may:\n\n- Approve budgets\n- Hire staff",
    ],
)
def test_what_a_text_denies_is_neither_shared_nor_the_same(text):
    other = "- Approving budgets\n- Hiring staff"
    row = Overlap({"a": text, "b": other})
    assert row.shared == []
    assert row.label is not Label.NEARLY_THE_SAME
    assert "Approving budgets" in [quote.quote for quote in row.alone("b")]


def test_two_texts_can_deny_the_same():
    text = "Not part of the role:\n\n- Approving budgets\n- Hiring staff"
    row = Overlap({"a": text, "b": text.replace("role", "job")})
    assert row.label is Label.NEARLY_THE_SAME
    assert row.shared == []


def test_a_list_after_one_that_is_denied_is_not():
    text = (
        "Not part of the role:\n\n- Approving budgets\n\nPart of it:\n\n- Hiring staff"
    )
    assert alone(text) == ["Hiring staff"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Approves orders of the team", "Doesn't approve orders of the team"),
        ("Opens sealed boxes for officers", "Never opens sealed boxes for officers"),
        ("Needs supervision in daily work", "Needs no supervision in daily work"),
    ],
)
def test_what_one_text_says_and_the_other_denies_is_not_nearly_the_same(a, b):
    row = Overlap({"a": a, "b": b})
    assert row.shared == []
    assert row.label is Label.PARTLY_SHARED


def test_a_number_before_a_list_turns_nothing():
    assert alone("These 2 duties:\n\n- Hire staff\n- Approve budgets") == [
        "Hire staff",
        "Approve budgets",
    ]


def test_what_one_text_permits_and_the_other_denies_is_not_the_same():
    tasks = "\n\n- Approve budgets\n- Hire staff"
    row = Overlap({"a": f"You may:{tasks}", "b": f"You do not:{tasks}"})
    assert row.label is Label.DISTINCT
    assert row.shared == []
