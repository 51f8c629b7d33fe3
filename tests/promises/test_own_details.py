"""No one approves a name of their own, and no other name becomes public.

Three reviewers rename, discard, submit, return, approve, publish, hide, delete, bring
back and undo in any order. Every typed name is a new one, so that its writer is known.
"""

from contextlib import ExitStack
from functools import partial
from itertools import count

import pytest
from django.db import transaction
from hypothesis import settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from careers.editorial.workflow import RefusedError, details, ordering, publishing
from careers.models import Publication, Role
from tests.factories import make_dimension, make_entry, make_person, make_role

pytestmark = pytest.mark.django_db

people = strategies.sampled_from(["ana", "ben", "cleo"])
places = strategies.integers(min_value=0, max_value=30)
STATUSES = strategies.sampled_from(["published", "archived", "draft"])


class ThreeReviewers(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.undone = ExitStack()
        self.undone.enter_context(transaction.atomic())
        self.undone.callback(partial(transaction.set_rollback, True))
        names = ["ana", "ben", "cleo"]
        self.people = {name: make_person(name, "Reviewer") for name in names}
        dimension = make_dimension("Purpose")
        old = make_role("Analyst", texts={dimension: "Live"})
        new = Role(name="Cook", slug="cook")
        details.create(new, by=self.people["ana"])
        make_entry(new, dimension)
        self.roles = [old, new]
        self.numbers = count()
        self.writers = {"Cook": "ana"}
        self.typed = [[], []]  # by role: names of another one are no one's here
        self.approvers = {}

    def teardown(self):
        self.undone.close()

    def attempt(self, action, *arguments, **options):
        """Return what the action returns, or None where it is refused."""
        try:
            with transaction.atomic():
                return action(*arguments, **options)
        except RefusedError:
            return None

    def draft(self, place):
        role = self.roles[place % 2]
        return details.draft_of(role)

    @rule(person=people, place=places)
    def renames(self, person, place):
        role = Role.objects.filter(pk=self.roles[place % 2].pk).first()
        if role:
            role.name = f"Name {next(self.numbers)}"
            self.writers[role.name] = person
            self.typed[place % 2].append(role.name)
            details.save(role, by=self.people[person])

    @rule(person=people, place=places)
    def types_a_name_again(self, person, place):
        role = Role.objects.filter(pk=self.roles[place % 2].pk).first()
        taken = Role.objects.values_list("name", flat=True)
        names = self.typed[place % 2]
        free = [name for name in names if name not in taken][-3:]
        if role and free:
            role.name = free[place % len(free)]
            details.save(role, by=self.people[person])

    @rule(person=people, other=people, place=places)
    def types_a_discarded_name_of(self, person, other, place):
        """Let ``person`` approve a name of theirs that ``other`` types again."""
        self.renames(person, place)
        role = Role.objects.filter(pk=self.roles[place % 2].pk).first()
        if role:
            role.name = self.draft(place).values["name"]
            self.discards(person, place)
            details.save(role, by=self.people[other])
            self.submits_to_another(other, person, place)

    @rule(person=people, place=places)
    def discards(self, person, place):
        if draft := self.draft(place):
            version = draft.version
            self.attempt(details.discard, version=version, by=self.people[person])

    @rule(person=people, place=places)
    def submits(self, person, place):
        if draft := self.draft(place):
            versions = [draft.version]
            self.attempt(details.submit, versions=versions, by=self.people[person])

    @rule(person=people, place=places)
    def approves(self, person, place):
        if draft := self.draft(place):
            versions, by = [draft.version], self.people[person]
            if self.attempt(details.approve, versions=versions, by=by):
                name = draft.values["name"]
                assert self.writers.get(name) != person
                self.approvers[name] = person

    @rule(person=people, other=people, place=places)
    def submits_to_another(self, person, other, place):
        self.submits(person, place)
        self.approves(other, place)

    @rule(person=people, place=places)
    def publishes(self, person, place):
        if draft := self.draft(place):
            versions, by = [draft.version], self.people[person]
            self.attempt(publishing.publish, versions=versions, why="So", by=by)

    @rule(person=people, place=places, status=STATUSES)
    def changes_the_status(self, person, place, status):
        items, by = [self.roles[place % 2]], self.people[person]
        self.attempt(publishing.change_status, items=items, status=status, by=by)

    @rule(person=people, place=places)
    def deletes(self, person, place):
        role = Role.objects.filter(pk=self.roles[place % 2].pk).first()
        if role:
            self.attempt(publishing.delete, role, by=self.people[person])

    @rule(person=people, place=places)
    def brings_back(self, person, place):
        role = self.roles[place % 2]
        self.attempt(publishing.bring_back, role, by=self.people[person])

    @rule(person=people, place=places)
    def undoes(self, person, place):
        publications = list(Publication.objects.filter(state="published"))
        if publications:
            publication = publications[place % len(publications)]
            by = self.people[person]
            self.attempt(publishing.undo, publication=publication, why="No", by=by)

    @invariant()
    def every_public_name_was_approved_by_another(self):
        if not hasattr(self, "approvers"):
            return
        for name in Role.objects.published().values_list("name", flat=True):
            if name in self.writers:
                assert name in self.approvers
                assert self.approvers[name] != self.writers[name]


def run(examples, **more):
    run_state_machine_as_test(
        ThreeReviewers,
        settings=settings(max_examples=examples, stateful_step_count=30, **more),
    )


def test_every_public_name_was_approved_by_another():
    run(settings().max_examples // 5)


def test_a_name_that_a_colleague_types_again_stays_ones_own():
    ana, ben = (make_person(name, "Reviewer") for name in ("ana", "ben"))
    role = make_role("Analyst", texts={make_dimension("Purpose"): "Live"})
    role.name = "Chief"
    draft = details.save(role, by=ana)
    details.discard(version=draft.version, by=ana)
    draft = details.save(role, by=ben)
    details.submit(versions=[draft.version], by=ben)
    [draft] = details.drafts_of([role]).values()
    with pytest.raises(RefusedError, match="You wrote"):
        details.approve(versions=[draft.version], by=ana)


def reviewers():
    return [make_person(name, "Reviewer") for name in ("ana", "ben", "cleo")]


def submit_name(role, name, by):
    role.name = name
    draft = details.save(role, by=by)
    return details.submit(versions=[draft.version], by=by)[0]


def publish_name(role, name, by, approver):
    draft = submit_name(role, name, by)
    [draft] = details.approve(versions=[draft.version], by=approver)
    return publishing.publish(versions=[draft.version], why="So", by=approver)


def expect_own(draft, by):
    with pytest.raises(RefusedError, match="You wrote"):
        details.approve(versions=[draft.version], by=by)


def test_a_name_from_before_a_publication_stays_ones_own():
    ana, ben, cleo = reviewers()
    role = make_role("Analyst", texts={make_dimension("Purpose"): "Live"})
    publish_name(role, "Chief", ana, ben)
    publish_name(role, "Boss", ben, cleo)

    expect_own(submit_name(role, "Chief", cleo), ana)


def test_an_undone_name_stays_the_one_of_all_its_writers():
    ana, ben, cleo = reviewers()
    role = make_role("Analyst", texts={make_dimension("Purpose"): "Live"})
    submit_name(role, "Chef", ana)
    draft = submit_name(role, "Chief", ben)
    [draft] = details.approve(versions=[draft.version], by=cleo)
    done = publishing.publish(versions=[draft.version], why="So", by=cleo)
    publishing.undo(publication=done, why="No", by=cleo)

    draft = details.draft_of(role)
    [draft] = details.submit(versions=[draft.version], by=cleo)

    expect_own(draft, ana)


def test_no_one_approves_an_order_of_their_own():
    ana, *_others = reviewers()
    first = make_dimension("Purpose", position=1)
    make_dimension("Tools", position=2)
    ordering.move(first, 1, by=ana)
    draft = details.draft_of(first)
    [draft] = details.submit(versions=[draft.version], by=ana)

    expect_own(draft, ana)


def test_an_edit_withdraws_the_approval_of_a_name():
    ana, ben, _cleo = reviewers()
    role = make_role("Analyst", texts={make_dimension("Purpose"): "Live"})
    draft = submit_name(role, "Chief", ana)
    details.approve(versions=[draft.version], by=ben)
    role.name = "Boss"

    assert details.save(role, by=ben).state == "writing"


def new_role(by):
    role = Role(name="Cook", slug="cook")
    draft = details.create(role, by=by)
    make_entry(role, make_dimension("Purpose"))
    return role, draft


def expect_hidden(role, by):
    named = {"why": "So", "by": by}
    with pytest.raises(RefusedError, match="haven’t been approved"):
        publishing.change_status(items=[role], status="published", **named)
    with pytest.raises(RefusedError, match="haven’t been approved"):
        publishing.publish(roles=[role], **named)
    version = details.draft_of(role).version
    with pytest.raises(RefusedError, match="hasn’t been approved"):
        publishing.publish(versions=[version], **named)


def test_a_new_name_is_not_shown_before_it_is_approved():
    ana, ben, _cleo = reviewers()
    role, _draft = new_role(ana)

    expect_hidden(role, ben)


def test_an_undone_new_name_is_not_shown_before_it_is_approved_again():
    ana, ben, cleo = reviewers()
    role, draft = new_role(ana)
    details.submit(versions=[draft.version], by=ana)
    draft = details.draft_of(role)
    [draft] = details.approve(versions=[draft.version], by=ben)
    done = publishing.publish(versions=[draft.version], why="So", by=ben)
    publishing.undo(publication=done, why="No", by=cleo)

    expect_hidden(role, cleo)
