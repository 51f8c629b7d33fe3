"""`manage.py prepare` turns an empty folder into a site that is ready to run."""

import io
import re

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from careers.models import Dimension, Role, RoleDimensionEntry
from tests.factories import make_dimension, make_editor, make_role

pytestmark = pytest.mark.django_db


def prepare():
    output = io.StringIO()
    call_command("prepare", stdout=output)
    return output.getvalue()


def password_in(output):
    match = re.search(r"password: +(\S+)", output)
    return match and match[1]


def accounts():
    return dict(get_user_model().objects.values_list("username", "is_superuser"))


def test_an_empty_site_gets_the_first_content_and_two_accounts():
    output = prepare()

    assert f"Loaded {Role.objects.count()} roles" in output
    assert Role.objects.published().count() >= 16
    assert accounts() == {"editor": True, "reviewer": False}
    assert "http://127.0.0.1:8000/admin/" in output


@pytest.fixture
def filled():
    """A site that already has content, which is quicker to prepare."""
    make_dimension()


def test_the_printed_password_works(filled):
    password = password_in(prepare())

    assert authenticate(username="editor", password=password)
    assert len(password) >= 16


def test_the_password_is_printed_once(filled):
    first, second = prepare(), prepare()

    assert password_in(first)
    assert password_in(second) is None
    assert password_in(first) not in second
    assert len(accounts()) == 2


def test_the_second_account_may_approve_the_texts_of_the_first(filled):
    output = prepare().rpartition("username: reviewer")[2]

    reviewer = authenticate(username="reviewer", password=password_in(output))
    assert reviewer.has_perm("editorial.approve_draft")
    assert not reviewer.has_perm("careers.delete_role")


def test_without_a_second_approver_one_account_is_enough(filled, settings):
    settings.SECOND_PERSON_APPROVES = False

    prepare()

    assert accounts() == {"editor": True}


def test_every_site_gets_another_password(filled):
    passwords = set()
    for _ in range(2):
        get_user_model().objects.all().delete()
        passwords.add(password_in(prepare()))

    assert len(passwords) == 2


@pytest.mark.parametrize("password", ["", "editor", "admin", "password", "careers"])
def test_no_account_has_a_guessable_password(filled, password):
    prepare()

    assert not authenticate(username="editor", password=password)
    assert not authenticate(username="admin", password=password)


def test_an_existing_account_is_left_alone(filled):
    editor = make_editor("hana")

    output = prepare()

    assert password_in(output) is None
    assert [user.username for user in get_user_model().objects.all()] == ["hana"]
    editor.refresh_from_db()
    assert editor.check_password("correct horse battery")


def test_edits_survive_preparing_again():
    prepare()
    entry = RoleDimensionEntry.objects.first()
    entry.text = "Edited by HR"
    entry.save()
    Role.objects.get(slug="data-engineer").delete()

    prepare()

    entry.refresh_from_db()
    assert entry.text == "Edited by HR"
    assert not Role.objects.filter(slug="data-engineer").exists()


def test_existing_content_is_not_mixed_with_the_first_content():
    make_role("Ours", texts={make_dimension("Our question"): "Our answer"})

    output = prepare()

    assert "Loaded" not in output
    assert Role.objects.count() == 1


def test_a_site_may_start_empty(settings):
    settings.DEMO = False

    output = prepare()

    assert "Loaded" not in output
    assert not Role.objects.exists()
    assert not Dimension.objects.exists()
    assert accounts() == {"editor": True, "reviewer": False}
