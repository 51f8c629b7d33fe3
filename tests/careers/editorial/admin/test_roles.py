"""The list of roles, and what a role's page offers beside its texts."""

import pytest
from django.contrib.admin.models import LogEntry

from careers.models import Role
from tests.admin_forms import admin_path, as_editor, form_data, messages_of
from tests.factories import (
    make_dimension,
    make_draft,
    make_entry,
    make_family,
    make_role,
)
from tests.html import document, links, text, texts
from tests.queue_pages import as_member_of, as_staff

pytestmark = pytest.mark.django_db

PUBLISHED, DRAFT, ARCHIVED = "published", "draft", "archived"


def listed(query=""):
    """The names of the roles that the list shows for a query."""
    page = document(as_editor().get(f"{admin_path(Role)}?{query}"))
    return texts(page, "#result_list tbody th")


def make_roles_of_every_kind():
    dimensions = [make_dimension("Authority"), make_dimension("Primary Role")]
    data = make_family("Data")
    make_role("Full", texts=dict.fromkeys(dimensions, "Says."), family=data)
    make_role("Half", texts={dimensions[0]: "Says."}, status=DRAFT)
    make_role("Bare", status=ARCHIVED)


# The list


def test_the_list_says_how_much_of_a_role_is_described():
    make_roles_of_every_kind()
    page = document(as_editor().get(admin_path(Role)))
    said = texts(page, "#result_list .field-completeness")
    assert said == ["0 of 2", "2 of 2", "1 of 2"]


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
def test_the_list_is_sorted_and_filtered(query, names):
    make_roles_of_every_kind()
    assert listed(query) == names


@pytest.mark.parametrize("words", ["R%26D", "r+and+d", "forscher", "FÓRSCHER"])
def test_search_finds_every_name_however_it_is_written(words):
    make_role("Lead of R and D", slug="lead", other_names="Förscher")
    make_role("Chef", other_names="Cook\nSommelier")
    assert listed(f"q={words}") == ["Lead of R and D"]


def test_search_reads_abbreviations():
    make_role("Recruiter")
    make_role("Site Reliability Engineer", abbreviations="SRE, PE")
    assert listed("q=sre") == ["Site Reliability Engineer"]


def test_more_roles_cost_no_more_queries(django_assert_num_queries):
    admin = as_editor()
    dimension = make_dimension()
    for count in (2, 12):
        for number in range(Role.objects.count(), count):
            family = make_family(f"Family {number}")
            make_entry(make_role(f"Role {number}", family=family), dimension)
        with django_assert_num_queries(10):
            page = admin.get(admin_path(Role))
        assert len(texts(document(page), "#result_list tbody th")) == count


# Actions


def act(action, *roles):
    """Run an action from the list; returns the messages."""
    ticked = [role.pk for role in roles]
    data = {"action": action, "_selected_action": ticked, "index": 0}
    return messages_of(as_editor().post(admin_path(Role), data))


def test_roles_are_published_from_the_list():
    make_roles_of_every_kind()
    said = act("publish", *Role.objects.all())
    assert set(Role.objects.values_list("status", flat=True)) == {PUBLISHED}
    assert said[:2] == ["2 roles are now published.", "1 role was already published."]
    assert said[2].startswith("Nothing is written yet for “Bare”. Visitors read")


def test_archiving_says_what_becomes_of_comparisons():
    role = make_role("Data Engineer")
    assert act("archive", role) == [
        "1 role is now archived.",
        "Comparisons that include these roles now show “not found”.",
    ]


def test_drafts_are_counted_in_the_plural():
    roles = [make_role("One", status=ARCHIVED), make_role("Two", status=ARCHIVED)]
    assert act("back_to_draft", *roles) == ["2 roles are now drafts."]
    role = make_role("Three", status=DRAFT)
    assert act("back_to_draft", role) == ["1 role was already a draft."]


def run_on_page(role, action, **typed):
    admin = as_editor()
    sent = form_data(admin.get(admin_path(role)), **typed)
    del sent["_save"]
    chosen = {"CHANGE_FORM-action": action, "index": "0"}
    return admin.post(admin_path(role), sent | chosen)


@pytest.mark.parametrize(
    ("action", "status"),
    [("publish", PUBLISHED), ("archive", ARCHIVED), ("back_to_draft", DRAFT)],
)
def test_a_status_is_changed_on_the_roles_page(action, status):
    role = make_role("Data Engineer", status=DRAFT if status != DRAFT else PUBLISHED)
    run_on_page(role, action)
    assert Role.objects.get().status == status
    assert LogEntry.objects.count() == 1


def test_an_action_on_the_roles_page_saves_what_was_typed():
    role = make_role("Data Engineer", status=DRAFT)
    run_on_page(role, "publish", name="Analytics Engineer")
    role.refresh_from_db()
    assert (role.name, role.status) == ("Analytics Engineer", PUBLISHED)


def test_an_action_does_nothing_while_something_is_wrong_on_the_page():
    role = make_role("Data Engineer", status=DRAFT)
    page = run_on_page(role, "publish", slug="a-vs-b")
    assert form_data(page)["slug"] == "a-vs-b"
    assert Role.objects.get().status == DRAFT


def test_enter_in_a_field_saves_as_the_first_button_is_the_actions():
    role = make_role("Data Engineer")
    run_on_page(role, "", name="Analytics Engineer")
    assert Role.objects.get().name == "Analytics Engineer"


@pytest.mark.parametrize("address", ["list", "page"])
def test_roles_are_not_deleted_in_bulk(address):
    role = make_role("Data Engineer")
    page = as_editor().get(admin_path(Role) if address == "list" else admin_path(role))
    assert "delete_selected" not in page.content.decode()


