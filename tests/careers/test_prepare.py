"""`manage.py prepare` turns an empty folder into a site that is ready to run."""

import io
import re
import stat

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from careers.models import Dimension, Role, RoleDimensionEntry
from tests.accounts import NEW_PASSWORD, open_link
from tests.factories import make_dimension, make_editor, make_role
from tests.logins import is_logged_in, log_in

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self):
        return True


def prepare(output=None):
    output = output or Terminal()
    call_command("prepare", stdout=output)
    return output.getvalue()


def links_in(output):
    """Return ``{username: path of the link to set a password}``."""
    return dict(re.findall(r"username: (\w+)\n +link: http://[^/]+(\S+)", output))


def accounts():
    return dict(get_user_model().objects.values_list("username", "is_superuser"))


def test_an_empty_site_gets_the_first_content_and_two_accounts():
    output = prepare()

    assert f"Loaded {Role.objects.count()} roles" in output
    assert Role.objects.published().count() >= 16
    assert accounts() == {"admin": True, "reviewer": False}
    assert "http://127.0.0.1:8000/admin/" in output


@pytest.fixture
def filled():
    """A site that already has content, which is quicker to prepare."""
    make_dimension()


def test_the_owner_sets_the_password_with_the_printed_link(filled):
    links = links_in(prepare())

    assert not get_user_model().objects.get(username="admin").has_usable_password()
    open_link(links["admin"])
    assert is_logged_in(log_in("admin", NEW_PASSWORD).client)


def test_a_link_works_once(filled):
    link = links_in(prepare())["admin"]
    open_link(link)

    open_link(link, "another password of ours")

    assert not authenticate(username="admin", password="another password of ours")


def test_links_are_printed_once(filled):
    first, second = prepare(), prepare()

    assert len(links_in(first)) == len(accounts()) == 2
    assert links_in(second) == {}


def test_only_a_terminal_shows_links(filled, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    old = tmp_path / "first-accounts.txt"
    old.touch(mode=0o644)

    output = prepare(io.StringIO())

    assert "/admin/password/" not in output
    assert str(old) in output
    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    assert list(links_in(old.read_text())) == ["admin", "reviewer"]


def test_the_second_account_may_approve_the_texts_of_the_first(filled):
    open_link(links_in(prepare())["reviewer"])

    reviewer = authenticate(username="reviewer", password=NEW_PASSWORD)
    assert reviewer.has_perm("editorial.approve_draft")
    assert not reviewer.has_perm("careers.delete_role")


def test_without_a_second_approver_one_account_is_enough(filled, settings):
    settings.SECOND_PERSON_APPROVES = False

    prepare()

    assert accounts() == {"admin": True}


def test_every_site_gets_other_links(filled):
    links = set()
    for _ in range(2):
        get_user_model().objects.all().delete()
        links.add(links_in(prepare())["admin"])

    assert len(links) == 2


@pytest.mark.parametrize("password", ["", "editor", "admin", "password", "careers"])
def test_no_account_has_a_guessable_password(filled, password):
    prepare()

    assert not authenticate(username="reviewer", password=password)
    assert not authenticate(username="admin", password=password)


def test_an_existing_account_is_left_alone(filled):
    editor = make_editor("hana")

    output = prepare()

    assert links_in(output) == {}
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
    assert accounts() == {"admin": True, "reviewer": False}
