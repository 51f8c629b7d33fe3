"""The page of one text, with and without scripts."""

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
from tests.html import document, links, text_of, texts, values
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

HOW_LIX_IS_COUNTED = (
    "Long sentences and words over 6 letters raise it; newspapers score about 45."
)


def test_the_page_shows_the_question_and_the_text(role, dimension):
    make_draft(role, dimension, "Decides on tools")

    response = log_in().get(text_path(role, dimension))

    page = document(response)
    assert text_of(page, ".question") == "What may it decide?"
    assert text_of(page, "[data-label]") == "Live, newer draft"
    assert textarea(response).strip() == "Decides on tools"
    assert "on tools" in text_of(page, ".text-live .diff ins")


def test_a_script_can_fetch_the_state_without_being_present(role, dimension):
    draft = make_draft(role, dimension, "Decides on tools")

    response = log_in().get(text_path(role, dimension), headers=JSON)

    assert response.json() == {
        "key": f"{role.pk}.{dimension.pk}",
        "role": "architect",
        "dimension": "authority",
        "version": draft.version,
        "state": "draft",
        "label": "Live, newer draft",
        "overtaken": False,
        "cost": "",
        "text": "Decides on tools",
    }
    assert not Presence.objects.exists()


def test_a_script_learns_that_the_role_was_deleted(role, dimension):
    role.delete()

    response = log_in().get(text_path(role, dimension), headers=JSON)

    assert response.status_code == 404
    assert "deleted" in response.json()["message"]


def test_readers_get_neither_a_form_nor_its_scripts(role, dimension):
    reader = make_person("rea")
    reader.user_permissions.add(Permission.objects.get(codename="view_draft"))

    page = document(log_in("rea").get(text_path(role, dimension)))

    assert not page.query("[data-text-form]")
    assert not page.query("script[src*='js/editorial/text']")
    assert Presence.objects.get().user == reader


def test_an_archived_role_links_to_a_matrix_that_includes_it(dimension):
    role = make_role("Architect", family=make_family("Data"), status="archived")

    page = document(log_in().get(text_path(role, dimension)))

    back = "/admin/matrix/?role=architect#cell_architect_authority"
    assert back in links(page, ".text-ways a")


def test_saving_makes_a_draft_and_returns_to_the_page(role, dimension):
    response = post_text(log_in(), role, dimension, text="Decides on tools")

    assert response["Location"] == f"{text_path(role, dimension)}?family=data"
    assert load_cell(role, dimension).text == "Decides on tools"
    assert load_cell(role, dimension).live == "Decides"


def test_texts_of_the_same_family_are_shown_beside_it(role, dimension):
    make_role("Engineer", family=role.family, texts={dimension: "Decides"})
    make_role("Recruiter", family=make_family("People"), texts={dimension: "Hires"})

    page = document(log_in().get(text_path(role, dimension)))

    assert texts(page, ".neighbour h3") == ["Engineer"]
    assert texts(page, "[data-row-label]") == ["Nearly the same"]


def test_texts_of_the_matrix_are_shown_beside_it(role, dimension):
    for name in ("Recruiter", "Engineer"):
        make_role(name, texts={dimension: "Hires"})

    address = f"{text_path(role, dimension)}?role=recruiter&role=architect"
    page = document(log_in().get(address))

    assert texts(page, ".neighbour h3") == ["Recruiter"]
    back = "/admin/matrix/?role=recruiter&role=architect#cell_architect_authority"
    assert back in links(page, ".text-ways a")


def test_the_roles_beside_a_text_have_the_state_asked_for(role, dimension):
    make_role("Recruiter", texts={dimension: "Decides on candidates"})
    make_role("Zookeeper")

    page = document(log_in().get(f"{text_path(role, dimension)}?state=live"))

    assert texts(page, ".neighbour h3") == ["Recruiter"]


def test_a_text_without_the_state_asked_for_is_compared_all_the_same(role, dimension):
    other = make_role("Recruiter")
    make_draft(other, dimension, "Decides on candidates")

    page = document(log_in().get(f"{text_path(role, dimension)}?state=draft"))

    assert texts(page, ".neighbour h3") == ["Recruiter"]


def test_the_page_links_to_the_next_and_previous_missing_texts(dimension):
    first, second, third = make_roles(3)

    client = log_in()
    page = document(client.get(f"{text_path(second, dimension)}?page=1"))

    assert [client.get(path).url for path in links(page, "[data-next=missing]")] == [
        f"{text_path(third, dimension)}?page=1",
        f"{text_path(first, dimension)}?page=1",
    ]


