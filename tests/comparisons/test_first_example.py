"""What a careful reader says about the three roles of the reference page.

Each test is one statement of the reader, found in the page's data.
"""

import json

import pytest

from tests import reference

pytestmark = [pytest.mark.usefixtures("first_content"), pytest.mark.one_database]

ARCHITECT, MLOPS, SRE = reference.SLUGS
NEARLY = "same but for"


@pytest.fixture
def rows(client):
    data = json.loads(client.get(f"{reference.PATH[:-1]}.json").content)
    return {row["slug"]: row for row in data["rows"]}


def frame(row, opener):
    """Return the quotes of the frame with an opener, or of the ladder with ""."""
    frames = [dict(f) for f in row["frames"] if f.get("opener", "") == opener]
    for item in frames:
        item.pop("opener", None)
    return frames[0] if frames else {}


def test_all_report_to_the_cto_and_two_to_a_vice_president(rows):
    row = rows["reporting-relationship"]
    everyone, two = row["shared"][:2]
    assert everyone.keys() == set(reference.SLUGS)
    assert all(quote.endswith("CTO") for quote in everyone.values())
    assert two == {ARCHITECT: "VP Engineering", SRE: "VP Engineering"}


def test_monitoring_in_production_is_called_nobodys_own(rows):
    """Two roles keep things running in production: the words are too few to say so."""
    for row in rows.values():
        for role in (MLOPS, SRE):
            assert "monitoring" not in row["only"][role]
            assert "in production" not in row["only"][role]


def test_all_hold_technical_authority_in_their_own_field(rows):
    row = rows["decision-making-authority"]
    authority = frame(row, "Technical authority over")
    assert authority.keys() == {MLOPS, SRE}
    assert authority[MLOPS].startswith("model deployment, monitoring thresholds")
    assert authority[SRE].startswith("reliability standards, SLOs/SLIs")
    assert "defines architecture standards" in row["only"][ARCHITECT]
    assert "approves agent design patterns" in row["only"][ARCHITECT]
    quotes = [quote for quotes in row["only"].values() for quote in quotes]
    assert not any("technical authority" in quote.casefold() for quote in quotes)


def test_one_leads_strategy_and_two_contribute_and_recommend(rows):
    row = rows["strategic-planning"]
    assert frame(row, "") == {
        ARCHITECT: "Leads technical strategy for agent systems",
        MLOPS: "Contributes to ML strategy",
        SRE: "Contributes to engineering strategy",
    }
    assert frame(row, "recommends") == {
        MLOPS: "retraining schedules",
        SRE: "architecture improvements",
    }


def test_two_design_scalable_systems(rows):
    assert frame(rows["strategic-planning"], "designs scalable") == {
        ARCHITECT: "architectures",
        MLOPS: "ML infrastructure",
    }


def test_two_collaborate_and_may_manage_and_one_mentors(rows):
    row = rows["team-management"]
    assert frame(row, "Collaborates with").keys() == {MLOPS, SRE}
    assert frame(row, "may manage").keys() == {MLOPS, SRE}
    assert row["only"][ARCHITECT][0].startswith("Guides and mentors engineering teams")
    quotes = [quote for quotes in row["only"].values() for quote in quotes]
    assert not any(quote.startswith(("manage", "ML infra")) for quote in quotes)


def test_one_leads_architecture_reviews_in_which_another_takes_part(rows):
    row = rows["meeting-involvement"]
    assert frame(row, "") == {
        ARCHITECT: "Leads architecture review meetings",
        SRE: "participates in architecture reviews",
    }
    assert frame(row, "participates in")[MLOPS].startswith("model review meetings")
    presents = frame(row, "presents")
    assert presents.keys() == {ARCHITECT, SRE}
    assert all(quote.endswith("leadership") for quote in presents.values())
    assert "Leads incident response" in row["only"][SRE]


def test_all_own_projects_in_their_field(rows):
    (shared,) = rows["project-management"]["shared"]
    assert shared == {
        "kind": NEARLY,
        ARCHITECT: "Owns architecture projects",
        MLOPS: "Owns ML infrastructure projects",
        SRE: "Owns reliability projects",
    }


def test_all_communicate_to_engineering_and_leadership(rows):
    communicates = frame(rows["communication"], "Communicates")
    assert communicates.keys() == set(reference.SLUGS)
    assert all("leadership" in quote for quote in communicates.values())
    assert "decisions" in communicates[ARCHITECT]
    assert "metrics" in communicates[MLOPS]
    assert "status" in communicates[SRE]


def test_all_develop_mastery_and_two_may_become_vice_president(rows):
    row = rows["professional-development"]
    assert frame(row, "Develops").keys() == set(reference.SLUGS)
    paths = frame(row, "path to")
    assert "Head of ML Engineering" in paths[MLOPS]
    assert "SRE Lead" in paths[SRE]
    assert {ARCHITECT: "VP Engineering", SRE: "VP Engineering"} in row["shared"]


def test_most_rows_are_partly_shared(rows):
    labels = [row["label"] for row in rows.values()]
    assert labels.count("Partly shared") >= 8
    assert "Nearly the same" not in labels


def test_a_point_of_one_role_stands_in_no_other_text(rows):
    for row in rows.values():
        cells = dict(zip(reference.SLUGS, row["cells"], strict=True))
        for role, quotes in row["only"].items():
            others = [text for other, text in cells.items() if other != role]
            assert not [q for q in quotes if any(q in text for text in others)]
