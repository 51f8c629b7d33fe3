"""One text: read and written, without a script and with one."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.editorial.models import Draft, Presence
from careers.editorial.text.actions import NO_DRAFT_LEFT
from careers.editorial.workflow.cells import load_cell
from tests.admin_forms import messages_of
from tests.factories import (
    make_approved,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_roles,
    make_submitted,
)
from tests.html import document, links, text_of, texts
from tests.matrix_pages import (
    FRAGMENT,
    JSON,
    log_in,
    post_text,
    text_path,
    textarea,
    version_of,
)

pytestmark = pytest.mark.django_db

HOW_IT_IS_COUNTED = (
    "Long sentences and words over 6 letters raise it; newspapers score about 45."
)


def test_it_shows_what_is_asked_and_what_is_there(role, dimension):
    make_draft(role, dimension, "Decides on tools")

    response = log_in().get(text_path(role, dimension))

    page = document(response)
    assert text_of(page, ".question") == "What may it decide?"
    assert text_of(page, "[data-label]") == "Live, newer draft"
    assert textarea(response).strip() == "Decides on tools"
    assert "on tools" in text_of(page, ".text-live .diff ins")


def test_a_script_is_told_how_it_stands_and_nobody_has_it_open(role, dimension):
    draft = make_draft(role, dimension, "Decides on tools")

    response = log_in().get(text_path(role, dimension), headers=JSON)

    assert response.json() == {
        "role": "architect",
        "dimension": "authority",
        "version": draft.version,
        "state": "draft",
        "label": "Live, newer draft",
        "overtaken": False,
        "text": "Decides on tools",
    }
    assert not Presence.objects.exists()


def test_a_script_is_told_of_a_text_that_is_not_here_any_more(role, dimension):
    role.delete()

    response = log_in().get(text_path(role, dimension), headers=JSON)

    assert response.status_code == 404
    assert "deleted" in response.json()["message"]


def test_who_only_reads_gets_no_script_of_a_form(role, dimension):
    reader = make_person("rea")
    reader.user_permissions.add(Permission.objects.get(codename="view_draft"))

    page = document(log_in("rea").get(text_path(role, dimension)))

    assert not page.query("[data-text-form]")
    assert not page.query("script[src*='js/editorial/text']")
    assert Presence.objects.get().user == reader


def test_an_archived_role_leads_back_to_a_matrix_that_shows_it(dimension):
    role = make_role("Architect", family=make_family("Data"), status="archived")

    page = document(log_in().get(text_path(role, dimension)))

    back = "/admin/matrix/?role=architect#cell_architect_authority"
    assert back in links(page, ".text-ways a")


def test_saving_makes_a_draft_and_comes_back_to_the_page(role, dimension):
    response = post_text(log_in(), role, dimension, text="Decides on tools")

    assert response["Location"] == f"{text_path(role, dimension)}?family=data"
    assert load_cell(role, dimension).text == "Decides on tools"
    assert load_cell(role, dimension).live == "Decides"


def test_the_neighbours_of_the_family_stand_beside_it(role, dimension):
    make_role("Engineer", family=role.family, texts={dimension: "Decides"})
    make_role("Recruiter", family=make_family("People"), texts={dimension: "Hires"})

    page = document(log_in().get(text_path(role, dimension)))

    assert texts(page, ".neighbour h3") == ["Engineer"]
    assert texts(page, "[data-row-label]") == ["Nearly the same"]


def test_in_a_matrix_the_roles_of_the_matrix_stand_beside_it(role, dimension):
    for name in ("Recruiter", "Engineer"):
        make_role(name, texts={dimension: "Hires"})

    address = f"{text_path(role, dimension)}?role=recruiter&role=architect"
    page = document(log_in().get(address))

    assert texts(page, ".neighbour h3") == ["Recruiter"]
    back = "/admin/matrix/?role=recruiter&role=architect#cell_architect_authority"
    assert back in links(page, ".text-ways a")


def test_the_ways_lead_to_the_next_and_the_previous_missing_cell(dimension):
    first, second, third = make_roles(3)

    page = document(log_in().get(f"{text_path(second, dimension)}?page=1"))

    assert links(page, "[data-next=missing]") == [
        f"{text_path(third, dimension)}?page=1",
        f"{text_path(first, dimension)}?page=1",
    ]


def test_checks_are_said_beside_the_text(role, dimension):
    make_role("Engineer", texts={dimension: "Owns the the plan"})
    make_draft(role, dimension, "Owns the the plan")

    page = document(log_in().get(text_path(role, dimension)))

    assert texts(page, "[data-checks] li") == [
        "Check: “the” appears twice in a row.",
        "Check: Word for word the same as Engineer.",
        f"Readability: LIX 4, very easy. {HOW_IT_IS_COUNTED}",
    ]


def test_the_model_sentence_is_shown_to_who_writes(role, dimension):
    dimension.example = "Decides alone on plants"
    dimension.save()
    client = log_in()

    page = document(client.get(text_path(role, dimension)))
    assert text_of(page, ".example") == "For example: Decides alone on plants"
    fragment = client.get(text_path(role, dimension), headers=FRAGMENT)
    assert "Decides alone on plants" in fragment.content.decode()


def test_a_role_by_another_name_is_told_of(role, dimension):
    make_role("Cook", other_names="Kitchen hand")
    make_draft(role, dimension, "Directs the kitchen hand")

    found = texts(
        document(log_in().get(text_path(role, dimension))), "[data-checks] li"
    )
    assert found[0] == (
        "Check: Use “Cook”, the role's name, instead of “Kitchen hand”."
    )


def test_a_script_is_answered_with_what_it_has_to_show(role, dimension):
    make_role("Engineer", texts={dimension: "Decides on tools"})

    response = post_text(
        log_in(), role, dimension, text=" Decides on tools\r\n", headers=JSON
    )

    answer = response.json()
    assert response.status_code == 200
    assert answer["version"] == version_of(role, dimension)
    assert (answer["text"], answer["words"]) == ("Decides on tools", 3)
    assert (answer["state"], answer["label"]) == ("draft", "Live, newer draft")
    same, reading = answer["checks"]
    assert same == {
        "level": "warning",
        "label": "Check",
        "message": "Word for word the same as Engineer.",
    }
    assert (reading["level"], reading["label"]) == ("note", "Readability")


@pytest.mark.parametrize(
    "text", ["Owns \0", "Owns \x1b", "a" * 100_001, "e\u0301" + "\u0301" * 40]
)
def test_a_text_that_cannot_be_kept_is_shown_again(role, dimension, text):
    client = log_in()

    page = post_text(client, role, dimension, text=text)
    answer = post_text(client, role, dimension, text=text, headers=JSON)

    assert (page.status_code, answer.status_code) == (422, 422)
    assert textarea(page).strip().startswith(text[:4])
    assert answer.json()["message"] in text_of(document(page), ".errornote")
    assert not Draft.objects.exists()


def test_a_deleted_role_gives_the_text_back(role, dimension):
    client = log_in()
    address, version = text_path(role, dimension), version_of(role, dimension)
    role.delete()
    fields = {"act": "save", "text": "Typed for an hour", "version": version}

    page = client.post(address, fields)
    answer = client.post(address, fields, headers=JSON)

    assert (page.status_code, answer.status_code) == (404, 404)
    assert "Typed for an hour" in text_of(document(page), "textarea[readonly]")
    assert "deleted" in answer.json()["message"]


def test_a_renamed_role_is_still_written(role, dimension):
    client, address = log_in(), text_path(role, dimension)
    fields = {"act": "save", "text": "Mine", "version": version_of(role, dimension)}
    role.slug = "system-architect"
    role.save()

    client.post(address, fields)

    assert Draft.objects.get().text == "Mine"
    assert text_path(role, dimension) in client.get(address)["Location"]


def test_a_save_without_a_text_empties_nothing(role, dimension):
    for headers in ({}, JSON):
        response = post_text(log_in(), role, dimension, headers=headers)
        assert response.status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize("act", ["", "publish", "\0", "save\0"])
def test_an_act_that_is_none_is_refused(role, dimension, act):
    assert post_text(log_in(), role, dimension, act, text="Mine").status_code == 400


def test_discarding_leaves_the_live_text(role, dimension):
    make_draft(role, dimension)

    post_text(log_in(), role, dimension, "discard")

    assert not Draft.objects.exists()
    assert load_cell(role, dimension).text == "Decides"


def test_who_else_has_the_role_open_is_said(role, dimension):
    log_in("ben").get(text_path(role, dimension))

    page = document(log_in().get(text_path(role, dimension)))

    assert text_of(page, ".text-head .others").startswith("Also here: ben (Authority)")
    assert Presence.objects.count() == 2


def test_a_fragment_shows_what_stands_beside_a_cell(role, dimension):
    make_role("Engineer", texts={dimension: "Decides on code"})

    response = log_in().get(text_path(role, dimension), headers=FRAGMENT)

    fragment = response.content.decode()
    assert "<html" not in fragment
    assert "Decides on code" in fragment
    assert "What may it decide?" in fragment


def test_who_may_only_read_writes_nothing(role, dimension):
    client = log_in("reader", group=None)
    assert client.get(text_path(role, dimension)).status_code == 403
    view = Permission.objects.get(codename="view_draft")
    view.user_set.add(*view.user_set.model.objects.filter(username="reader"))

    assert client.get(text_path(role, dimension)).status_code == 200
    assert post_text(client, role, dimension, text="Mine").status_code == 403
    assert not Draft.objects.exists()


def test_a_scheduled_text_names_its_publication(role, dimension):
    due = timezone.now() + timedelta(days=1)
    make_publication([make_approved(role, dimension)], due_at=due)

    page = document(log_in().get(text_path(role, dimension)))

    assert "Its publication is due on" in text_of(page, ".text-state")


def test_a_save_asks_the_database_little(dimension):
    role = make_roles(30, dimensions=[dimension])[-1]
    client = log_in()
    for number in range(3):
        version = version_of(role, dimension)
        fields = {"act": "save", "text": f"Text {number}", "version": version}
        with CaptureQueriesContext(connection) as queries:
            client.post(text_path(role, dimension), fields, headers=JSON)
        assert len(queries) <= 19


def test_saving_the_same_again_changes_no_version(role, dimension):
    client = log_in()
    post_text(client, role, dimension, text="Decides on tools")
    version = version_of(role, dimension)

    answer = post_text(client, role, dimension, text="Decides on tools", headers=JSON)

    assert answer.json()["version"] == version == version_of(role, dimension)
    assert answer.json()["state"] == "draft"


def test_saving_the_live_text_again_ends_the_draft(role, dimension):
    client = log_in()
    post_text(client, role, dimension, text="Decides on tools")

    answer = post_text(client, role, dimension, text="Decides", headers=JSON).json()

    assert answer["version"] == version_of(role, dimension)
    assert (answer["state"], answer["text"]) == ("live", "Decides")
    assert not Draft.objects.exists()


def test_what_says_again_what_is_live_is_no_saved_draft(role, dimension):
    make_draft(role, dimension, "Decides on tools")

    response = post_text(log_in(), role, dimension, text="Decides")

    assert messages_of(response) == [NO_DRAFT_LEFT]
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("make", "words"), [(make_submitted, "In review:"), (make_approved, "Approved:")]
)
def test_what_a_change_takes_away_is_said_before(role, dimension, make, words):
    make(role, dimension, "Decides on tools")

    client = log_in()
    page = document(client.get(text_path(role, dimension)))
    fragment = client.get(text_path(role, dimension), headers=FRAGMENT)

    assert text_of(page, ".at-stake").startswith(words)
    assert f'<div class="at-stake">{words}' in fragment.content.decode()