def test_checks_are_shown_beside_the_text(role, dimension):
    make_role("Engineer", texts={dimension: "Owns the the plan"})
    make_draft(role, dimension, "Owns the the plan")

    page = document(log_in().get(text_path(role, dimension)))

    assert texts(page, "[data-checks] li") == [
        "Check: “the” appears twice in a row.",
        "Check: Word for word the same as Engineer.",
        f"Readability: LIX 4, very easy. {HOW_LIX_IS_COUNTED}",
    ]


def test_writers_see_the_example(role, dimension):
    dimension.example = "Decides alone on plants"
    dimension.save()
    client = log_in()

    page = document(client.get(text_path(role, dimension)))
    assert text_of(page, ".example") == "For example: Decides alone on plants"
    fragment = client.get(text_path(role, dimension), headers=FRAGMENT)
    assert "Decides alone on plants" in fragment.content.decode()


def test_another_roles_other_name_gets_a_message(role, dimension):
    make_role("Cook", other_names="Kitchen hand")
    make_draft(role, dimension, "Directs the kitchen hand")

    page = document(log_in().get(text_path(role, dimension)))
    messages = texts(page, "[data-checks] li")
    assert messages[0] == (
        "Check: Use “Cook”, the role’s name, instead of “Kitchen hand”."
    )


def test_a_save_by_script_returns_the_new_state(role, dimension):
    make_role("Engineer", texts={dimension: "Decides on tools"})

    response = post_text(
        log_in(), role, dimension, text=" Decides on tools\r\n", headers=JSON
    )

    data = response.json()
    assert response.status_code == 200
    assert data["version"] == version_of(role, dimension)
    assert (data["text"], data["words"]) == ("Decides on tools", 3)
    assert (data["state"], data["label"]) == ("draft", "Live, newer draft")
    same_text, readability = data["checks"]
    assert same_text == {
        "level": "warning",
        "label": "Check",
        "message": "Word for word the same as Engineer.",
    }
    assert (readability["level"], readability["label"]) == ("note", "Readability")


@pytest.mark.parametrize(
    "text", ["Owns \0", "Owns \x1b", "a" * 100_001, "e\u0301" + "\u0301" * 40]
)
def test_an_invalid_text_stays_in_the_field(role, dimension, text):
    client = log_in()

    page = post_text(client, role, dimension, text=text)
    json_response = post_text(client, role, dimension, text=text, headers=JSON)

    assert (page.status_code, json_response.status_code) == (422, 422)
    assert textarea(page).strip().startswith(text[:4])
    assert json_response.json()["message"] in text_of(document(page), ".errornote")
    assert not Draft.objects.exists()


def test_saving_a_deleted_role_returns_the_text(role, dimension):
    client = log_in()
    address, version = text_path(role, dimension), version_of(role, dimension)
    role.delete()
    fields = {"act": "save", "text": "Typed for an hour", "version": version}

    page = client.post(address, fields)
    json_response = client.post(address, fields, headers=JSON)

    assert (page.status_code, json_response.status_code) == (404, 404)
    assert "Typed for an hour" in text_of(document(page), "textarea[readonly]")
    assert "deleted" in json_response.json()["message"]


def test_a_form_opened_before_a_new_slug_still_saves(role, dimension):
    client, address = log_in(), text_path(role, dimension)
    fields = {"act": "save", "text": "Mine", "version": version_of(role, dimension)}
    role.slug = "system-architect"
    role.save()

    client.post(address, fields)

    assert Draft.objects.get().text == "Mine"
    assert text_path(role, dimension) in client.get(address)["Location"]


def test_a_save_without_a_text_is_refused(role, dimension):
    for headers in ({}, JSON):
        response = post_text(log_in(), role, dimension, headers=headers)
        assert response.status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize("act", ["", "publish", "\0", "save\0"])
def test_an_unknown_action_is_refused(role, dimension, act):
    assert post_text(log_in(), role, dimension, act, text="Mine").status_code == 400


def test_discarding_keeps_the_live_text(role, dimension):
    make_draft(role, dimension)

    post_text(log_in(), role, dimension, "discard")

    assert not Draft.objects.exists()
    assert load_cell(role, dimension).text == "Decides"


