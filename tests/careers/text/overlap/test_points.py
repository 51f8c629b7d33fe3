import pytest

from careers.text.overlap.points import cut


def quotes(text):
    return [point.quote for point in cut(text)]


def leads(text):
    return {point.lead for point in cut(text)}


def test_a_sentence_has_a_point_for_every_listed_item():
    text = "Reports to CTO, Head of AI, or VP Engineering"
    assert quotes(text) == ["CTO", "Head of AI", "VP Engineering"]
    assert leads(text) == {"Reports to"}


def test_a_bullet_is_one_point():
    text = "Owns:\n\n- Plans, budgets, and forecasts.\n- Hiring\n  and pay"
    assert quotes(text) == [
        "Owns",
        "Plans, budgets, and forecasts",
        "Hiring\n  and pay",
    ]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Plans — budgets, goals", ["Plans", "budgets, goals"]),
        ("Plans — budgets, goals, hiring", ["Plans", "budgets", "goals", "hiring"]),
        ("Coaches on pay; hires", ["Coaches on pay", "hires"]),
        ("Owns: uptime", ["Owns", "uptime"]),
        ("Leads a shift. Trains staff.", ["Leads a shift", "Trains staff"]),
        ("Uses tools (A, B, etc.) daily", ["Uses tools (A, B, etc.) daily"]),
        ("Reports to A, B and C", ["A", "B", "C"]),
        ("Works with buyers and sellers", ["buyers", "sellers"]),
        ("may manage a team or a rotation", ["a team", "a rotation"]),
        ("Tells costs, risks, and dates", ["costs", "risks", "dates"]),
        (
            "Turns tested, documented models over",
            ["Turns tested, documented models over"],
        ),
    ],
)
def test_a_sentence_is_cut_at_its_lists(text, points):
    assert quotes(text) == points


def test_verbs_stay_with_their_objects():
    text = "Leads reviews, participates in audits, and presents results"
    assert quotes(text) == [
        "Leads reviews",
        "participates in audits",
        "presents results",
    ]
    assert [point.lead for point in cut(text)] == [
        "Leads",
        "participates in",
        "presents",
    ]


def test_the_recipients_of_a_message_are_points():
    text = "Communicates incident status and risks to teams and leadership"
    assert quotes(text) == ["incident status", "risks", "teams", "leadership"]


@pytest.mark.parametrize(
    "text",
    [
        "Runs the path from commit to production",
        "Says which problems to leave alone",
        "Manages five to ten engineers",
    ],
)
def test_other_uses_of_to_are_not_cut(text):
    assert quotes(text)[-1].split()[-1] == text.split()[-1]
    assert len(quotes(text)) == 1


def test_a_lead_has_at_most_five_words():
    assert leads("Works every day closely with Sales, Legal and Finance") == {
        "Works every day closely with"
    }
    assert leads("Works every single day closely with Sales, Legal and Finance") == {
        "Works"
    }


@pytest.mark.parametrize("text", ["", " \n ", "—", "- ", "…", ";;", ", ,", "( )"])
def test_text_without_words_has_no_points(text):
    assert quotes(text) == []


def test_a_name_in_a_sentence_is_no_verb():
    text = "Focused on tools — Kubernetes clusters, portals, and service templates"
    assert quotes(text)[1:] == ["Kubernetes clusters", "portals", "service templates"]
