"""Cutting a text into points: one readable example of each rule."""

import pytest

from careers.text.languages import ENGLISH, OTHER
from careers.text.overlap import Wording
from careers.text.overlap.points import read


def points(text, language=ENGLISH):
    return read(text, Wording(language)).points


def quotes(text, language=ENGLISH):
    return [p.opening + p.text[p.start : p.end] for p in points(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A list, with what opens it.
        (
            "Reports to CTO, Head of AI, or VP Engineering",
            [
                "Reports to CTO",
                "Reports to … Head of AI",
                "Reports to … VP Engineering",
            ],
        ),
        (
            "Reports to the CFO or a controller",
            ["Reports to the CFO", "Reports to … a controller"],
        ),
        (
            "Works with buyers and sellers",
            ["Works with buyers", "Works with … sellers"],
        ),
        (
            "Tells costs, risks, and dates",
            ["Tells costs", "Tells … risks", "Tells … dates"],
        ),
        (
            "Works every day closely with Sales, Legal and Finance",
            [
                "Works every day closely with Sales",
                "Works every day closely with … Legal",
                "Works every day closely with … Finance",
            ],
        ),
        (
            "Runs at least one shop, stalls, and tours",
            ["Runs at least one shop", "Runs … stalls", "Runs … tours"],
        ),
        (
            "Knows till systems, stock lists, and at least one trade",
            [
                "Knows till systems",
                "Knows … stock lists",
                "Knows … at least one trade",
            ],
        ),
        # A list that nothing opens.
        (
            "Focused on tools — Kubernetes clusters, portals, and service templates",
            ["Focused on tools", "Kubernetes clusters", "portals", "service templates"],
        ),
        ("Plans — budgets, goals", ["Plans", "budgets, goals"]),
        (
            "Owns projects — single sign-on rollouts, key rotation, dependency scans",
            [
                "Owns projects",
                "single sign-on rollouts",
                "key rotation",
                "dependency scans",
            ],
        ),
        # Words that describe are no list.
        (
            "Sets clear, measurable goals for the team",
            ["Sets clear, measurable goals for the team"],
        ),
        (
            "Turns tested, documented models over",
            ["Turns tested, documented models over"],
        ),
        # Clauses, each with its verb.
        (
            "Leads reviews, participates in audits, and presents results",
            ["Leads reviews", "participates in audits", "presents results"],
        ),
        (
            "Owns the roadmap and leads its reviews",
            ["Owns the roadmap", "leads its reviews"],
        ),
        ("Coaches on pay; hires staff", ["Coaches on pay", "hires staff"]),
        ("Owns pay but hires no staff", ["Owns pay", "but hires no staff"]),
        ("Leads a shift. Trains staff.", ["Leads a shift", "Trains staff"]),
        ("Owns: uptime", ["Owns", "uptime"]),
        # "To" belongs to what it follows.
        (
            "Runs the path from commit to production",
            ["Runs the path from commit to production"],
        ),
        (
            "Says which problems to leave alone",
            ["Says which problems to leave alone"],
        ),
        ("Manages five to ten engineers", ["Manages five to ten engineers"]),
        # No sentence ends after a short form, and no list is cut in brackets.
        ("Works with J. Smith daily", ["Works with J. Smith daily"]),
        ("Plans work, e.g. Scrum. Leads", ["Plans work, e.g. Scrum", "Leads"]),
        ("Uses tools (A, B, etc.) daily", ["Uses tools (A, B, etc.) daily"]),
    ],
)
def test_a_sentence_is_cut_into_what_it_says(text, expected):
    assert quotes(text) == expected


def test_a_bullet_is_cut_like_a_sentence():
    assert quotes("- Prepares the accounts. Presents them.\n- Hires\n  staff") == [
        "Prepares the accounts",
        "Presents them",
        "Hires\n  staff",
    ]


@pytest.mark.parametrize("lead_in", ["You can:", "In this role:", "Duties:"])
def test_a_line_before_a_list_is_no_point(lead_in):
    assert quotes(f"{lead_in}\n\n- Lead the team\n- Hire staff") == [
        "Lead the team",
        "Hire staff",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("负责招聘。培训新员工；管理预算", ["负责招聘", "培训新员工", "管理预算"]),
        ("टीम चलाते हैं। बजट बनाते हैं।", ["टीम चलाते हैं", "बजट बनाते हैं"]),
        ("يدير الفريق؛ يعد الميزانية", ["يدير الفريق", "يعد الميزانية"]),
    ],
)
def test_other_scripts_are_cut_at_their_own_marks(text, expected):
    assert quotes(text, OTHER) == expected


@pytest.mark.parametrize("text", ["", " \n ", "—", "- ", "…", ";;", ", ,", "( )"])
def test_text_without_words_has_no_points(text):
    assert quotes(text) == []


def test_a_verb_is_known_by_its_rank():
    levels = {point.level for point in points("Assists audits; leads audits")}
    assert levels == {1, 4}
