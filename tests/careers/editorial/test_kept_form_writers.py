"""What is typed is kept for its writer alone, and costs a stranger nothing."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from careers.editorial.models import KeptForm
from careers.editorial.models.kept_form import KEPT_FOR, MOST_KEPT
from tests.admin_forms import form_data
from tests.factories import (
    make_person,
)
from tests.html import document, values
from tests.kept_forms import ADD_ROLE, NAMED, Person, kept_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(db):
    return Person(User.objects.create_superuser("boss"))


def test_another_person_sees_none_of_the_words(boss):
    boss.send_logged_out(ADD_ROLE, boss.form(ADD_ROLE, **NAMED))
    boss.client.force_login(make_person("eve", "Administrator"))
    page = boss.client.get(ADD_ROLE)
    assert values(document(page), "#id_name", "value") == [None]
    assert b"Co&gt;" not in page.content
    boss.log_in()
    page = boss.client.get(ADD_ROLE)
    assert values(document(page), "#id_name", "value") == [NAMED["name"]]


def test_another_person_cannot_discard_the_words(boss):
    boss.send_logged_out(ADD_ROLE, boss.form(ADD_ROLE, **NAMED))
    path = reverse("editorial:discard_kept", args=[KeptForm.objects.get().pk])
    eve = Person(make_person("eve", "Administrator"))
    assert eve.client.post(path).status_code == 404
    assert KeptForm.objects.exists()


def test_another_persons_form_forgets_nothing_of_the_words(boss):
    boss.send_logged_out(ADD_ROLE, boss.form(ADD_ROLE, **NAMED))
    eve = Person(make_person("eve", "Administrator"))
    key = KeptForm.objects.get().pk
    sent = eve.form(ADD_ROLE, name="Cook", slug="cook", _kept=str(key))
    assert eve.client.post(ADD_ROLE, sent).status_code == 302
    assert KeptForm.objects.exists()


def test_the_words_can_be_discarded(boss):
    page = boss.send_logged_out(ADD_ROLE, boss.form(ADD_ROLE, **NAMED))
    (path,) = values(document(page), ".kept-form form", "action")
    response = boss.client.post(path, follow=True)
    assert response.redirect_chain == [(ADD_ROLE, 302)]
    assert kept_note(response) == []


def test_no_password_is_kept(boss):
    secret = "a long and secret one"
    path = "/admin/auth/user/add/"
    sent = boss.form(path, username="dora", password1=secret, password2=secret)
    boss.send_logged_out(path, sent)
    kept = KeptForm.objects.get()
    assert kept.fields["username"] == "dora"
    assert "secret" not in kept.encoded_fields
    assert not [name for name in kept.fields if "csrf" in name or "typed_by" in name]


@pytest.mark.parametrize("path", ["/admin/password_change/", "user password"])
def test_a_form_that_sets_a_password_is_not_kept(boss, path):
    path = path.replace("user password", f"/admin/auth/user/{boss.user.pk}/password/")
    assert values(document(boss.client.get(path)), "[name=_typed_by]", "value") == []


# What a stranger's form may cost


@pytest.mark.parametrize("token", ["", "1", "MQ:1xWrWl:AAAA", "\0", "a" * 100_000])
def test_a_form_without_a_valid_signature_is_not_kept(
    client, django_assert_num_queries, token
):
    with django_assert_num_queries(1):  # whether a publication is due
        client.post(ADD_ROLE, {"name": "Cook", "_typed_by": token})
    assert not KeptForm.objects.exists()


def test_the_form_of_an_account_that_is_not_active_is_not_kept(boss):
    sent = boss.form(ADD_ROLE, **NAMED)
    User.objects.update(is_active=False)
    boss.log_out()
    boss.client.post(ADD_ROLE, sent)
    assert not KeptForm.objects.exists()


def test_the_newest_forms_of_a_person_are_kept(boss):
    sent = boss.form(ADD_ROLE, **NAMED)
    boss.log_out()
    for number in range(MOST_KEPT + 2):
        boss.client.post(ADD_ROLE, sent | {"name": f"Cook {number}"})
    kept = KeptForm.objects.order_by("pk")
    assert len(kept) == MOST_KEPT
    assert kept[0].fields["name"] == "Cook 2"


def test_a_form_that_is_too_old_is_not_shown_and_then_dropped(boss):
    sent = boss.form(ADD_ROLE, **NAMED)
    boss.send_logged_out(ADD_ROLE, sent)
    old = KeptForm.objects.get()
    old.typed_at -= KEPT_FOR
    old.save()
    assert kept_note(boss.client.get(ADD_ROLE)) == []
    boss.log_out()
    boss.client.post(ADD_ROLE, sent)
    assert not KeptForm.objects.filter(pk=old.pk).exists()


def test_two_windows_with_the_same_form_lose_nothing(boss):
    first = boss.form(ADD_ROLE, name="Cook", slug="cook")
    boss.log_out()
    boss.client.post(ADD_ROLE, first)
    boss.client.post(ADD_ROLE, first | {"name": "Baker", "slug": "baker"})
    boss.log_in()
    for name in ["Baker", "Cook"]:
        data = form_data(boss.client.get(ADD_ROLE), "#role_form")
        assert data["name"] == name
        boss.client.post(ADD_ROLE, data)
    assert kept_note(boss.client.get(ADD_ROLE)) == []


def test_a_form_sent_logged_out_twice_is_kept_once(boss):
    page = boss.send_logged_out(ADD_ROLE, boss.form(ADD_ROLE, **NAMED))
    boss.send_logged_out(ADD_ROLE, form_data(page, "#role_form", name="Cook"))
    assert KeptForm.objects.get().fields["name"] == "Cook"