def test_publishing_warns_of_a_role_without_texts():
    role = make_role("Data Engineer", status=DRAFT)
    assert "Nothing is written yet" in act("publish", role)[1]


def test_a_status_is_no_field_of_the_form():
    role = make_role("Data Engineer", status=DRAFT)
    admin = as_editor()
    sent = form_data(admin.get(admin_path(role)), status=PUBLISHED)
    admin.post(admin_path(role), sent)
    assert Role.objects.get().status == DRAFT


# Texts


def table_of(role):
    page = document(as_editor().get(admin_path(role)))
    rows = page.query(".role-texts tbody tr")
    return [texts(row, "th, td")[:3] for row in rows]


def test_a_role_lists_how_far_each_of_its_texts_has_come():
    authority = make_dimension("Authority", length_guide=10)
    hours = make_dimension("Hours", position=1)
    role = make_role("Data Engineer", texts={authority: "Decides on tools."})
    make_draft(role, authority, "Decides on all tools.")
    assert table_of(role) == [
        ["Authority", "Live, newer draft", "4 of 10"],
        ["Hours", "Missing", f"0 of {hours.length_guide}"],
    ]


def test_a_roles_texts_are_written_beside_those_of_the_likest_roles():
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


def test_who_may_not_see_drafts_sees_no_table_of_them():
    role = make_role("Data Engineer", texts={make_dimension(): "Decides."})
    page = document(as_staff("view_role").get(admin_path(role)))
    assert page.query(".role-texts") == []


def test_the_history_of_a_role_is_the_workshops():
    role = make_role("Data Engineer")
    page = document(as_editor().get(admin_path(role)))
    address = links(page, ".object-tools .historylink")
    assert address == ["/admin/history/?role=data-engineer"]


def test_a_new_role_is_a_draft_and_leads_to_its_texts():
    admin = as_editor()
    address = "/admin/careers/role/add/"
    sent = form_data(admin.get(address), name="Cook", slug="cook", status=PUBLISHED)
    said = messages_of(admin.post(address, sent))[0]
    assert said.startswith("Cook is a draft, so visitors cannot see it.")
    assert 'href="/admin/matrix/?role=cook"' in said
    assert Role.objects.get().status == DRAFT


# Who may


def test_an_editor_adds_roles_and_changes_those_that_visitors_do_not_see():
    admin = as_member_of("Editor")
    address = "/admin/careers/role/add/"
    admin.post(address, form_data(admin.get(address), name="Cook", slug="cook"))
    role = Role.objects.get()
    admin.post(admin_path(role), form_data(admin.get(admin_path(role)), name="Chef"))
    assert Role.objects.get().name == "Chef"


def test_an_editor_only_reads_the_fields_of_a_published_role():
    role = make_role("Data Engineer")
    admin = as_member_of("Editor")
    page = document(admin.get(admin_path(role)))
    assert "ask a reviewer" in text(page.query_one("#role_form .hindrance"))
    assert page.query("#role_form [type=submit]") == []
    assert admin.post(admin_path(role), {"name": "Mine"}).status_code == 403


@pytest.mark.parametrize("place", ["list", "page"])
def test_an_editor_changes_no_status(place):
    role = make_role("Data Engineer", status=DRAFT)
    admin = as_member_of("Editor")
    if place == "list":
        data = {"action": "publish", "_selected_action": [role.pk], "index": 0}
        admin.post(admin_path(Role), data)
    else:
        sent = form_data(admin.get(admin_path(role)))
        admin.post(admin_path(role), sent | {"CHANGE_FORM-action": "publish"})
    assert Role.objects.get().status == DRAFT


def test_a_reviewer_changes_published_roles_and_their_status():
    role = make_role("Data Engineer")
    admin = as_member_of("Reviewer")
    admin.post(admin_path(role), form_data(admin.get(admin_path(role)), name="Chef"))
    data = {"action": "archive", "_selected_action": [role.pk], "index": 0}
    admin.post(admin_path(Role), data)
    role.refresh_from_db()
    assert (role.name, role.status) == ("Chef", ARCHIVED)


# Links


def test_a_published_role_links_to_its_page_and_to_the_picker():
    role = make_role("Data Engineer")
    page = document(as_editor().get(admin_path(role)))
    assert links(page, ".object-tools a")[1:] == [
        "/roles/data-engineer/",
        "/compare/?role=data-engineer",
    ]


@pytest.mark.parametrize("status", [DRAFT, ARCHIVED])
def test_what_visitors_cannot_see_is_not_linked(status):
    role = make_role("Data Engineer", status=status)
    page = document(as_editor().get(admin_path(role)))
    assert texts(page, ".object-tools a") == ["History"]


def test_a_new_address_is_announced_and_the_former_one_shown():
    role = make_role("Data Engineer")
    admin = as_editor()
    sent = form_data(admin.get(admin_path(role)), slug="pipeline-engineer")
    said, _ = messages_of(admin.post(admin_path(role), sent))
    assert (
        said == "Links to /roles/data-engineer/ now lead to /roles/pipeline-engineer/."
    )
    page = document(admin.get(admin_path(role)))
    assert texts(page, ".field-former_addresses code") == ["/roles/data-engineer/"]


def test_an_address_is_proposed_from_the_name():
    page = as_editor().get("/admin/careers/role/add/").content.decode()
    assert "&quot;dependency_list&quot;: [&quot;name&quot;]" in page


def test_roles_without_a_family_are_filtered_by_words():
    make_role("Cook", family=make_family())
    make_role("Alone")
    page = document(as_editor().get("/admin/careers/role/"))
    assert "No family" in texts(page, "#changelist-filter a")
