"""Two people with the same form open never overwrite each other's change unseen."""

import json

import pytest
from django.contrib.admin.models import LogEntry

from careers.models import Dimension
from tests.admin_forms import (
    admin_path,
    answer_yes,
    field_errors,
    form_data,
    messages_of,
)
from tests.details_pages import proposed
from tests.factories import make_dimension, make_family, make_role, make_theme
from tests.html import document, texts
from tests.queue_pages import as_member_of
from tests.race import RUNNERS, race
from tests.site_processes import empty_database, run_code

pytestmark = pytest.mark.django_db

MAKERS = pytest.mark.parametrize(
    "make", [make_dimension, make_family, make_role, make_theme]
)
PUBLISHED, DRAFT, ARCHIVED = "published", "draft", "archived"


class Person:
    """A person with an object's form open."""

    def __init__(self, name, instance, query=""):
        self.admin = as_member_of("Administrator", name)
        self.address = admin_path(instance) + query
        self.page = self.admin.get(self.address)

    def saves(self, **typed):
        """Post the open form; the response becomes the open page."""
        self.page = self.admin.post(self.address, form_data(self.page, **typed))
        return self.page


def two_people_editing(instance):
    return Person("anna", instance), Person("ben", instance)


def form_message(page):
    """Return the message above a form, or "" if there is none."""
    return " ".join(texts(document(page), "#content-main .nonfield"))


@pytest.fixture
def dimension():
    return make_dimension("Authority", question="What may it decide?")


# What is refused


def test_a_save_that_would_revert_a_change_saves_nothing(dimension):
    anna, ben = two_people_editing(dimension)
    anna.saves(question="What may it decide alone?")
    assert ben.saves(length_guide="60").status_code == 200
    dimension = proposed(dimension)
    assert dimension.question == "What may it decide alone?"
    assert dimension.length_guide == 45
    assert [entry.user.username for entry in LogEntry.objects.all()] == ["anna"]


@MAKERS
def test_no_form_overwrites_a_change(make):
    instance = make("Data")
    anna, ben = two_people_editing(instance)
    anna.saves(name="People")
    assert list(field_errors(ben.saves(name="Persons"))) == ["name"]
    assert proposed(instance).name == "People"


def test_a_message_above_the_form_lists_the_changed_fields(dimension):
    anna, ben = two_people_editing(dimension)
    anna.saves(question="What may it decide alone?", slug="decisions")
    assert form_message(ben.saves(length_guide="60")) == (
        "Someone else has changed this since you opened it: slug and question. "
        "Nothing was saved. Check the messages beside the fields, then save again."
    )


def test_a_field_changed_by_both_keeps_the_new_input(dimension):
    anna, ben = two_people_editing(dimension)
    anna.saves(question="What may it decide alone?")
    page = ben.saves(question="What can it decide?", length_guide="60")
    fields = form_data(page)
    assert (fields["question"], fields["length_guide"]) == ("What can it decide?", "60")
    message = (
        "The current value is “What may it decide alone?”. Save again to replace it"
    )
    assert field_errors(page)["question"].startswith(message)


def test_a_field_changed_by_someone_else_shows_its_value(dimension):
    anna, ben = two_people_editing(dimension)
    anna.saves(question="What may it decide alone?")
    page = ben.saves(length_guide="60")
    fields = form_data(page)
    assert (fields["question"], fields["length_guide"]) == (
        "What may it decide alone?",
        "60",
    )
    assert "You hadn’t changed this field" in field_errors(page)["question"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("is_summary", "on", ": checked."),
        ("question", "", ": empty."),
        ("length_guide", "90", ": “90”."),
    ],
)
def test_every_kind_of_field_shows_its_current_value(dimension, field, value, message):
    anna, ben = two_people_editing(dimension)
    anna.saves(**{field: value})
    page = ben.saves(name="Decisions")
    assert field_errors(page)[field].endswith(message)
    assert form_data(page)[field] == value


def test_unselected_and_emptied_fields_stay_so():
    theme = make_theme("what it may do")
    dimension = make_dimension("Hours", theme=theme, is_summary=True)
    anna, ben = two_people_editing(dimension)
    fields = form_data(anna.page, theme="")
    del fields["is_summary"]
    anna.admin.post(anna.address, fields)
    page = ben.saves(name="Working hours")
    assert {"theme", "is_summary"} == set(field_errors(page))
    ben.saves()
    dimension = proposed(dimension)
    assert (dimension.theme, dimension.is_summary) == (None, False)
    assert dimension.name == "Working hours"


def test_references_and_lists_are_shown_by_name():
    role = make_role("Cook", status=DRAFT)
    family = make_family("Kitchen")
    anna, ben = two_people_editing(role)
    anna.saves(family=str(family.pk), other_names="Chef\r\nSommelier")
    messages = field_errors(ben.saves(name="Head cook"))
    assert messages["family"].endswith(": “Kitchen”.")
    assert messages["other_names"].endswith(": “Chef, Sommelier”.")


