"""The list of roles, and a role's form with its texts and actions."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from careers.editorial.workflow import details, seen
from careers.models import Dimension, Role
from careers.search import counts, index
from tests.admin_forms import (
    admin_path,
    answer_yes,
    as_editor,
    form_data,
    messages_of,
)
from tests.details_pages import go_live, proposed
from tests.factories import (
    limit_to,
    make_dimension,
    make_draft,
    make_entry,
    make_family,
    make_person,
    make_role,
)
from tests.html import document, links, text_of, texts
from tests.matrix_pages import log_in
from tests.queue_pages import as_member_of, as_staff

pytestmark = pytest.mark.django_db

ROLE_TEXT = ".role-text"
PUBLISHED, DRAFT, ARCHIVED = "published", "draft", "archived"


def roles_in_list(query=""):
    """Return the names in the list of roles for a query."""
    page = document(as_editor().get(f"{admin_path(Role)}?{query}"))
    return texts(page, "#result_list tbody th")


def make_roles_of_every_kind():
    dimensions = [make_dimension("Authority"), make_dimension("Primary Role")]
    data = make_family("Data")
    make_role("Full", texts=dict.fromkeys(dimensions, "Says."), family=data)
    make_role("Half", texts={dimensions[0]: "Says."}, status=DRAFT)
    make_role("Bare", status=ARCHIVED)


# The list


def test_the_list_counts_each_roles_texts():
    make_roles_of_every_kind()
    page = document(as_editor().get(admin_path(Role)))
    counts = texts(page, "#result_list .field-completeness")
    assert counts == ["0 of 2", "2 of 2", "1 of 2"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("o=4", ["Bare", "Half", "Full"]),
        ("o=-4", ["Full", "Half", "Bare"]),
        ("completeness=complete", ["Full"]),
        ("completeness=incomplete", ["Bare", "Half"]),
        ("completeness=empty", ["Bare"]),
        ("completeness=nonsense", ["Bare", "Full", "Half"]),
        ("status__exact=draft", ["Half"]),
        ("family__isnull=True", ["Bare", "Half"]),
        ("_facets", ["Bare", "Full", "Half"]),
    ],
)
def test_the_list_can_be_sorted_and_filtered(query, names):
    make_roles_of_every_kind()
    assert roles_in_list(query) == names


@pytest.mark.parametrize("few", [0, 1_000])
def test_the_list_finds_roles_without_texts_by_what_is_kept(monkeypatch, few):
    make_roles_of_every_kind()
    make_role("New")
    make_role("Planned", texts={make_dimension("Hidden", status=DRAFT): "Says."})
    index.refresh()
    monkeypatch.setattr(counts, "FEW", few)

    assert roles_in_list("completeness=empty") == ["Bare", "New", "Planned"]


@pytest.mark.parametrize("words", ["R%26D", "r+and+d", "forscher", "FÓRSCHER"])
def test_search_ignores_case_accents_and_ampersands(words):
    make_role("Lead of R and D", slug="lead", other_names="Förscher")
    make_role("Chef", other_names="Cook\nSommelier")
    assert roles_in_list(f"q={words}") == ["Lead of R and D"]


def test_search_covers_abbreviations():
    make_role("Recruiter")
    make_role("Site Reliability Engineer", abbreviations="SRE, PE")
    assert roles_in_list("q=sre") == ["Site Reliability Engineer"]


def test_the_number_of_queries_does_not_grow_with_the_roles(django_assert_num_queries):
    admin = as_editor()
    dimension = make_dimension()
    for count in (2, 12):
        for number in range(Role.objects.count(), count):
            family = make_family(f"Family {number}")
            make_entry(make_role(f"Role {number}", family=family), dimension)
        with django_assert_num_queries(8):
            page = admin.get(admin_path(Role))
        assert len(texts(document(page), "#result_list tbody th")) == count


# Actions


def ask_in_list(action, *roles, client=None):
    """Run an action on selected roles of the list, and return the page that asks."""
    selected = [role.pk for role in roles]
    data = {"action": action, "_selected_action": selected, "index": 0}
    return (client or as_editor()).post(admin_path(Role), data)


def run_in_list(action, *roles, client=None):
    """Run an action, answer its question with yes, and return the answer."""
    client = client or as_editor()
    return answer_yes(client, ask_in_list(action, *roles, client=client))


def test_the_list_can_publish_roles():
    make_roles_of_every_kind()
    Role.objects.get(name="Bare").delete()
    response = run_in_list("publish", *Role.objects.all())
    assert set(Role.objects.values_list("status", flat=True)) == {PUBLISHED}
    assert messages_of(response) == ["“Half” is now “published”."]


def test_an_action_asks_before_it_changes_a_status():
    role = make_role("Data Engineer")
    page = document(ask_in_list("archive", role))
    assert "gives 1 item the status “archived”" in text_of(page, "#content-main")
    assert Role.objects.get().status == PUBLISHED


def test_archiving_lists_the_comparisons_that_end():
    data = make_family("Data")
    role, *_ = [make_role(name, family=data) for name in ("One", "Two", "Three")]
    page = document(ask_in_list("archive", role))
    assert "2 comparisons of two roles end" in text_of(page, "#content-main")
    assert links(page, "#content-main ul a") == [
        "/compare/one-vs-three/",
        "/compare/one-vs-two/",
    ]
    assert messages_of(run_in_list("archive", role)) == ["“One” is now “archived”."]


def test_roles_made_drafts_are_counted():
    roles = [make_role("One", status=ARCHIVED), make_role("Two", status=ARCHIVED)]
    response = run_in_list("back_to_draft", *roles)
    assert messages_of(response) == ["2 items are now “draft”."]
    role = make_role("Three", status=DRAFT)
    assert messages_of(run_in_list("back_to_draft", role)) == [
        "Nothing to change: they have this status."
    ]


def test_a_role_renamed_after_the_question_is_not_published():
    role = make_role("Cook", status=DRAFT, texts={make_dimension(): "Cooks."})
    client = as_editor()
    asked = ask_in_list("publish", role, client=client)
    change(role, name="The CEO is a crook")
    go_live(role)
    response = answer_yes(client, asked)
    assert response.status_code == 409
    assert "The CEO is a crook" in text_of(document(response), "#content-main")
    assert "changed after you opened this page" in response.content.decode()
    assert Client().get("/roles/cook/").status_code == 404


def add_cook():
    client, add = as_editor(), "/admin/careers/role/add/"
    client.post(add, form_data(client.get(add), name="Cook", slug="cook"))
    return Role.objects.get()


def test_the_list_submits_the_drafts_of_many_roles():
    roles = [add_cook(), make_role("Analyst")]

    response = ask_in_list("submit", *roles)
    again = ask_in_list("submit", *roles)

    assert messages_of(response) == ["1 draft submitted for review."]
    assert details.draft_of(roles[0]).state == "in_review"
    assert messages_of(again) == ["None of them has a draft to submit."]


def test_the_list_submits_no_draft_of_roles_of_others():
    cook, client = add_cook(), log_in()
    limit_to(User.objects.get(username="anna"), make_family("Data"))

    response = ask_in_list("submit", cook, client=client)

    assert details.draft_of(cook).state == "writing"
    assert "draft submitted" not in "".join(messages_of(response))


def test_a_role_whose_name_nobody_approved_is_not_published():
    role = add_cook()
    [message] = messages_of(ask_in_list("publish", role))
    assert "haven’t been approved" in message
    client, answer = as_editor(), {"confirmed": "yes", "seen": seen.mark_of(role)}
    data = {"action": "publish", "_selected_action": role.pk, "index": 0, **answer}
    response = client.post(admin_path(Role), data)
    assert response.status_code == 409
    assert "haven’t been approved" in response.content.decode()
    assert Role.objects.get().status == DRAFT


def test_a_new_role_whose_name_is_approved_is_published_with_it():
    role = add_cook()
    [draft] = details.submit(
        versions=[details.draft_of(role).version], by=User.objects.first()
    )
    reviewer = make_person("rita", "Reviewer")
    details.approve(versions=[draft.version], by=reviewer)
    [message] = messages_of(ask_in_list("publish", role))
    assert message.startswith("“Cook” is approved but has never been public. Select")


@pytest.mark.parametrize(
    ("action", "status", "note"),
    [
        (
            "publish",
            ARCHIVED,
            "1 of 2 public roles has a text for “Purpose”.",
        ),
        ("archive", PUBLISHED, "1 public role loses its text for “Purpose”."),
    ],
)
def test_the_question_counts_the_texts_of_a_dimension(action, status, note):
    other, dimension = make_dimension(), make_dimension("Purpose", status=status)
    make_role("One", texts={other: "Says."})
    make_role("Two", texts={other: "Says.", dimension: "Says."})
    make_role("Three", status=DRAFT, texts={dimension: "Says."})
    data = {"action": action, "_selected_action": dimension.pk, "index": 0}
    page = document(as_editor().post(admin_path(Dimension), data))
    assert note in text_of(page, "#content-main")


def change(role, **typed):
    client = as_editor()
    return client.post(
        admin_path(role), form_data(client.get(admin_path(role)), **typed)
    )


def run_in_form(role, action, **typed):
    client = as_editor()
    fields = form_data(client.get(admin_path(role)), **typed)
    del fields["_save"]
    action_fields = {"CHANGE_FORM-action": action, "index": "0"}
    return answer_yes(client, client.post(admin_path(role), fields | action_fields))


@pytest.mark.parametrize(
    ("action", "status"),
    [("publish", PUBLISHED), ("archive", ARCHIVED), ("back_to_draft", DRAFT)],
)
def test_the_form_can_change_the_status(action, status):
    role = make_role(
        "Data Engineer",
        status=DRAFT if status != DRAFT else PUBLISHED,
        texts={make_dimension(): "Decides."},
    )
    run_in_form(role, action)
    assert Role.objects.get().status == status
    assert LogEntry.objects.count() == 1


def test_an_action_in_the_form_saves_the_fields_too():
    role = make_role("Data Engineer", status=DRAFT, texts={make_dimension(): "Pipes."})
    run_in_form(role, "publish", name="Analytics Engineer")
    assert Client().get("/roles/data-engineer/").status_code == 200
    assert Role.objects.get().name == "Data Engineer"
    assert proposed(role).name == "Analytics Engineer"


def test_an_action_in_a_dimensions_form_saves_the_fields_too():
    dimension = make_dimension("Hours")
    run_in_form(dimension, "archive", question="When?")
    dimension = proposed(dimension)
    assert (dimension.question, dimension.status) == ("When?", ARCHIVED)


def test_an_action_waits_until_the_form_is_valid():
    role = make_role("Data Engineer", status=DRAFT)
    page = run_in_form(role, "publish", slug="a-vs-b")
    assert form_data(page)["slug"] == "a-vs-b"
    assert Role.objects.get().status == DRAFT


def test_pressing_enter_saves_the_form():
    role = make_role("Data Engineer")
    run_in_form(role, "", name="Analytics Engineer")
    assert proposed(role).name == "Analytics Engineer"


@pytest.mark.parametrize("place", ["list", "form"])
def test_roles_cannot_be_deleted_in_bulk(place):
    role = make_role("Data Engineer")
    page = as_editor().get(admin_path(Role) if place == "list" else admin_path(role))
    assert "delete_selected" not in page.content.decode()


def test_a_role_without_texts_is_not_published():
    role = make_role("Data Engineer", status=DRAFT)
    response = run_in_list("publish", role)
    assert response.status_code == 409
    assert "would have no text at all" in response.content.decode()
    assert Role.objects.get().status == DRAFT


def test_the_status_is_not_a_form_field():
    role = make_role("Data Engineer", status=DRAFT)
    admin = as_editor()
    fields = form_data(admin.get(admin_path(role)), status=PUBLISHED)
    admin.post(admin_path(role), fields)
    assert Role.objects.get().status == DRAFT


# Texts


def test_the_form_lists_the_state_of_each_text():
    authority = make_dimension("Authority", length_guide=10)
    hours = make_dimension("Hours", position=1)
    role = make_role("Data Engineer", texts={authority: "Decides on tools."})
    make_draft(role, authority, "Decides on all tools.")
    page = document(as_editor().get(admin_path(role)))
    assert [texts(row, "label, .status, .length") for row in page.query(ROLE_TEXT)] == [
        ["Authority", "Live, newer draft", "4 words, guide 10"],
        ["Hours", "Missing", f"0 words, guide {hours.length_guide}"],
    ]


def test_the_link_to_the_matrix_adds_the_most_similar_roles():
    make_dimension("Authority")
    data = make_family("Data")
    role = make_role("Data Engineer", family=data)
    for name in ("Analyst", "Data Scientist", "Analytics Engineer"):
        make_role(name, family=data)
    make_role("Data Steward", family=data, status=ARCHIVED)
    page = document(as_editor().get(admin_path(role)))
    assert links(page, ".role-texts .button") == [
        "/admin/matrix/?role=data-engineer&role=analytics-engineer&role=data-scientist"
    ]


def test_viewing_the_texts_needs_permission():
    role = make_role("Data Engineer", texts={make_dimension(): "Decides."})
    page = document(as_staff("view_role").get(admin_path(role)))
    assert page.query(".role-texts") == []


def test_the_history_link_leads_to_the_editorial_history():
    role = make_role("Data Engineer")
    page = document(as_editor().get(admin_path(role)))
    address = links(page, ".object-tools .historylink")
    assert address == ["/admin/history/?role=data-engineer"]


def test_a_new_role_is_a_draft_and_links_to_its_texts():
    admin = as_editor()
    address = "/admin/careers/role/add/"
    fields = form_data(admin.get(address), name="Cook", slug="cook", status=PUBLISHED)
    saved, message, _ = messages_of(admin.post(address, fields))
    assert saved.startswith("Saved as a draft.")
    assert message.startswith("Cook is a draft, so visitors can’t see it.")
    assert 'href="/admin/matrix/?role=cook"' in message
    assert Role.objects.get().status == DRAFT


# Permissions


def test_an_editor_can_add_and_change_unpublished_roles():
    admin = as_member_of("Editor")
    address = "/admin/careers/role/add/"
    admin.post(address, form_data(admin.get(address), name="Cook", slug="cook"))
    role = Role.objects.get()
    admin.post(admin_path(role), form_data(admin.get(admin_path(role)), name="Chef"))
    assert Role.objects.get().name == "Chef"


def test_an_editor_renames_a_published_role_with_a_second_person():
    role = make_role("Data Engineer", texts={make_dimension(): "Pipes."})
    editor = as_member_of("Editor")
    fields = form_data(editor.get(admin_path(role)), name="Pipeline Engineer")
    editor.post(admin_path(role), fields)
    assert "Pipeline" not in Client().get("/roles/data-engineer/").content.decode()
    go_live(role, client=editor)
    assert "Pipeline" in Client().get("/roles/data-engineer/").content.decode()


@pytest.mark.parametrize("place", ["list", "form"])
def test_an_editor_cannot_change_a_status(place):
    role = make_role("Data Engineer", status=DRAFT)
    admin = as_member_of("Editor")
    if place == "list":
        data = {"action": "publish", "_selected_action": [role.pk], "index": 0}
        admin.post(admin_path(Role), data)
    else:
        fields = form_data(admin.get(admin_path(role)))
        admin.post(admin_path(role), fields | {"CHANGE_FORM-action": "publish"})
    assert Role.objects.get().status == DRAFT


def test_a_reviewer_can_change_published_roles_and_their_status():
    role = make_role("Data Engineer")
    admin = as_member_of("Reviewer")
    admin.post(admin_path(role), form_data(admin.get(admin_path(role)), name="Chef"))
    run_in_list("archive", role, client=admin)
    role = proposed(role)
    assert (role.name, role.status) == ("Chef", ARCHIVED)


# Links


def test_a_published_role_links_to_its_public_pages():
    role = make_role("Data Engineer")
    page = document(as_editor().get(admin_path(role)))
    assert links(page, ".object-tools a")[1:3] == [
        "/roles/data-engineer/",
        "/compare/?role=data-engineer",
    ]


@pytest.mark.parametrize("status", [DRAFT, ARCHIVED])
def test_an_unpublished_role_has_no_public_links(status):
    role = make_role("Data Engineer", status=status)
    page = document(as_editor().get(admin_path(role)))
    assert texts(page, ".object-tools a") == ["History", "Redact …"]


def test_a_former_slug_is_listed_once_the_new_one_is_public():
    role = make_role("Data Engineer", texts={make_dimension(): "Pipes."})
    change(role, slug="pipeline-engineer")
    assert Client().get("/roles/data-engineer/").status_code == 200
    go_live(role)
    former = Client().get("/roles/data-engineer/")
    assert former.url == "/roles/pipeline-engineer/"
    page = document(as_editor().get(admin_path(role)))
    assert texts(page, ".field-former_addresses code") == ["/roles/data-engineer/"]


def test_the_filter_for_no_family_is_labelled():
    make_role("Cook", family=make_family())
    make_role("Alone")
    page = document(as_editor().get("/admin/careers/role/"))
    assert "No family" in texts(page, "#changelist-filter a")


@pytest.mark.parametrize("model", ["role", "dimension"])
def test_the_form_of_something_new_shows_no_status(model):
    page = document(as_editor().get(f"/admin/careers/{model}/add/"))
    assert page.query(".field-name")
    assert not page.query(".field-status")


def test_the_list_marks_a_role_with_changes_in_a_draft():
    role = make_role("Cook")
    client = as_editor()
    path = admin_path(role)
    client.post(path, form_data(client.get(path), "#role_form", name="Head Cook"))
    page = document(client.get("/admin/careers/role/"))
    assert texts(page, "#result_list .field-state") == ["Published, draft changes"]
