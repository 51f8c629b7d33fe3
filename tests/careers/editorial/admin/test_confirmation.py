"""No one approves words of their own with an account that they set up or opened."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import override_settings

from careers.editorial.models import AccountEvent, Draft
from careers.editorial.workflow import RefusedError, confirmation
from careers.models import Dimension, RoleDimensionEntry
from tests.accounts import (
    account_named,
    account_path,
    add_account,
    can_log_in,
    change_account,
    confirm,
    group_keys,
    link_in,
    open_link,
    shown_link,
)
from tests.admin_forms import messages_of
from tests.factories import (
    make_dimension,
    make_entry,
    make_person,
    make_role,
    make_submitted,
)
from tests.html import document, links, text_of, texts
from tests.queue_pages import REVIEW, client_for, review_form

pytestmark = pytest.mark.django_db

CONSOLE = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
HOME = "/admin/"


@pytest.fixture
def no_mail(settings):
    settings.MAILERS = CONSOLE


@pytest.fixture
def ada():
    return client_for(make_person("ada", "Administrator"))


@pytest.fixture
def bo():
    return client_for(make_person("bo", "Administrator"))


@pytest.fixture
def rita():
    return make_person("rita", "Reviewer")


def press_link_button(admin, account):
    return admin.post(account_path(account, "link/"))


def borrow(admin, account):
    """Open an account with a link that the administrator was to hand over."""
    open_link(shown_link(press_link_button(admin, account)))
    return client_for(User.objects.get(pk=account.pk))


def draft_of(username):
    writer = account_named(username)
    role = make_role(f"Role {Draft.objects.count()}")
    dimension = Dimension.objects.first() or make_dimension()
    return make_submitted(role, dimension, by=writer)


def approve(reviewer, draft):
    return reviewer.post(REVIEW, review_form(draft)).status_code


def test_an_administrator_cannot_approve_own_words_with_a_borrowed_account(
    no_mail, ada, bo, rita
):
    draft = draft_of("ada")
    borrowed = borrow(ada, rita)
    response = borrowed.post(REVIEW, review_form(draft))
    assert response.status_code == 409
    assert "until a second administrator confirms that this account is yours" in (
        text_of(document(response))
    )
    assert Draft.objects.get().state == Draft.State.IN_REVIEW


def test_a_borrowed_account_confirms_nothing_as_read(no_mail, ada, rita):
    entry = make_entry(make_role("Cook"), make_dimension())
    home = borrow(ada, rita).get(HOME)
    (version,) = [
        node.attrs["value"] for node in document(home).query("[name=version]")
    ]
    data = {"role": "cook", "dimension": entry.dimension.slug, "version": version}
    borrow(ada, rita).post("/admin/reviewed/", data)
    assert RoleDimensionEntry.objects.get().reviewed_by is None


def test_the_words_of_a_borrowed_account_are_not_approved_by_its_borrower(
    no_mail, ada, rita
):
    edith = make_person("edith", "Editor")
    borrow(ada, edith)
    draft = draft_of("edith")
    response = ada.post(REVIEW, review_form(draft))
    assert response.status_code == 409
    assert "You set up the writer’s account" in text_of(document(response))
    assert approve(client_for(rita), draft) == 302


def test_a_later_confirmation_does_not_make_a_borrowers_words_approvable(
    no_mail, ada, bo
):
    edith = make_person("edith", "Editor")
    before = draft_of("edith")
    borrow(ada, edith)
    during = draft_of("edith")
    confirm(bo, edith)
    after = draft_of("edith")
    home = text_of(document(ada.get(HOME)))
    assert [approve(ada, draft) for draft in (before, during, after)] == [302, 409, 302]
    assert [str(draft) in home for draft in (before, during, after)] == [1, 0, 1]


def test_a_new_account_approves_nothing_until_a_second_administrator_confirms(
    no_mail, ada, bo
):
    draft = draft_of("ada")
    add_account(ada, username="sock", groups=group_keys("Reviewer"))
    sock = borrow(ada, account_named("sock"))
    assert approve(sock, draft) == 409
    confirm(ada, account_named("sock"))
    assert approve(sock, draft) == 409
    confirm(bo, account_named("sock"))
    assert approve(sock, draft) == 302


def test_with_mail_a_new_account_is_confirmed_by_a_second_administrator_too(ada, bo):
    draft = draft_of("ada")
    address = "ada+sock@example.com"
    add_account(ada, username="sock", email=address, groups=group_keys("Reviewer"))
    sock = client_for(account_named("sock"))
    assert approve(sock, draft) == 409
    confirm(bo, account_named("sock"))
    assert approve(sock, draft) == 302


def test_a_link_mailed_to_the_owners_own_address_needs_no_confirmation(ada, rita):
    draft = draft_of("ada")
    press_link_button(ada, rita)
    assert approve(client_for(rita), draft) == 302


def test_a_link_that_no_one_used_bars_nothing(no_mail, ada, rita):
    draft = draft_of("ada")
    press_link_button(ada, rita)
    assert approve(client_for(rita), draft) == 302


def test_a_new_address_is_no_way_into_an_account(
    ada, rita, django_capture_on_commit_callbacks
):
    draft = draft_of("ada")
    with django_capture_on_commit_callbacks(execute=True):
        change_account(ada, rita, email="ada+rita@example.com")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        client_for(rita).logout()
        ada.post("/admin/password/", {"email": "ada+rita@example.com"})
    open_link(link_in(mail.outbox[0].body))
    assert can_log_in("rita")
    assert approve(client_for(account_named("rita")), draft) == 409


def test_changing_an_address_back_confirms_nothing(ada, rita):
    draft = draft_of("ada")
    change_account(ada, rita, email="ada+rita@example.com")
    change_account(ada, rita, email="rita@example.com")
    assert approve(client_for(rita), draft) == 409


def test_changing_ones_own_address_needs_no_confirmation(ada, bo):
    draft = draft_of("bo")
    change_account(ada, account_named("ada"), email="new@example.com")
    assert approve(ada, draft) == 302


@pytest.mark.parametrize("setup", ["address", "link"])
def test_the_administrator_who_opened_an_account_cannot_confirm_it(
    no_mail, ada, bo, rita, setup
):
    if setup == "address":
        change_account(ada, rita, email="ada+rita@example.com")
    else:
        borrow(ada, rita)
    page = document(ada.get(account_path(rita)))
    assert "Ask one of these administrators to confirm: bo" in text_of(page)
    forged = {"last_event": AccountEvent.objects.last().pk}
    response = ada.post(account_path(rita, "confirm/"), forged)
    assert messages_of(response) == [
        "You set up this account, so someone else has to confirm its owner."
    ]


def test_an_account_made_by_its_confirmer_cannot_confirm_another(no_mail, ada, rita):
    draft = draft_of("ada")
    add_account(ada, username="sock", groups=group_keys("Administrator"))
    sock = borrow(ada, account_named("sock"))
    borrowed = borrow(ada, rita)
    confirm(sock, rita)
    assert approve(borrowed, draft) == 409


def test_an_unconfirmed_account_confirms_none_by_any_way(no_mail, ada, bo, rita):
    borrow(ada, account_named("bo"))
    borrow(ada, rita)
    last_event = str(AccountEvent.objects.last().pk)
    with pytest.raises(RefusedError, match="Your own account is unconfirmed"):
        confirmation.confirm(
            account=rita, last_event=last_event, by=account_named("bo")
        )


def test_a_borrowed_administrator_manages_no_accounts(no_mail, ada, bo):
    borrowed = borrow(ada, account_named("bo"))
    edith = make_person("edith", "Editor")
    for path in ("/admin/auth/user/add/", account_path(edith)):
        assert borrowed.post(path, {"username": "sock"}).status_code == 403
    for page in ("link/", "confirm/"):
        assert borrowed.post(account_path(edith, page)).status_code == 403


def test_a_borrowed_superuser_changes_no_groups(no_mail):
    first, second = (User.objects.create_superuser(name) for name in ("one", "two"))
    borrowed = borrow(client_for(first), second)
    path = f"/admin/auth/group/{group_keys('Editor')[0]}/change/"
    assert borrowed.post(path, {"name": "Mine"}).status_code == 403


def test_an_account_is_confirmed_by_someone_who_may_change_it(no_mail):
    first, second, third = (
        User.objects.create_superuser(name) for name in ("one", "two", "three")
    )
    make_person("ada", "Administrator")
    borrow(client_for(first), second)
    page = document(client_for(first).get(account_path(second)))
    assert "to confirm: three" in text_of(page)
    response = confirm(client_for(account_named("ada")), second)
    assert response.status_code == 403
    confirm(client_for(third), second)
    assert not AccountEvent.objects.unconfirmed().exists()


def test_an_account_opened_again_is_confirmed_again(no_mail, ada, bo, rita):
    draft = draft_of("ada")
    borrow(ada, rita)
    confirm(bo, rita)
    assert approve(borrow(ada, rita), draft) == 409


def test_what_happened_after_the_page_was_opened_is_not_confirmed(
    no_mail, ada, bo, rita
):
    borrow(ada, rita)
    seen = AccountEvent.objects.last().pk
    borrow(ada, rita)
    response = bo.post(account_path(rita, "confirm/"), {"last_event": seen})
    assert "changed after you opened the page" in messages_of(response)[0]
    assert AccountEvent.objects.unconfirmed().exists()


def test_confirming_twice_says_so(no_mail, ada, bo, rita):
    borrow(ada, rita)
    assert "You confirmed" in messages_of(confirm(bo, rita))[0]
    assert "already confirmed" in messages_of(confirm(bo, rita))[0]


def test_the_page_lists_what_was_done_and_who_confirmed_it(no_mail, ada, bo, rita):
    borrow(ada, rita)
    page = document(bo.get(account_path(rita)))
    (event,) = texts(page, "#confirm_owner ~ ul li")
    assert event.startswith("Password set with the link handed over by ada,")
    confirm(bo, rita)
    events = texts(document(bo.get(account_path(rita))), "#account_events ~ ul li")
    assert events[0].startswith("Owner confirmed by bo,")
    assert events[1].endswith("owner confirmed by bo")


def test_a_single_administrator_reads_what_to_do(no_mail, ada, rita):
    borrow(ada, rita)
    page = text_of(document(ada.get(account_path(rita))))
    assert "No other administrator can do this yet." in page
    assert "manage.py createsuperuser" in page
    assert "SECOND_PERSON_APPROVES=off" in page


@override_settings(SECOND_PERSON_APPROVES=False)
def test_a_team_of_one_confirms_nothing(no_mail, ada):
    draft = draft_of("ada")
    add_account(ada, username="sock", groups=group_keys("Reviewer"))
    sock = borrow(ada, account_named("sock"))
    page = document(ada.get(account_path(account_named("sock"))))
    assert "confirm" not in text_of(page)
    assert approve(sock, draft) == 302


def test_the_home_lists_the_accounts_that_one_may_confirm(no_mail, ada, bo, rita):
    borrow(ada, rita)
    path = f"{account_path(rita)}#confirm_owner"
    assert path in links(document(bo.get(HOME)))
    assert path not in links(document(ada.get(HOME)))


def test_the_home_tells_an_owner_that_the_account_is_unconfirmed(no_mail, ada, rita):
    draft_of("ada")
    page = text_of(document(borrow(ada, rita).get(HOME)))
    assert "Your account isn’t confirmed yet" in page
    assert "To review" not in page


def test_the_page_of_a_text_says_why_it_cannot_be_approved(no_mail, ada, rita):
    draft = draft_of("ada")
    path = f"/admin/texts/{draft.role.slug}/{draft.dimension.slug}/"
    page = document(borrow(ada, rita).get(path))
    assert "until a second administrator confirms" in text_of(page, "#review_help")
    assert page.query("[value=approve]") == []


def test_an_unconfirmed_account_gets_no_notice_of_texts_to_review(
    ada, rita, django_capture_on_commit_callbacks
):
    change_account(ada, rita, email="ada+rita@example.com")
    with django_capture_on_commit_callbacks(execute=True):
        draft_of("ada")
    assert "ada+rita@example.com" not in [to for m in mail.outbox for to in m.to]