def test_a_current_value_is_escaped(dimension):
    anna, ben = two_people_editing(dimension)
    anna.saves(question="<script>alert('“1”')</script>")
    page = ben.saves(length_guide="60")
    assert "<script>alert" in field_errors(page)["question"]
    assert "<script>alert" not in page.content.decode()


def test_invalid_and_changed_fields_are_shown_together(dimension):
    anna, ben = two_people_editing(dimension)
    anna.saves(question="What may it decide alone?")
    assert list(field_errors(ben.saves(slug="No slug"))) == ["slug", "question"]


# What is saved


def test_saving_again_overwrites_the_change(dimension):
    anna, ben = two_people_editing(dimension)
    anna.saves(question="What may it decide alone?")
    ben.saves(question="What can it decide?", length_guide="60")
    assert ben.saves().status_code == 302
    dimension = proposed(dimension)
    assert (dimension.question, dimension.length_guide) == ("What can it decide?", 60)


def test_a_second_change_gets_a_message_too(dimension):
    anna, ben = two_people_editing(dimension)
    anna.saves(question="What may it decide alone?")
    ben.saves(question="What can it decide?")
    Person("anna", dimension).saves(question="Who decides?")
    assert "value is “Who decides?”" in field_errors(ben.saves())["question"]


def test_an_invalid_form_remembers_its_opening_values(dimension):
    anna, ben = two_people_editing(dimension)
    ben.saves(slug="No slug", length_guide="60")
    anna.saves(question="What may it decide alone?")
    ben.saves(slug="authority")
    assert proposed(dimension).question == "What may it decide alone?"


def test_the_same_change_by_two_people_is_no_conflict(dimension):
    anna, ben = two_people_editing(dimension)
    anna.saves(question="What may it decide alone?")
    page = ben.saves(question="What may it decide alone?", length_guide="60")
    assert page.status_code == 302


def test_a_change_without_a_history_record_is_noticed(dimension):
    ben = Person("ben", dimension)
    Dimension._base_manager.update(question="What may it decide alone?")
    assert list(field_errors(ben.saves(length_guide="60"))) == ["question"]


def test_a_save_keeps_a_position_that_has_changed():
    make_dimension("A", position=1)
    second = make_dimension("B", position=2)
    anna, ben = two_people_editing(second)
    anna.admin.post(admin_path(second).replace("change", "move"), {"move": "up"})
    assert "the current value: “1”" in field_errors(ben.saves(name="C"))["position"]
    ben.saves()
    page = document(ben.admin.get(admin_path(Dimension)))
    assert texts(page, ".field-name") == ["C", "A"]


# Forged forms


@pytest.mark.parametrize(
    "seen",
    [None, "", "x", "[]", "3", "{", "\x00", "[" * 100_000, "9" * 5_000, "{}", "NaN"],
)
def test_a_form_without_valid_opening_values_saves_nothing(dimension, seen):
    ben = Person("ben", dimension)
    fields = form_data(ben.page, question="What can it decide?") | {
        "_opened_with": seen
    }
    if seen is None:
        del fields["_opened_with"]
    page = ben.admin.post(ben.address, fields)
    assert form_message(page).startswith(
        "This form was out of date, so nothing was saved."
    )
    assert "value is “What may it decide?”" in field_errors(page)["question"]
    assert form_data(page)["question"] == "What can it decide?"
    dimension.refresh_from_db()
    assert dimension.question == "What may it decide?"


@pytest.mark.parametrize("value", [[], {}, 9e99, True, None, "\ud800"])
def test_a_form_with_nonsense_opening_values_saves_nothing(dimension, value):
    ben = Person("ben", dimension)
    seen = json.dumps(dict.fromkeys(form_data(ben.page), value))
    typed = {"name": "B", "question": "C", "length_guide": "7", "is_summary": "on"}
    page = ben.saves(**typed, _opened_with=seen)
    assert {"name", "question", "length_guide"} <= set(field_errors(page))
    assert Dimension.objects.get().name == "Authority"


# Other ways to save


def test_a_popup_form_reports_conflicts_too():
    family = make_family("Data")
    anna, ben = (Person(name, family, "?_popup=1") for name in ("anna", "ben"))
    assert "popup_response" in anna.saves(name="People").content.decode()
    assert list(field_errors(ben.saves(name="Persons"))) == ["name"]
    assert "popup_response" in ben.saves().content.decode()


def test_saving_as_new_overwrites_nothing():
    family = make_family("Data")
    ben = Person("ben", family)
    fields = form_data(ben.page, name="People", slug="people") | {"_saveasnew": "1"}
    ben.admin.post(ben.address, fields)
    family.refresh_from_db()
    assert family.name == "Data"


def test_the_form_of_a_new_object_has_no_opening_values():
    page = as_member_of("Administrator").get("/admin/careers/theme/add/")
    assert "_opened_with" not in form_data(page)


def test_saving_and_continuing_refreshes_the_opening_values(dimension):
    ben = Person("ben", dimension)
    for question in ("One?", "Two?"):
        fields = form_data(ben.page, question=question) | {"_continue": "1"}
        ben.page = ben.admin.post(ben.address, fields, follow=True)
    assert proposed(dimension).question == "Two?"