def test_the_page_names_the_other_people_there(role, dimension):
    log_in("ben").get(text_path(role, dimension))

    page = document(log_in().get(text_path(role, dimension)))

    assert text_of(page, ".text-head .others").startswith("Also here: ben (Authority)")
    assert Presence.objects.count() == 2


def test_a_fragment_has_the_texts_beside_a_cell(role, dimension):
    make_role("Engineer", texts={dimension: "Decides on code"})

    response = log_in().get(text_path(role, dimension), headers=FRAGMENT)

    fragment = response.content.decode()
    assert "<html" not in fragment
    assert "Decides on code" in fragment
    assert "What may it decide?" in fragment


def test_saving_needs_permission(role, dimension):
    client = log_in("reader", group=None)
    assert client.get(text_path(role, dimension)).status_code == 403
    view = Permission.objects.get(codename="view_draft")
    view.user_set.add(*view.user_set.model.objects.filter(username="reader"))

    assert client.get(text_path(role, dimension)).status_code == 200
    assert post_text(client, role, dimension, text="Mine").status_code == 403
    assert not Draft.objects.exists()


def test_a_scheduled_text_shows_when_it_is_due(role, dimension):
    due = timezone.now() + timedelta(days=1)
    make_publication([make_approved(role, dimension)], due_at=due)

    page = document(log_in().get(text_path(role, dimension)))

    assert "Its publication is due on" in text_of(page, ".text-state")


def test_the_number_of_queries_of_a_save_stays_small(dimension):
    role = make_roles(30, dimensions=[dimension])[-1]
    client = log_in()
    for number in range(3):
        version = version_of(role, dimension)
        fields = {"act": "save", "text": f"Text {number}", "version": version}
        with CaptureQueriesContext(connection) as queries:
            client.post(text_path(role, dimension), fields, headers=JSON)
        assert len(queries) <= 23


def test_saving_the_same_text_keeps_the_version(role, dimension):
    client = log_in()
    post_text(client, role, dimension, text="Decides on tools")
    version = version_of(role, dimension)

    response = post_text(client, role, dimension, text="Decides on tools", headers=JSON)

    assert response.json()["version"] == version == version_of(role, dimension)
    assert response.json()["state"] == "draft"


def test_saving_the_live_text_removes_the_draft(role, dimension):
    client = log_in()
    post_text(client, role, dimension, text="Decides on tools")

    data = post_text(client, role, dimension, text="Decides", headers=JSON).json()

    assert data["version"] == version_of(role, dimension)
    assert (data["state"], data["text"]) == ("live", "Decides")
    assert not Draft.objects.exists()


def test_saving_the_live_text_shows_a_message(role, dimension):
    make_draft(role, dimension, "Decides on tools")

    response = post_text(log_in(), role, dimension, text="Decides")

    assert messages_of(response) == [NO_DRAFT_LEFT]
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("make", "warning"), [(make_submitted, "In review:"), (make_approved, "Approved:")]
)
def test_the_page_warns_before_a_change_withdraws_a_review(
    role, dimension, make, warning
):
    make(role, dimension, "Decides on tools")

    client = log_in()
    page = document(client.get(text_path(role, dimension)))
    fragment = client.get(text_path(role, dimension), headers=FRAGMENT)

    assert text_of(page, ".at-stake").startswith(warning)
    assert f'<div class="at-stake">{warning}' in fragment.content.decode()


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("•\tPlans\n•\tWrites", "- Plans\n- Writes"),
        ("You can:\nPlan\nWrite", "You can:\n- Plan\n- Write"),
    ],
)
def test_what_seems_to_be_a_list_can_become_one(role, dimension, text, listed):
    client = log_in()
    offer = post_text(client, role, dimension, text=text, headers=JSON).json()["list"]
    page = document(client.get(text_path(role, dimension)))

    response = post_text(client, role, dimension, act="list", text=text)

    assert offer == listed
    assert values(page, "[data-list]", "data-list") == [listed]
    assert page.query_one("[data-list][hidden]") is None
    assert messages_of(response) == ["Saved as a list."]
    assert Draft.objects.get().text == listed


def test_a_text_with_the_sites_bullets_is_offered_no_list(role, dimension):
    make_draft(role, dimension, "- Plans\n- Writes")
    page = document(log_in().get(text_path(role, dimension)))

    assert page.query_one("[data-list][hidden]") is not None
