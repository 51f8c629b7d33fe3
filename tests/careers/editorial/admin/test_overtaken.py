"""Two people with one form open: nobody's change is overwritten unseen."""

import json

import pytest
from django.contrib.admin.models import LogEntry

from careers.models import Dimension, Role
from tests.admin_forms import admin_path, field_errors, form_data, messages_of
from tests.factories import make_dimension, make_family, make_role, make_theme
from tests.html import document, text, texts
from tests.queue_pages import as_member_of
from tests.race import RUNNERS, race
from tests.site_processes import empty_database, run_code

pytestmark = pytest.mark.django_db

MAKERS = pytest.mark.parametrize(
    "make", [make_dimension, make_family, make_role, make_theme]
)
PUBLISHED, DRAFT, ARCHIVED = "published", "draft", "archived"


class Person:
    """Somebody with the page of an object open."""

    def __init__(self, name, thing, query=""):
        self.admin = as_member_of("Administrator", name)
        self.address = admin_path(thing) + query
        self.page = self.admin.get(self.address)

    def saves(self, **typed):
        """Send the open form; the answer is the page that is open then."""
        self.page = self.admin.post(self.address, form_data(self.page, **typed))
        return self.page


def two_at(thing):
    return Person("anna", thing), Person("ben", thing)


def above(page):
    """What is said above a form: "" for nothing."""
    return " ".join(texts(document(page), "#content-main .nonfield"))


@pytest.fixture
def dimension():
    return make_dimension("Authority", question="What may it decide?")


# What is refused


def test_a_save_that_would_revert_anothers_change_saves_nothing(dimension):
    anna, ben = two_at(dimension)
    anna.saves(question="What may it decide alone?")
    assert ben.saves(length_guide="60").status_code == 200
    dimension.refresh_from_db()
    assert dimension.question == "What may it decide alone?"
    assert dimension.length_guide == 45
    assert [entry.user.username for entry in LogEntry.objects.all()] == ["anna"]


@MAKERS
def test_every_form_refuses_to_write_over_a_change(make):
    thing = make("Data")
    anna, ben = two_at(thing)
    anna.saves(name="People")
    assert list(field_errors(ben.saves(name="Persons"))) == ["name"]
    thing.refresh_from_db()
    assert thing.name == "People"


def test_it_is_told_above_the_form_what_has_changed(dimension):
    anna, ben = two_at(dimension)
    anna.saves(question="What may it decide alone?", slug="decisions")
    assert above(ben.saves(length_guide="60")) == (
        "Someone else has changed this since you opened it: slug and question. "
        "Nothing was saved. Check the messages beside the fields, then save again."
    )


def test_what_both_changed_keeps_what_was_typed_and_tells_what_is_there(dimension):
    anna, ben = two_at(dimension)
    anna.saves(question="What may it decide alone?")
    page = ben.saves(question="What can it decide?", length_guide="60")
    sent = form_data(page)
    assert (sent["question"], sent["length_guide"]) == ("What can it decide?", "60")
    said = "The current value is “What may it decide alone?”. Save again to replace it"
    assert field_errors(page)["question"].startswith(said)


def test_what_only_the_other_changed_stands_in_the_form_then(dimension):
    anna, ben = two_at(dimension)
    anna.saves(question="What may it decide alone?")
    page = ben.saves(length_guide="60")
    sent = form_data(page)
    assert (sent["question"], sent["length_guide"]) == (
        "What may it decide alone?",
        "60",
    )
    assert "You had not changed it" in field_errors(page)["question"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("is_summary", "on", "The current value is ticked"),
        ("question", "", "The current value is empty"),
        ("length_guide", "90", "The current value is “90”"),
    ],
)
def test_a_field_of_any_kind_tells_what_it_is(dimension, field, value, said):
    anna, ben = two_at(dimension)
    anna.saves(**{field: value})
    page = ben.saves(name="Decisions")
    assert field_errors(page)[field].startswith(said)
    assert form_data(page)[field] == value


def test_what_was_unticked_and_emptied_stays_so():
    theme = make_theme("what it may do")
    dimension = make_dimension("Hours", theme=theme, is_summary=True)
    anna, ben = two_at(dimension)
    sent = form_data(anna.page, theme="")
    del sent["is_summary"]
    anna.admin.post(anna.address, sent)
    page = ben.saves(name="Working hours")
    assert {"theme", "is_summary"} == set(field_errors(page))
    ben.saves()
    dimension.refresh_from_db()
    assert (dimension.theme, dimension.is_summary) == (None, False)
    assert dimension.name == "Working hours"