def act_in_form(person, action, **typed):
    """Press "Go" beside an action of the form, and answer its question with yes."""
    fields = form_data(person.page, **typed)
    del fields["_save"]
    fields |= {"CHANGE_FORM-action": action, "index": "0"}
    person.page = answer_yes(person.admin, person.admin.post(person.address, fields))
    return person.page


def test_an_action_waits_until_a_change_has_been_seen():
    role = make_role("Cook")
    anna, ben = two_people_editing(role)
    anna.saves(name="Chef")
    page = act_in_form(ben, "archive", abbreviations="C")
    assert list(field_errors(page)) == ["name"]
    role = proposed(role)
    assert (role.name, role.status, role.abbreviations) == ("Chef", PUBLISHED, "")
    act_in_form(ben, "archive")
    role = proposed(role)
    assert (role.name, role.status, role.abbreviations) == ("Chef", ARCHIVED, "C")


def test_saving_a_form_keeps_a_changed_status():
    role = make_role("Cook")
    anna, ben = two_people_editing(role)
    act_in_form(anna, "archive")
    ben.saves(name="Chef")
    role = proposed(role)
    assert (role.name, role.status) == ("Chef", ARCHIVED)


def test_saving_a_deleted_object_shows_a_message(dimension):
    ben = Person("ben", dimension)
    dimension.delete()
    (message,) = messages_of(ben.saves(length_guide="60"))
    assert "Perhaps it was deleted?" in message


# Concurrent saves, in processes with a database of their own

FILL = """
from django.core.management import call_command
from tests.details_pages import proposed
from tests.factories import make_dimension, make_person, make_role, make_term

call_command("migrate", verbosity=0)
make_dimension("Authority")
make_role("Cook")
make_term("manage", "oversee")
for name in ("anna", "ben", "cleo", "dora"):
    make_person(name, "Administrator")
"""

# The shell has no collected static files. Each process takes a free username.
LOG_IN = """
import json, os, pathlib, time
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from careers.models import Dimension, Role, Term
from careers.editorial.workflow.details import with_proposals
from careers.editorial.workflow.publishing import change_status

plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
client = Client(headers={"host": "127.0.0.1"})
for name in ("anna", "ben", "cleo", "dora"):
    try:
        os.mkdir(FOLDER + "/" + name)
    except FileExistsError:
        continue
    break
user = User.objects.get(username=name)
client.force_login(user)
"""

RENAME = """
seen = {"name": "Authority", "slug": "authority", "question": "", "example": "",
        "theme": None, "is_summary": False, "length_guide": 45, "position": 0}
fields = seen | {"name": "By " + name, "theme": "", "_opened_with": json.dumps(seen)}
del fields["is_summary"]
response = client.post("/admin/careers/dimension/1/change/", fields, secure=True)
print(response.status_code, Dimension.objects.get().name)
"""

# Each process has a preferred word of its own, and the same variant.
ADD_TERM = """
fields = {"preferred": "By " + name, "variants": "purchase", "note": ""}
response = client.post("/admin/careers/term/add/", fields, secure=True)
print(response.status_code, Term.objects.filter(variants="purchase").count())
"""

# One process archives the role slowly while the other saves a new name.
ARCHIVE_OR_RENAME = """
started = pathlib.Path(FOLDER, "started")
if name == "anna":
    with transaction.atomic():
        change_status(items=Role.objects.all(), status="archived", by=user)
        started.touch()
        time.sleep(1)
else:
    while not started.exists():
        time.sleep(0.01)
    seen = {"name": "Cook", "slug": "cook", "family": None, "abbreviations": "",
            "position": 0, "other_names": ""}
    fields = seen | {"name": "Chef", "family": "", "_opened_with": json.dumps(seen)}
    response = client.post("/admin/careers/role/1/change/", fields, secure=True)
    assert response.status_code == 302
[role] = with_proposals(Role.objects.all())
print(role.name, role.status)
"""


def run_in_processes(code, folder, runners):
    with empty_database(folder) as url:
        run_code(FILL, folder, url)
        code = f"FOLDER = {str(folder)!r}\n{LOG_IN}{code}"
        return race(code, folder, url, runners)


@RUNNERS
def test_one_of_several_concurrent_saves_wins(tmp_path, runners):
    lines = run_in_processes(RENAME, tmp_path, runners)
    outcomes = sorted(line.split(maxsplit=1) for line in lines)
    assert [status for status, _ in outcomes] == [*["200"] * (runners - 1), "302"]
    assert len({name for _, name in outcomes}) == 1


@RUNNERS
def test_a_variant_added_by_several_at_once_is_in_one_term(tmp_path, runners):
    lines = run_in_processes(ADD_TERM, tmp_path, runners)
    assert sorted(lines) == [*["200 1"] * (runners - 1), "302 1"]


@pytest.mark.long
def test_saving_a_role_while_it_is_archived_keeps_it_archived(tmp_path):
    assert "Chef archived" in run_in_processes(ARCHIVE_OR_RENAME, tmp_path, 2)
