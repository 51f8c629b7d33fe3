"""Editors send files, check what would change, and save drafts."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from careers.editorial.files import import_forms
from careers.editorial.models import Draft, ImportPlan
from careers.editorial.workflow import redacting
from careers.editorial.workflow.versions import versions_of
from careers.models import Role, text_part
from tests.database_rows import all_rows
from tests.factories import (
    limit_to,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_role,
    make_roles,
)
from tests.html import document, links, text_of, texts, values
from tests.matrix_pages import log_in

from .import_pages import IMPORT, answer, file_of, plan_path, send
from .import_tables import table
from .made_files import xlsx

pytestmark = pytest.mark.django_db

CHANGED = ("Analyst", "Data", "Purpose", "Counts all.")
COOK = ("Cook", "Data", "Purpose", "Cooks.")


@pytest.fixture
def anna():
    return log_in()


def test_a_plan_shows_what_would_change_and_writes_nothing(anna, analyst):
    path = plan_path(anna, CHANGED)

    page = document(anna.get(path))
    assert texts(page, ".import-counts li") == ["1 changed text"]
    assert texts(page, ".paste-changes th[scope=row]") == [
        "Analyst: Purpose roles.csv, E2"
    ]
    assert "Counts [added: all] ." in text_of(page, ".paste-changes .diff").replace(
        "  ", " "
    ) or "all" in text_of(page, ".paste-changes ins")
    assert not Draft.objects.exists()


def test_saving_makes_drafts_and_ends_the_plan(anna, analyst):
    path = plan_path(anna, CHANGED)

    page = document(answer(anna, path, "save"))

    assert text_of(page, ".messagelist li") == (
        "Saved 1 text as a draft. See it in the matrix ."
    )
    assert links(page, ".messagelist a") == ["/admin/matrix/?role=analyst"]
    assert Draft.objects.get().text == "Counts all."
    assert not ImportPlan.objects.unfinished().exists()
    assert text_of(document(anna.get(path)), "main .lead").startswith("Saved 1 text")


def test_several_files_and_a_pasted_table_are_one_plan(anna, analyst):
    pasted = table(("Analyst", "Data", "Purpose", "Counts all.")).decode()
    response = send(anna, file_of(CHANGED), file_of(COOK, name="b.csv"), pasted=pasted)

    page = document(anna.get(response.url))
    assert texts(page, ".import-counts li") == [
        "1 changed text",
        "1 text is left out, as the site doesn’t have its role or dimension",
    ]


def test_new_names_are_added_when_they_are_ticked(anna, analyst):
    path = plan_path(anna, COOK)
    page = document(anna.get(path))
    [name] = values(page, "[name=new]", "value")

    page = document(answer(anna, path, "choose", new=[name]))
    assert text_of(page, ".messagelist") == "The plan is up to date."
    assert texts(page, ".import-counts li") == ["1 new role", "1 new text"]
    saved = document(answer(anna, path, "save"))

    assert text_of(saved, ".messagelist li").endswith(
        "Added as drafts: 1 new role . Select them there to submit them."
    )
    assert "/admin/careers/role/?status__exact=draft" in links(saved, ".messagelist a")
    cook = Role.objects.get(slug="cook")
    assert cook.status == "draft"
    assert cook.drafts.get().text == "Cooks."


def test_new_roles_of_one_name_are_told_apart(anna, analyst):
    make_family("Kitchen")
    path = plan_path(anna, COOK, ("Cook", "Kitchen", "Purpose", "Bakes."))
    answer(anna, path, "all-role")

    page = document(anna.get(path))
    assert texts(page, ".paste-changes th[scope=row]") == [
        "Cook (Data): Purpose roles.csv, E2",
        "Cook (Kitchen): Purpose roles.csv, E3",
    ]
    saved = document(answer(anna, path, "save"))
    [matrix] = [path for path in links(saved, ".messagelist a") if "matrix" in path]
    chips = text_of(document(anna.get(matrix)), ".chips")
    assert "Cook (Data)" in chips
    assert "Cook (Kitchen)" in chips


def test_a_near_name_is_chosen_or_left_out(anna, analyst):
    path = plan_path(anna, ("Analyst", "Data", "Purposes", "Counts all."))
    page = document(anna.get(path))
    [name] = set(values(page, ".decide input[type=radio]", "name"))
    assert values(page, "input[type=radio][checked]", "value") == ["+out"]

    answer(anna, path, "choose", **{name: "purpose"})
    answer(anna, path, "save")

    assert Draft.objects.get().text == "Counts all."


def test_choices_that_were_not_seen_are_shown_first(anna, analyst):
    path = plan_path(anna, CHANGED, COOK)
    [name] = values(document(anna.get(path)), "[name=new]", "value")

    response = answer(anna, path, "save", new=[name])

    assert "Check it, then save" in text_of(document(response), ".messagelist")
    assert not Draft.objects.exists()
    answer(anna, path, "save")
    assert Draft.objects.count() == 2


def test_a_column_that_is_left_out_may_have_other_things_than_texts(analyst):
    admin = log_in("ada", "Administrator")
    rows = [["Role", "Purpose", "Salary"], ["Analyst", "Counts all.", 5]]
    response = send(admin, SimpleUploadedFile("roles.xlsx", xlsx(rows)))
    page = document(admin.get(response.url))
    assert texts(page, ".import-counts li") == ["1 changed text"]
    assert texts(page, "#problems") == []
    [salary] = values(page, "[name=new]", "value")

    answer(admin, response.url, "choose", new=[salary])
    [problem] = texts(document(admin.get(response.url)), ".import-problems li")
    assert problem.startswith("roles.xlsx, Roles!C2: This is a number, not a text.")

    answer(admin, response.url, "choose", new=[])
    answer(admin, response.url, "save")
    assert Draft.objects.get().text == "Counts all."


def test_who_may_not_add_dimensions_is_told_so(anna, analyst):
    page = document(anna.get(plan_path(anna, ("Analyst", "", "Tools", "A pen."))))

    assert "Your account can’t add these." in text_of(page, ".decide")
    assert values(page, "[name=new]", "value") == []
    admin = log_in("ada", "Administrator")
    page = document(admin.get(plan_path(admin, ("Analyst", "", "Tools", "A pen."))))
    assert len(values(page, "[name=new]", "value")) == 1


def test_many_new_names_have_one_tick(anna, analyst, monkeypatch):
    monkeypatch.setattr(import_forms, "MOST_TICKS", 2)
    rows = [(f"Cook {n}", "Data", "Purpose", "X") for n in ("one", "two", "three")]
    path = plan_path(anna, *rows)
    assert values(document(anna.get(path)), "[name=all]", "value") == ["role"]

    answer(anna, path, "choose", all=["role"])
    answer(anna, path, "save")

    assert Role.objects.filter(name__startswith="Cook").count() == 3


def test_problems_come_first_and_nothing_can_be_saved(anna, analyst):
    make_dimension("Tasks")
    path = plan_path(anna, CHANGED, ("Analyst", "Data", "Tasks", "Tw\x07o."))
    page = document(anna.get(path))

    assert text_of(page, "#problems") == "1 problem"
    assert "roles.csv, E3" in text_of(page, ".import-problems")
    assert values(page, "button[value=save]", "value") == []
    before = all_rows()
    assert answer(anna, path, "save").status_code == 400
    assert all_rows() == before


def test_what_was_not_read_is_named_and_the_rest_can_be_saved(anna, analyst):
    pasted = "Role\tFamily\tDimension\tText\tNote\nAnalyst\tData\tPurpose\tAdds.\tAsk"
    path = send(anna, pasted=pasted).url

    answer(anna, path, "again")  # is read from what is kept
    page = document(anna.get(path))
    answer(anna, path, "save")

    [note] = texts(page, ".import-notes li")
    assert note.startswith("pasted table, E: This column has not been read")
    assert Draft.objects.get().text == "Adds."


def test_empty_cells_remove_texts_when_that_is_ticked(anna, analyst):
    path = plan_path(anna, ("Analyst", "Data", "Purpose", ""))
    page = document(anna.get(path))
    assert "Remove 1 text whose cell is empty" in text_of(page, ".decide")
    assert "Counts." in text_of(document(anna.get(f"{path}?show=empty")), "table")

    answer(anna, path, "choose", remove="on")
    answer(anna, path, "save")

    assert Draft.objects.get().text == ""


def test_lines_become_lists_when_that_is_ticked(anna, analyst):
    path = plan_path(anna, ("Analyst", "Data", "Purpose", "Plan\nWrite"))

    answer(anna, path, "choose", as_lists="on")
    answer(anna, path, "save")

    assert Draft.objects.get().text == "- Plan\n- Write"


def test_a_change_in_between_is_refused(anna, analyst, purpose):
    path = plan_path(anna, CHANGED, COOK)
    make_draft(analyst, purpose, "Counts some.")

    response = answer(anna, path, "save")

    assert response.status_code == 409
    assert "“Analyst: Purpose” changed after the files were compared" in text_of(
        document(response), ".errornote"
    )
    assert Draft.objects.get().text == "Counts some."
    answer(anna, path, "choose")
    answer(anna, path, "save")
    assert Draft.objects.get().text == "Counts all."


def test_a_name_that_is_taken_in_between_is_refused(anna, analyst):
    path = plan_path(anna, COOK)
    [name] = values(document(anna.get(path)), "[name=new]", "value")
    answer(anna, path, "choose", new=[name])
    make_role("Cook", family=analyst.family)

    response = answer(anna, path, "save")

    assert response.status_code == 409
    assert "taken by now" in text_of(document(response), ".errornote")
    assert Role.objects.filter(name="Cook").count() == 1


def test_nothing_is_imported_if_the_plan_is_discarded(anna, analyst):
    path = plan_path(anna, CHANGED)

    answer(anna, path, "discard")

    assert not ImportPlan.objects.exists()
    assert not Draft.objects.exists()


def test_only_who_sent_the_files_sees_the_plan(anna, analyst):
    path = plan_path(anna, CHANGED)
    other = log_in("ben", "Administrator")

    assert other.get(path).status_code == 404
    assert other.post(path, {"act": "save"}).status_code == 404
    assert ImportPlan.objects.exists()


def test_a_second_press_on_the_button_saves_nothing(anna, analyst):
    path = plan_path(anna, CHANGED)
    answer(anna, path, "save")

    assert anna.post(path, {"act": "save"}).url == path
    assert Draft.history.count() == 1


def test_one_press_adds_all_new_names_of_a_kind(anna, analyst):
    rows = [(name, "Data", "Purpose", "Cooks.") for name in ("Cook", "Waiter")]
    path = plan_path(anna, *rows)
    assert texts(document(anna.get(path)), "[value=all-role]") == ["Add all 2"]

    answer(anna, path, "all-role")
    answer(anna, path, "save")

    assert {draft.role.name for draft in Draft.objects.all()} == {"Cook", "Waiter"}


def test_a_role_without_texts_is_added(anna, analyst):
    path = plan_path(anna, ("Cook", "Data", "", ""))
    [name] = values(document(anna.get(path)), "[name=new]", "value")
    answer(anna, path, "choose", new=[name])
    page = document(anna.get(path))
    assert texts(page, "#plan button[value=save]") == ["Add what is new"]

    answer(anna, path, "save")

    assert Role.objects.get(slug="cook").status == "draft"


def test_who_may_no_longer_add_roles_adds_none(anna, analyst):
    path = plan_path(anna, COOK)
    [name] = values(document(anna.get(path)), "[name=new]", "value")
    answer(anna, path, "choose", new=[name])
    rights = Group.objects.get(name="Editor").permissions
    rights.remove(rights.get(codename="add_role"))

    answer(anna, path, "save", new=[name])

    assert not Role.objects.filter(slug="cook").exists()


def test_an_import_can_be_gone_on_with(anna, analyst):
    pasted = table(COOK).decode()
    path = send(anna, file_of(CHANGED), pasted=pasted).url

    page = document(anna.get(IMPORT))

    assert links(page, ".ways a") == [path]
    assert "import of roles.csv and pasted table, " in text_of(page, ".ways")
    other = document(log_in("ben").get(IMPORT))
    assert links(other, ".ways a") == []


def test_a_plan_is_kept_for_a_day(anna, analyst):
    path = plan_path(anna, CHANGED)
    ImportPlan.objects.update(read_at=timezone.now() - timedelta(days=1))

    assert anna.get(path).status_code == 404
    plan_path(anna, CHANGED)
    assert ImportPlan.objects.count() == 1


def test_a_redaction_takes_the_plans_with_it(anna, analyst, purpose):
    plan_path(anna, CHANGED)
    tokens = [v.token for v in versions_of(text_part(analyst.pk, purpose.pk)).values()]
    make_role("Other", texts={purpose: "So that the site is not empty."})
    asked = redacting.ask(
        tokens=tokens, why="A person", by=make_person("ada", "Administrator")
    )
    page = redacting.plan_of(asked)

    redacting.confirm(
        redaction=asked, seen=page.mark, by=make_person("bob", "Administrator")
    )

    assert not ImportPlan.objects.exists()


def test_nothing_sent_asks_again(anna):
    response = send(anna)

    assert response.status_code == 400
    assert "Choose a file, or paste a table." in text_of(document(response))


def test_too_large_files_are_refused_and_the_table_stays(anna, monkeypatch):
    monkeypatch.setattr(import_forms, "MOST_BYTES", 10)

    response = send(anna, file_of(CHANGED), pasted="Role\tDimension\tText")

    assert response.status_code == 400
    page = document(response)
    assert "can be sent at once. Send them in parts." in text_of(page)
    assert "Role" in text_of(page, "textarea")


def test_an_unreadable_file_is_a_problem_of_the_plan(anna):
    response = send(anna, SimpleUploadedFile("roles.csv", b"\xff\xfe\x00\xd8"))

    page = document(anna.get(response.url))
    assert "roles.csv" in text_of(page, ".import-problems")


def test_roles_of_other_families_are_a_problem(analyst):
    limit_to(make_person("dana", "Editor"), make_family("People"))
    dana = log_in("dana")

    page = document(dana.get(plan_path(dana, CHANGED, COOK)))

    assert "This role isn’t in your families." in text_of(page, ".import-problems")
    assert "Your account can’t add these." in text_of(page, ".decide")


def test_the_number_of_queries_does_not_grow(
    anna, purpose, django_assert_max_num_queries
):
    roles = make_roles(50, dimensions=[purpose])
    path = plan_path(anna, *[(role.name, "", "Purpose", "New.") for role in roles])
    anna.get(path)

    with django_assert_max_num_queries(15):
        page = document(anna.get(path))

    assert len(texts(page, ".paste-changes tbody tr")) == 20
    assert len(texts(document(anna.get(f"{path}?page=3")), "tbody tr")) == 10


def test_the_matrix_and_the_list_of_roles_lead_to_the_import(anna, analyst):
    assert f'"{IMPORT}"' in anna.get("/admin/matrix/").content.decode()
    assert f'"{IMPORT}"' in anna.get("/admin/careers/role/").content.decode()