def test_a_reference_and_several_lines_are_told_by_their_words():
    role = make_role("Cook", status=DRAFT)
    family = make_family("Kitchen")
    anna, ben = two_at(role)
    anna.saves(family=str(family.pk), other_names="Chef\r\nSommelier")
    said = field_errors(ben.saves(name="Head cook"))
    assert said["family"].startswith("The current value is “Kitchen”, as shown")
    assert said["other_names"].startswith("The current value is “Chef, Sommelier”, as")


def test_a_value_is_told_as_it_was_written(dimension):
    anna, ben = two_at(dimension)
    anna.saves(question="<script>alert('“1”')</script>")
    page = ben.saves(length_guide="60")
    assert "<script>alert" in field_errors(page)["question"]
    assert "<script>alert" not in page.content.decode()


def test_a_mistake_is_told_together_with_what_has_changed(dimension):
    anna, ben = two_at(dimension)
    anna.saves(question="What may it decide alone?")
    assert list(field_errors(ben.saves(slug="No slug"))) == ["slug", "question"]


# What is saved


def test_saving_again_is_a_decision_that_is_kept(dimension):
    anna, ben = two_at(dimension)
    anna.saves(question="What may it decide alone?")
    ben.saves(question="What can it decide?", length_guide="60")
    assert ben.saves().status_code == 302
    dimension.refresh_from_db()
    assert (dimension.question, dimension.length_guide) == ("What can it decide?", 60)


def test_a_change_that_came_while_the_first_was_looked_at_is_told_too(dimension):
    anna, ben = two_at(dimension)
    anna.saves(question="What may it decide alone?")
    ben.saves(question="What can it decide?")
    Person("anna", dimension).saves(question="Who decides?")
    assert "value is “Who decides?”" in field_errors(ben.saves())["question"]


def test_a_form_with_a_mistake_still_knows_what_it_was_opened_with(dimension):
    anna, ben = two_at(dimension)
    ben.saves(slug="No slug", length_guide="60")
    anna.saves(question="What may it decide alone?")
    ben.saves(slug="authority")
    assert Dimension.objects.get().question == "What may it decide alone?"


def test_the_same_change_by_two_people_is_no_conflict(dimension):
    anna, ben = two_at(dimension)
    anna.saves(question="What may it decide alone?")
    page = ben.saves(question="What may it decide alone?", length_guide="60")
    assert page.status_code == 302


def test_a_change_that_left_no_record_is_seen_as_well(dimension):
    ben = Person("ben", dimension)
    Dimension._base_manager.update(question="What may it decide alone?")
    assert list(field_errors(ben.saves(length_guide="60"))) == ["question"]


def test_a_place_that_was_given_meanwhile_is_kept():
    make_dimension("A", position=1)
    second = make_dimension("B", position=2)
    anna, ben = two_at(second)
    anna.admin.post(admin_path(second).replace("change", "move"), {"move": "up"})
    assert "The current value is “1”" in field_errors(ben.saves(name="C"))["position"]
    ben.saves()
    assert list(Dimension.objects.values_list("name", flat=True)) == ["C", "A"]


# What no browser sends


@pytest.mark.parametrize(
    "seen",
    [None, "", "x", "[]", "3", "{", "\x00", "[" * 100_000, "9" * 5_000, "{}", "NaN"],
)
def test_a_form_that_says_not_what_it_was_opened_with_saves_nothing(dimension, seen):
    ben = Person("ben", dimension)
    sent = form_data(ben.page, question="What can it decide?") | {"_opened_with": seen}
    if seen is None:
        del sent["_opened_with"]
    page = ben.admin.post(ben.address, sent)
    assert above(page).startswith("This form was out of date, so nothing was saved.")
    assert "value is “What may it decide?”" in field_errors(page)["question"]
    assert form_data(page)["question"] == "What can it decide?"
    dimension.refresh_from_db()
    assert dimension.question == "What may it decide?"


@pytest.mark.parametrize("value", [[], {}, 9e99, True, None, "\ud800"])
def test_a_form_that_was_opened_with_nonsense_saves_nothing(dimension, value):
    ben = Person("ben", dimension)
    seen = json.dumps(dict.fromkeys(form_data(ben.page), value))
    everything = {"name": "B", "question": "C", "length_guide": "7", "is_summary": "on"}
    page = ben.saves(**everything, _opened_with=seen)
    assert {"name", "question", "length_guide"} <= set(field_errors(page))
    assert Dimension.objects.get().name == "Authority"


# The other ways to save


def test_an_object_is_edited_in_a_popup():
    family = make_family("Data")
    anna, ben = (Person(name, family, "?_popup=1") for name in ("anna", "ben"))
    assert "popup_response" in anna.saves(name="People").content.decode()
    assert list(field_errors(ben.saves(name="Persons"))) == ["name"]
    assert "popup_response" in ben.saves().content.decode()


