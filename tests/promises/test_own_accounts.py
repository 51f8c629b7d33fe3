"""No one approves their own words with an account that they set up or opened.

Administrators make accounts, change their addresses, open them with a link that they
were to hand over, confirm owners and write, in any order. ``behind`` has the people
who may be using each account.
"""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from hypothesis import settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from careers.editorial.models import AccountEvent
from careers.editorial.workflow import (
    confirmation,
    details,
    drafting,
    ordering,
    password_links,
    publishing,
)
from careers.editorial.workflow.cells import live_version, load_cell
from careers.editorial.workflow.errors import RefusedError
from careers.models import RoleDimensionEntry
from tests.accounts import (
    ADD,
    NEW_PASSWORD,
    account_named,
    account_path,
    add_account,
    can_log_in,
    change_account,
    confirm,
    group_keys,
    open_link,
    shown_link,
)
from tests.factories import make_dimension, make_entry, make_person, make_role
from tests.html import document, values
from tests.queue_pages import client_for

pytestmark = pytest.mark.django_db

CONSOLE = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
START = datetime(2026, 3, 2, 9, tzinfo=UTC)

MOST_ACCOUNTS = 4
places = strategies.integers(min_value=0, max_value=MOST_ACCOUNTS - 1)


class Administrators(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.undone = ExitStack()
        self.clock = self.undone.enter_context(time_machine.travel(START, tick=False))
        self.undone.enter_context(transaction.atomic())
        self.undone.callback(partial(transaction.set_rollback, True))
        self.people = [make_person(name, "Administrator") for name in ("ada", "bo")]
        self.behind = {person: {person} for person in self.people}
        self.wrote = set()
        self.words = count()
        self.role, self.dimension = make_role("Analyst"), make_dimension("Purpose")

    def teardown(self):
        self.undone.close()

    @property
    def cell(self):
        return load_cell(self.role, self.dimension)

    def account(self, place):
        return self.people[place % len(self.people)]

    def client(self, place):
        self.clock.shift(timedelta(minutes=5))
        return client_for(self.account(place))

    def expect_one_person(self, account):
        assert self.behind[account] == {account}

    @rule(place=places)
    def makes_an_account(self, place):
        if len(self.people) < MOST_ACCOUNTS:
            by, username = self.account(place), f"p{len(self.people)}"
            groups = group_keys("Administrator")
            if self.client(place).get(ADD).status_code == 200:
                add_account(self.client(place), username=username, groups=groups)
                self.expect_one_person(by)
                account = account_named(username)
                self.people.append(account)
                self.behind[account] = {by, account}

    @rule(place=places, other=places)
    def changes_an_address(self, place, other):
        account, by = self.account(other), self.account(place)
        email = f"{next(self.words)}@example.com"
        if account != by:
            page = self.client(place).get(account_path(account))
            if values(document(page), "[name=email]", "value"):
                change_account(self.client(place), account, email=email)
                self.expect_one_person(by)
                self.behind[account] |= {by}

    @rule(place=places, other=places)
    def opens_an_account_with_its_link(self, place, other):
        account, by = self.account(other), self.account(place)
        response = self.client(place).post(account_path(account, "link/"))
        if response.status_code == 200:
            open_link(shown_link(response))
            self.expect_one_person(by)
            self.behind[account] |= {by}

    @rule(place=places, other=places)
    def confirms_an_owner(self, place, other):
        account, by = self.account(other), self.account(place)
        before = AccountEvent.objects.unconfirmed().filter(account=account).count()
        confirm(self.client(place), account)
        after = AccountEvent.objects.unconfirmed().filter(account=account).count()
        if after < before:
            self.expect_one_person(by)
            assert by not in self.behind[account]
            self.behind[account] = {account}

    @rule(place=places)
    def writes(self, place):
        self.clock.shift(timedelta(minutes=5))
        self.save(self.account(place), f"{self.cell.text} word{next(self.words)}")
        self.wrote |= self.behind[self.account(place)]

    @rule(place=places)
    def discards_and_pastes(self, place):
        self.clock.shift(timedelta(minutes=5))
        cell = self.cell
        if cell.draft:
            names = {"role": self.role, "dimension": self.dimension}
            by = self.account(place)
            drafting.discard(**names, version=cell.version, by=by)
            self.save(by, cell.text)
            self.wrote |= self.behind[by]

    @rule(is_published=strategies.booleans())
    def is_reviewed(self, is_published):
        self.clock.shift(timedelta(minutes=5))
        cell = self.cell
        if cell.draft is None:
            return
        if cell.draft.state == cell.draft.State.WRITING:
            drafting.submit(versions=[cell.version], by=cell.draft.written_by)
        approvers = [person for person in self.people if self.may_approve(person)]
        for person in approvers:
            self.expect_one_person(person)
            assert person not in self.wrote
        if approvers and is_published:
            approved = self.approve(approvers[0])
            versions = [draft.version for draft in approved]
            publishing.publish(versions=versions, why="So", by=approvers[0])
            self.wrote = set()

    def may_approve(self, person):
        with transaction.atomic():
            try:
                self.approve(person)
            except RefusedError:
                return False
            transaction.set_rollback(True)
        return True

    def approve(self, person):
        return drafting.approve(versions=[self.cell.version], by=person)

    def save(self, person, text):
        drafting.save(
            role=self.role,
            dimension=self.dimension,
            text=text,
            version=self.cell.version,
            seen_live=self.cell.live_version,
            by=person,
        )


@pytest.mark.hypothesis
@override_settings(MAILERS=CONSOLE)
def test_no_one_approves_what_they_may_have_written_with_another_account():
    run_state_machine_as_test(
        Administrators,
        settings=settings(
            max_examples=settings().max_examples // 10, stateful_step_count=25
        ),
    )


@pytest.fixture
def ada():
    return client_for(make_person("ada", "Administrator"))


@pytest.fixture
def bo():
    return client_for(make_person("bo", "Administrator"))


@pytest.fixture
def rita():
    return make_person("rita", "Reviewer")


def open_handed_over(admin, account):
    return open_link(shown_link(admin.post(account_path(account, "link/"))))


def draft_written_by(*people):
    """Return a submitted draft in which these people have written one by one."""
    role, dimension = make_role("Analyst"), make_dimension("Purpose")
    for number, person in enumerate(people):
        version = load_cell(role, dimension).version
        text = f"Word {number}"
        names = {"role": role, "dimension": dimension, "by": person}
        cell = drafting.save(**names, text=text, version=version)
    return drafting.submit(versions=[cell.version], by=people[-1])[0]


@override_settings(MAILERS=CONSOLE)
def test_words_of_an_opened_account_stay_ones_own_after_a_colleague_wrote(ada, rita):
    open_handed_over(ada, rita)
    draft = draft_written_by(rita, make_person("edith", "Editor"))

    with pytest.raises(RefusedError, match="You wrote"):
        drafting.approve(versions=[draft.version], by=account_named("ada"))
    drafting.approve(versions=[draft.version], by=make_person("rolf", "Reviewer"))


@override_settings(MAILERS=CONSOLE)
def test_an_opened_account_approves_nothing(ada, rita):
    open_handed_over(ada, rita)
    draft = draft_written_by(account_named("ada"))

    with pytest.raises(RefusedError, match="until a second administrator confirms"):
        drafting.approve(versions=[draft.version], by=rita)


@override_settings(MAILERS=CONSOLE)
def test_a_name_from_an_opened_account_stays_ones_own(ada, bo):
    open_handed_over(ada, account_named("bo"))
    role = make_role("Analyst", texts={make_dimension("Purpose"): "Live"})
    for name, person in [("Chief", "bo"), ("Chief II", "edith")]:
        role.name = name
        by = make_person(person, "Editor") if person == "edith" else account_named("bo")
        draft = details.save(role, by=by)
    [draft] = details.submit(versions=[draft.version], by=draft.written_by)

    with pytest.raises(RefusedError, match="You wrote"):
        details.approve(versions=[draft.version], by=account_named("ada"))


@override_settings(MAILERS=CONSOLE)
def test_an_order_from_an_opened_account_stays_ones_own(ada, bo):
    open_handed_over(ada, account_named("bo"))
    first = make_dimension("Purpose", position=1)
    make_dimension("Tools", position=2)
    ordering.move(first, 1, by=account_named("bo"))
    versions = [draft.version for draft in details.drafts_of([first]).values()]
    [draft] = details.submit(versions=versions, by=account_named("bo"))

    with pytest.raises(RefusedError, match="set up the writer’s account"):
        details.approve(versions=[draft.version], by=account_named("ada"))
    assert draft.may_be_approved_by(account_named("ada")) is False


def test_no_one_types_the_password_of_another(ada, rita):
    path = account_path(rita, "password/")
    typed = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    assert ada.get(path).status_code == 403
    assert ada.post(path, typed | {"usable_password": "true"}).status_code == 403
    assert not can_log_in("rita")


def test_where_mail_is_sent_no_link_is_handed_over(ada, rita):
    response = ada.post(account_path(rita, "link/"), follow=True)

    assert "/admin/password/" not in response.content.decode()
    with pytest.raises(RefusedError, match="sends mail"):
        password_links.show_link(account=rita, by=account_named("ada"))


@override_settings(MAILERS=CONSOLE)
def test_the_words_after_a_link_was_used_name_who_made_it(ada, rita):
    open_handed_over(ada, rita)

    event = AccountEvent.objects.unconfirmed().get()
    assert (event.kind, event.made_by.username) == ("link_used", "ada")


@override_settings(MAILERS=CONSOLE)
def test_a_link_to_hand_over_is_not_one_sent_by_mail(ada, rita):
    path = shown_link(ada.post(account_path(rita, "link/")))

    open_link(path.replace("handed-over/", ""))

    assert not can_log_in("rita")


@override_settings(MAILERS=CONSOLE)
def test_what_happened_since_is_not_confirmed(ada, bo, rita):
    open_handed_over(ada, rita)
    seen = AccountEvent.objects.unconfirmed().get().pk
    change_account(bo, rita, email="new@example.com")
    cy = client_for(make_person("cy", "Administrator"))

    cy.post(account_path(rita, "confirm/"), {"last_event": str(seen)})

    assert AccountEvent.objects.unconfirmed().count() == 2


@override_settings(MAILERS=CONSOLE)
def test_no_one_confirms_an_account_that_they_opened(ada, rita):
    open_handed_over(ada, rita)
    last = str(AccountEvent.objects.unconfirmed().get().pk)

    with pytest.raises(RefusedError, match="set up this account"):
        confirmation.confirm(account=rita, last_event=last, by=account_named("ada"))


@override_settings(MAILERS=CONSOLE)
def test_no_owner_confirms_themselves(ada, bo):
    owner = account_named("bo")
    open_handed_over(ada, owner)
    last = str(AccountEvent.objects.unconfirmed().get().pk)

    with pytest.raises(RefusedError, match="set up this account"):
        confirmation.confirm(account=owner, last_event=last, by=owner)


@override_settings(MAILERS=CONSOLE)
def test_an_opened_account_confirms_and_reviews_nothing(ada, bo, rita):
    open_handed_over(ada, account_named("bo"))
    open_handed_over(ada, rita)
    role, dimension = make_role("Analyst"), make_dimension("Purpose")
    entry = make_entry(role, dimension)
    last = str(AccountEvent.objects.unconfirmed().filter(account=rita).get().pk)

    with pytest.raises(RefusedError, match="Your own account is unconfirmed"):
        confirmation.confirm(account=rita, last_event=last, by=account_named("bo"))
    with pytest.raises(RefusedError, match="until a second administrator confirms"):
        publishing.mark_reviewed(
            role=role,
            dimension=dimension,
            version=live_version(entry.text),
            by=account_named("bo"),
        )
    assert not RoleDimensionEntry.objects.exclude(reviewed_at=None).exists()
