"""No editor's change is ever silently overwritten.

Editors open, save, submit, approve, publish, undo and restore in any order. A save is
accepted only if it started from the current text. A stale one changes nothing and gets
the current text back.
"""

from contextlib import ExitStack
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from careers.editorial.models import Draft
from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.cells import load_cell
from careers.editorial.workflow.errors import EditConflictError, RefusedError
from careers.models import Publication
from careers.models.history import Action
from tests.factories import (
    make_approved,
    make_dimension,
    make_entry,
    make_person,
    make_publication,
    make_role,
)
from tests.race import RUNNERS, race
from tests.site_processes import empty_database, run_code

pytestmark = pytest.mark.django_db

PEOPLE = ["ana", "ben"]
CELLS = [0, 1]
people = strategies.sampled_from(PEOPLE)
cell_numbers = strategies.sampled_from(CELLS)
texts = strategies.sampled_from(["", "One.", "Two.", "Three.", "One. Two."])
text_from_file = strategies.sampled_from([None, "From a file."])


class TwoEditors(RuleBasedStateMachine):
    """Two people edit two cells, each from what is on their own screen."""

    @initialize()
    def begin(self):
        self.undone = ExitStack()
        self.undone.enter_context(transaction.atomic())
        self.undone.callback(partial(transaction.set_rollback, True))
        self.now = timezone.now()
        self.people = {name: make_person(name, "Reviewer") for name in PEOPLE}
        role = make_role("Analyst", texts={make_dimension("Purpose"): "Live."})
        self.cells = [(role, role.entries.get().dimension), (role, make_dimension())]
        self.screens = {}
        self.accepted = {number: self.cell(number).text for number in CELLS}

    def teardown(self):
        self.undone.close()

    def cell(self, number):
        return load_cell(*self.cells[number])

    def state(self, number):
        """Return everything that a write to a cell could overwrite."""
        cell = self.cell(number)
        draft = cell.draft and (cell.draft.text, cell.draft.state, cell.draft.number)
        return cell.live, draft, bool(cell.scheduled)

    @rule(person=people, number=cell_numbers)
    def opens(self, person, number):
        cell = self.cell(number)
        self.screens[person, number] = cell.version, cell.text

    @rule(person=people, number=cell_numbers, text=texts)
    def saves(self, person, number, text):
        before = self.cell(number)
        version, shown_text = self.screens.get((person, number), ("0.0", None))
        if version != before.version:
            with pytest.raises(EditConflictError) as refusal:
                self.save(person, number, text, version)
            assert [cell.text for cell in refusal.value.cells] == [before.text]
            assert self.cell(number).text == before.text
            return
        after = self.save_or_refuse(person, number, text, version)
        if after:
            assert shown_text == before.text
            self.screens[person, number] = after.version, text

    def save_or_refuse(self, person, number, text, version, **more):
        """Return the saved cell, or None where a scheduled text forbids the save."""
        before = self.cell(number)
        if before.draft and before.state == "scheduled" and text == before.live:
            # Going back to the live text would not stop the publication.
            with pytest.raises(RefusedError):
                self.save(person, number, text, version, **more)
            assert self.cell(number).text == before.text
            return None
        after = self.save(person, number, text, version, **more)
        assert after.text == text
        self.accepted[number] = text
        return after

    def save(self, person, number, text, version, **more):
        role, dimension = self.cells[number]
        return drafting.save(
            role=role,
            dimension=dimension,
            text=text,
            version=version,
            by=self.people[person],
            now=self.tick(),
            **more,
        )

    def tick(self):
        self.now += timedelta(seconds=30)
        return self.now

    def attempt(self, action, **arguments):
        """Check that an action changes nothing if it is refused."""
        before = [self.state(number) for number in CELLS]
        try:
            action(**arguments)
        except RefusedError:
            assert [self.state(number) for number in CELLS] == before

    @rule(
        person=people,
        number=cell_numbers,
        action=strategies.sampled_from(["submit", "approve"]),
    )
    def submits_or_approves(self, person, number, action):
        version = self.screens.get((person, number), ("0.0", None))[0]
        arguments = {
            "versions": [version],
            "by": self.people[person],
            "now": self.tick(),
        }
        self.attempt(getattr(drafting, action), **arguments)

    @rule(number=cell_numbers)
    def is_approved(self, number):
        for action, person in [
            ("submit", "ana"),
            ("approve", "ben"),
            ("approve", "ana"),
        ]:
            self.opens(person, number)
            self.submits_or_approves(person, number, action)

    @rule(person=people, number=cell_numbers)
    def returns(self, person, number):
        version = self.cell(number).version
        arguments = {
            "versions": [version],
            "by": self.people[person],
            "now": self.tick(),
        }
        self.attempt(drafting.send_back, comment="No.", **arguments)

    @rule(
        person=people,
        number=cell_numbers,
        text=texts,
        text_from_file=text_from_file,
        is_scheduled=strategies.booleans(),
    )
    def publishes(self, person, number, text, text_from_file, is_scheduled):
        """Publish a text; a file may change the live text on the way."""
        self.opens(person, number)
        self.saves(person, number, text)
        self.is_approved(number)
        if text_from_file and not is_scheduled:
            self.loads_a_file(number, text_from_file)
        cell = self.cell(number)
        due_at = self.tick() + timedelta(minutes=2) if is_scheduled else None
        arguments = {
            "versions": [cell.version],
            "by": self.people[person],
            "due_at": due_at,
        }
        self.attempt(publishing.publish, why="So", now=self.now, **arguments)
        if text_from_file and is_scheduled:
            self.loads_a_file(number, text_from_file)
        if cell.draft and not self.cell(number).draft:
            # The draft replaced exactly the live text that its writer saw.
            assert (cell.draft.base, cell.text) == (cell.live, self.cell(number).live)

    @rule()
    def time_passes(self):
        lives = {self.cells[number]: self.cell(number).live for number in CELLS}
        waiting = set(Publication.objects.filter(state="scheduled"))
        self.now += timedelta(minutes=5)
        publishing.publish_due(now=self.now)
        for publication in Publication.objects.filter(state="published"):
            for change in publication.texts.all() if publication in waiting else ():
                assert change.before == lives[change.role, change.dimension]
                lives[change.role, change.dimension] = change.after
        self.expect_live_texts()

    @rule(person=people)
    def undoes_the_last_publication(self, person):
        last = Publication.objects.filter(state="published").first()
        if last:
            arguments = {
                "publication": last,
                "by": self.people[person],
                "now": self.tick(),
            }
            # The editors' text stays the same: it becomes a draft if need be.
            self.attempt(publishing.undo, why="Oh", **arguments)

    @rule(number=cell_numbers, text=texts.filter(bool))
    def loads_a_file(self, number, text):
        role, dimension = self.cells[number]
        role.entries.filter(dimension=dimension).delete()
        make_entry(role, dimension, text)
        self.expect_live_texts()

    @rule(person=people, number=cell_numbers)
    def discards(self, person, number):
        cell = self.cell(number)
        role, dimension = self.cells[number]
        arguments = {"role": role, "dimension": dimension, "by": self.people[person]}
        self.attempt(drafting.discard, version=cell.version, **arguments)
        self.expect_live_texts()

    @rule(person=people, number=cell_numbers)
    def restores_the_first_text(self, person, number):
        role, dimension = self.cells[number]
        old = Draft.history.filter(role_id=role.pk, dimension_id=dimension.pk).last()
        if old:
            version = self.cell(number).version
            self.save_or_refuse(
                person, number, old.text, version, action=Action.RESTORED
            )

    def expect_live_texts(self):
        """Without a draft, the next edit starts from the live text."""
        for number in CELLS:
            cell = self.cell(number)
            if cell.draft is None:
                self.accepted[number] = cell.live

    @invariant()
    def every_text_is_the_last_accepted_one(self):
        assert [self.cell(number).text for number in CELLS] == list(
            self.accepted.values()
        )

    @invariant()
    def no_draft_is_submitted_by_itself(self):
        for draft in Draft.objects.exclude(state="writing"):
            assert draft.submitted_by


