"""No one approves their own words, however the words got into the draft.

Three reviewers type, copy, paste, undo, restore, discard, submit, return, approve,
publish and undo publications of one text in any order. Every typed word is a new one,
so that its writer is known wherever it turns up again.
"""

from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from itertools import count

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from careers.editorial.models import Draft
from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.cells import load_cell
from careers.editorial.workflow.errors import RefusedError
from careers.models import Publication
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_person,
    make_publication,
    make_role,
    make_submitted,
)

pytestmark = pytest.mark.django_db

people = strategies.sampled_from(["ana", "ben", "cleo"])
places = strategies.integers(min_value=0, max_value=30)


class ThreeReviewers(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.undone = ExitStack()
        self.undone.enter_context(transaction.atomic())
        self.undone.callback(partial(transaction.set_rollback, True))
        self.now = timezone.now()
        names = ["ana", "ben", "cleo"]
        self.people = {name: make_person(name, "Reviewer") for name in names}
        self.dimension, self.other = make_dimension("Purpose"), make_dimension("Other")
        self.role = make_role("Analyst", texts={self.dimension: "Live"})
        self.words = (f"word{number}" for number in count())
        self.writers = {}  # by word

    def teardown(self):
        self.undone.close()

    @property
    def cell(self):
        return load_cell(self.role, self.dimension)

    def tick(self):
        self.now += timedelta(minutes=10)
        return self.now

    def save(self, person, text, action=drafting.save, *, dimension=None, **more):
        dimension = dimension or self.dimension
        cell = load_cell(self.role, dimension)
        self.attempt(
            action,
            role=self.role,
            dimension=dimension,
            text=text,
            version=cell.version,
            seen_live=cell.live_version,
            by=self.people[person],
            now=self.tick(),
            **more,
        )

    def attempt(self, action, **arguments):
        """Return whether the action was not refused."""
        try:
            action(**arguments)
        except RefusedError:
            return False
        return True

    def new_word(self, person):
        word = next(self.words)
        self.writers[word] = self.people[person]
        return word

    def records(self, *, since_published=False):
        records = Draft.history.filter(dimension=self.dimension).order_by("history_id")
        published = records.filter(action="published").last()
        if since_published and published:
            records = records.filter(history_id__gt=published.history_id)
        return list(records)

    @rule(person=people, is_added=strategies.booleans())
    def types(self, person, is_added):
        before = [self.cell.text] if is_added else []
        self.save(person, " ".join([*before, self.new_word(person)]))

    @rule(person=people)
    def deletes_a_word(self, person):
        self.save(person, self.cell.text.rpartition(" ")[0])

    @rule(person=people, place=places)
    def pastes_or_undoes(self, person, place):
        records = self.records()
        if records:
            self.save(person, records[place % len(records)].text)

    @rule(person=people, place=places)
    def pastes_and_types_on(self, person, place):
        records = self.records(since_published=True)
        if records:
            text = records[place % len(records)].text
            self.save(person, f"{text} {self.new_word(person)}".strip())

    @rule(writer=people, person=people)
    def copies(self, writer, person):
        text = f"{self.new_word(writer)} and what goes with it"
        self.save(writer, text, dimension=self.other)
        self.save(person, text)

    @rule(person=people, place=places)
    def restores(self, person, place):
        records = self.records()
        if records:
            record = records[place % len(records)]
            moment = record.history_date
            self.save(person, record.text, drafting.restore, moment=moment)

    @rule(person=people)
    def discards(self, person):
        self.attempt(
            drafting.discard,
            role=self.role,
            dimension=self.dimension,
            version=self.cell.version,
            by=self.people[person],
        )

    @rule(person=people)
    def submits(self, person):
        self.step(drafting.submit, person)

    @rule(person=people)
    def returns(self, person):
        self.step(drafting.send_back, person, comment="No.")

    @rule(person=people)
    def approves(self, person):
        if self.step(drafting.approve, person):
            self.expect_words_of_others()

    @rule(person=people, is_published=strategies.booleans())
    def submits_and_approves(self, person, is_published):
        self.submits(person)
        for other in self.people if is_published else [person]:
            self.approves(other)
        if is_published:
            self.publishes(person, is_scheduled=False)

    @rule(person=people, is_scheduled=strategies.booleans())
    def publishes(self, person, is_scheduled):
        due_at = self.tick() + timedelta(hours=1) if is_scheduled else None
        draft = self.cell.draft
        if self.step(publishing.publish, person, why="So", due_at=due_at):
            self.expect_words_of_others(draft)

    @rule()
    def time_passes(self):
        self.now += timedelta(hours=2)
        publishing.publish_due(now=self.now)

    @rule(person=people)
    def undoes_a_publication(self, person):
        last = Publication.objects.filter(state="published").first()
        if last:
            self.attempt(
                publishing.undo,
                publication=last,
                by=self.people[person],
                why="Oh",
                now=self.tick(),
            )

    @rule(person=people, other=people)
    def approves_words_that_another_typed_on(self, person, other):
        self.types(person, is_added=True)
        text = self.cell.text
        self.discards(other)
        self.save(other, f"{text} {self.new_word(other)}")
        self.submits(other)
        self.approves(person)

    @rule(person=people, other=people, is_typed_on=strategies.booleans())
    def approves_an_undone_text_of_two(self, person, other, is_typed_on):
        """Let ``person`` approve what they wrote in before it was published."""
        for writer in (person, other):
            self.types(writer, is_added=True)
        self.submits_and_approves(other, is_published=True)
        self.undoes_a_publication(other)
        if is_typed_on:
            self.types(other, is_added=True)
        self.submits(other)
        self.approves(person)

    def step(self, action, person, **more):
        return self.attempt(
            action,
            versions=[self.cell.version],
            by=self.people[person],
            now=self.tick(),
            **more,
        )

    def public_words(self):
        """Return the words that are or were live, but for publications undone."""
        lasting = Publication.objects.filter(
            state="published", undoing=None, undoes=None
        )
        texts = [change.after for one in lasting for change in one.texts.all()]
        return {word for text in [self.cell.live, *texts] for word in text.split()}

    def expect_words_of_others(self, draft=None):
        draft = draft or self.cell.draft
        own = {word for word, by in self.writers.items() if by == draft.approved_by}
        assert not own & set(draft.text.split()) - self.public_words()


def run(examples, **more):
    run_state_machine_as_test(
        ThreeReviewers,
        settings=settings(max_examples=examples, stateful_step_count=20, **more),
    )


@pytest.mark.hypothesis
def test_nobody_approves_words_they_wrote():
    run(settings().max_examples // 5)


@pytest.mark.hypothesis
def test_without_a_second_person_people_do_approve_their_words(settings):
    settings.SECOND_PERSON_APPROVES = False
    with pytest.raises(AssertionError):
        run(400, phases=[Phase.generate])


def test_an_approval_ends_with_its_draft():
    ana, ben = (make_person(name, "Reviewer") for name in ("ana", "ben"))
    role, dimension = make_role("Analyst"), make_dimension("Purpose")
    draft = make_approved(role, dimension, "New.", by=ana, reviewer=ben)
    names = {"role": role, "dimension": dimension}
    drafting.discard(**names, version=draft.version, by=ana)

    version = load_cell(role, dimension).version
    cell = drafting.save(**names, text="New.", version=version, by=ana)

    assert cell.draft.state == Draft.State.WRITING


def test_a_text_that_is_changed_back_keeps_its_writers():
    ana, ben = (make_person(name, "Reviewer") for name in ("ana", "ben"))
    names = {"role": make_role("Analyst"), "dimension": make_dimension("Purpose")}
    draft = make_submitted(*names.values(), "New.", by=ana)
    for text in ("Newer.", "New."):
        version = load_cell(**names).version
        draft = drafting.save(**names, text=text, version=version, by=ben).draft

    assert draft.state == Draft.State.IN_REVIEW
    with pytest.raises(RefusedError, match="You wrote"):
        drafting.approve(versions=[draft.version], by=ana)


def publish(names, text, *, by, reviewer):
    draft = make_approved(*names.values(), text, by=by, reviewer=reviewer)
    return make_publication([draft], by=reviewer)


def write(names, text, *, by, now=None):
    cell = load_cell(**names)
    version = {"version": cell.version, "seen_live": cell.live_version}
    return drafting.save(**names, **version, text=text, by=by, now=now).draft


def test_old_words_bring_back_their_writers_for_the_next_draft_too():
    ana, ben, cleo = (make_person(name, "Reviewer") for name in ("ana", "ben", "cleo"))
    names = {"role": make_role("Analyst"), "dimension": make_dimension("Purpose")}
    publish(names, "Ana’s words.", by=ana, reviewer=cleo)
    publish(names, "Other words.", by=cleo, reviewer=ben)
    write(names, "Ana’s words.", by=ben)
    tomorrow = timezone.now() + timedelta(days=1)
    draft = write(names, "Ana’s words!", by=ben, now=tomorrow)
    drafting.discard(**names, version=draft.version, by=ben)

    draft = write(names, "Ana’s words!", by=ben, now=tomorrow)

    [draft] = drafting.submit(versions=[draft.version], by=ben)
    with pytest.raises(RefusedError, match="You wrote"):
        drafting.approve(versions=[draft.version], by=ana)


def test_words_that_a_colleague_copies_to_another_text_stay_ones_own():
    ana, ben = (make_person(name, "Reviewer") for name in ("ana", "ben"))
    dimension = make_dimension("Purpose")
    text = "Looks after everything that ana wrote."
    make_draft(make_role("Analyst"), dimension, text, by=ana)

    draft = make_submitted(make_role("Engineer"), dimension, text, by=ben)

    with pytest.raises(RefusedError, match="You wrote"):
        drafting.approve(versions=[draft.version], by=ana)


def test_an_approval_ends_when_visitors_read_another_text():
    ana, ben = (make_person(name, "Reviewer") for name in ("ana", "ben"))
    dimension = make_dimension("Purpose")
    role = make_role("Analyst", texts={dimension: "First."})
    names = {"role": role, "dimension": dimension}
    publication = publish(names, "Second.", by=ana, reviewer=ben)
    make_approved(role, dimension, "Third.", by=ana, reviewer=ben)
    publishing.undo(publication=publication, why="No", by=ben)
    write(names, "Fourth.", by=ana)

    assert write(names, "Third.", by=ana).state == Draft.State.WRITING