def test_a_form_saved_as_new_writes_over_nothing():
    family = make_family("Data")
    ben = Person("ben", family)
    sent = form_data(ben.page, name="People", slug="people") | {"_saveasnew": "1"}
    ben.admin.post(ben.address, sent)
    family.refresh_from_db()
    assert family.name == "Data"


def test_a_new_object_has_nothing_that_could_be_overtaken():
    page = as_member_of("Administrator").get("/admin/careers/theme/add/")
    assert "_opened_with" not in form_data(page)


def test_saving_and_going_on_is_opened_anew(dimension):
    ben = Person("ben", dimension)
    for question in ("One?", "Two?"):
        sent = form_data(ben.page, question=question) | {"_continue": "1"}
        ben.page = ben.admin.post(ben.address, sent, follow=True)
    assert Dimension.objects.get().question == "Two?"


def publish(person, **typed):
    sent = form_data(person.page, **typed)
    del sent["_save"]
    sent |= {"CHANGE_FORM-action": "publish", "index": "0"}
    person.page = person.admin.post(person.address, sent)
    return person.page


def test_an_action_is_not_run_on_what_has_changed_unseen():
    role = make_role("Cook", status=DRAFT)
    anna, ben = two_at(role)
    anna.saves(name="Chef")
    page = publish(ben, abbreviations="C")
    assert list(field_errors(page)) == ["name"]
    role.refresh_from_db()
    assert (role.name, role.status, role.abbreviations) == ("Chef", DRAFT, "")
    publish(ben)
    role.refresh_from_db()
    assert (role.name, role.status, role.abbreviations) == ("Chef", PUBLISHED, "C")


def test_a_status_that_was_changed_meanwhile_is_left_alone():
    role = make_role("Cook")
    anna, ben = two_at(role)
    data = {"action": "archive", "_selected_action": [role.pk], "index": 0}
    anna.admin.post(admin_path(Role), data)
    ben.saves(name="Chef")
    role.refresh_from_db()
    assert (role.name, role.status) == ("Chef", ARCHIVED)


def test_what_was_deleted_meanwhile_is_told(dimension):
    ben = Person("ben", dimension)
    dimension.delete()
    (said,) = messages_of(ben.saves(length_guide="60"))
    assert "Perhaps it was deleted?" in said


def test_a_reader_of_a_published_role_gets_no_form():
    page = as_member_of("Editor").get(admin_path(make_role("Cook")))
    assert document(page).query("[name=_opened_with]") == []
    assert "ask a reviewer" in text(document(page).query_one(".hindrance"))


# At the same moment, on a database of its own

FILL = """
from django.core.management import call_command
from tests.factories import make_dimension, make_person, make_role

call_command("migrate", verbosity=0)
make_dimension("Authority")
make_role("Cook")
for name in ("anna", "ben", "cleo", "dora"):
    make_person(name, "Administrator")
"""

# A shell has no static files to name, and nobody at the door.
SIGNED_IN = """
import json, os, pathlib, time
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from careers.models import Dimension, Role
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
sent = seen | {"name": "By " + name, "theme": "", "_opened_with": json.dumps(seen)}
del sent["is_summary"]
answer = client.post("/admin/careers/dimension/1/change/", sent, secure=True)
print(answer.status_code, Dimension.objects.get().name)
"""

# One archives, and takes its time; the other saves a name while that goes on.
ARCHIVE_OR_RENAME = """
begun = pathlib.Path(FOLDER, "begun")
if name == "anna":
    with transaction.atomic():
        change_status(roles=Role.objects.all(), status="archived", by=user)
        begun.touch()
        time.sleep(1)
else:
    while not begun.exists():
        time.sleep(0.01)
    seen = {"name": "Cook", "slug": "cook", "family": None, "abbreviations": "",
            "other_names": ""}
    sent = seen | {"name": "Chef", "family": "", "_opened_with": json.dumps(seen)}
    answer = client.post("/admin/careers/role/1/change/", sent, secure=True)
    assert answer.status_code == 302
role = Role.objects.get()
print(role.name, role.status)
"""


def at_once(code, folder, runners):
    with empty_database(folder) as url:
        run_code(FILL, folder, url)
        code = f"FOLDER = {str(folder)!r}\n{SIGNED_IN}{code}"
        return race(code, folder, url, runners)


@RUNNERS
def test_of_those_who_save_at_the_same_moment_one_does(tmp_path, runners):
    said = sorted(line.split(maxsplit=1) for line in at_once(RENAME, tmp_path, runners))
    assert [status for status, _ in said] == [*["200"] * (runners - 1), "302"]
    assert len({name for _, name in said}) == 1


def test_a_role_that_is_archived_while_it_is_saved_is_not_published_again(tmp_path):
    assert "Chef archived" in at_once(ARCHIVE_OR_RENAME, tmp_path, 2)