@pytest.mark.hypothesis
def test_two_editors_never_lose_a_change():
    runs = settings().max_examples // 5
    run_state_machine_as_test(
        TwoEditors, settings=settings(max_examples=runs, stateful_step_count=20)
    )


@pytest.mark.parametrize("same_person", [True, False])
def test_the_second_of_two_windows_gets_a_conflict(same_person):
    ana, ben = make_person("ana", "Editor"), make_person("ben", "Editor")
    role, dimension = make_role("Analyst"), make_dimension()
    version = load_cell(role, dimension).version
    cell = {"role": role, "dimension": dimension, "version": version}
    drafting.save(text="First.", by=ana, **cell)

    with pytest.raises(EditConflictError) as refusal:
        drafting.save(text="Second.", by=ana if same_person else ben, **cell)

    assert refusal.value.cells[0].text == "First."
    assert Draft.objects.get().text == "First."


def test_the_live_text_cannot_replace_a_scheduled_one():
    role, dimension = make_role("Analyst"), make_dimension()
    make_publication([make_approved(role, dimension, "One.")])
    two = make_approved(role, dimension, "Two.")
    make_publication([two], due_at=timezone.now() + timedelta(days=1))
    cell = {"role": role, "dimension": dimension, "version": two.version}

    with pytest.raises(RefusedError, match="is scheduled"):
        drafting.save(text="One.", by=two.written_by, action=Action.RESTORED, **cell)

    assert load_cell(role, dimension).text == "Two."


MAKE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import make_dimension, make_person, make_role
make_person("ana", "Editor")
make_role("Analyst", texts={make_dimension("Purpose"): "Live."})
"""

SAVE = """
import os
from django.contrib.auth.models import User
from careers.editorial.workflow import drafting
from careers.editorial.workflow.cells import live_version
from careers.models import Dimension
from careers.editorial.workflow.errors import EditConflictError
cell = {"role": Role.objects.get(), "dimension": Dimension.objects.get()}
by, text = User.objects.get(), f"By process {os.getpid()}."
try:
    drafting.save(**cell, text=text, version=live_version('Live.'), by=by)
    print("saved", text)
except EditConflictError as refusal:
    print("conflict", refusal.cells[0].text)
"""


@RUNNERS
def test_only_one_of_many_concurrent_saves_succeeds(tmp_path, runners):
    with empty_database(tmp_path) as url:
        run_code(MAKE, tmp_path, url)
        results = [
            line.split(maxsplit=1) for line in race(SAVE, tmp_path, url, runners)
        ]

    outcomes = sorted(outcome for outcome, _ in results)
    assert outcomes == [*["conflict"] * (runners - 1), "saved"]
    assert len({text for _, text in results}) == 1
