"""Promise 1: no editor's change is ever silently overwritten.

Editors open, save, submit, approve, publish, undo and restore in any order. Each save
that is accepted started from exactly what was there; each stale one changes nothing
and is told what is there now.
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
places = strategies.sampled_from(CELLS)
texts = strategies.sampled_from(["", "One.", "Two.", "Three.", "One. Two."])
meanwhile = strategies.sampled_from([None, "From a file."])


class Workshop(RuleBasedStateMachine):
    """Two people, two cells, and what each of them has on the screen."""

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
        self.known = {place: self.cell(place).text for place in CELLS}

    def teardown(self):
        self.undone.close()

    def cell(self, place):
        return load_cell(*self.cells[place])

    def state(self, place):
        """Everything that a write to a cell could overwrite."""
        cell = self.cell(place)
        draft = cell.draft and (cell.draft.text, cell.draft.state, cell.draft.number)
        return cell.live, draft, bool(cell.scheduled)

    @rule(who=people, place=places)
    def opens(self, who, place):
        cell = self.cell(place)
        self.screens[who, place] = cell.version, cell.text

    @rule(who=people, place=places, text=texts)
    def saves(self, who, place, text):
        before = self.cell(place)
        version, shown = self.screens.get((who, place), ("0.0", None))
        if version != before.version:
            # Refused, and told what is there.
            with pytest.raises(EditConflictError) as refusal:
                self.save(who, place, text, version)
            assert [cell.text for cell in refusal.value.cells] == [before.text]
            assert self.cell(place).text == before.text
            return
        after = self.save_or_refuse(who, place, text, version)
        if after:
            assert shown == before.text
            self.screens[who, place] = after.version, text

    def save_or_refuse(self, who, place, text, version, **more):
        """Return the cell; None where the live text would hide what is scheduled."""
        before = self.cell(place)
        if before.draft and before.state == "scheduled" and text == before.live:
            # What is going to be public all the same is not taken back in name alone.
            with pytest.raises(RefusedError):
                self.save(who, place, text, version, **more)
            assert self.cell(place).text == before.text
            return None
        after = self.save(who, place, text, version, **more)
        assert after.text == text
        self.known[place] = text
        return after

    def save(self, who, place, text, version, **more):
        role, dimension = self.cells[place]
        return drafting.save(
            role=role,
            dimension=dimension,
            text=text,
            version=version,
            by=self.people[who],
            now=self.tick(),
            **more,
        )

    def tick(self):
        self.now += timedelta(seconds=30)
        return self.now

    def attempt(self, act, **how):
        """Do something to what a cell is; what is refused changes nothing."""
        before = [self.state(each) for each in CELLS]
        try:
            act(**how)
        except RefusedError:
            assert [self.state(each) for each in CELLS] == before

    @rule(who=people, place=places, act=strategies.sampled_from(["submit", "approve"]))
    def moves_on(self, who, place, act):
        version = self.screens.get((who, place), ("0.0", None))[0]
        how = {"versions": [version], "by": self.people[who], "now": self.tick()}
        self.attempt(getattr(drafting, act), **how)

    @rule(place=places)
    def gets_approved(self, place):
        for act, who in [("submit", "ana"), ("approve", "ben"), ("approve", "ana")]:
            self.opens(who, place)
            self.moves_on(who, place, act)

    @rule(who=people, place=places)
    def returns(self, who, place):
        version = self.cell(place).version
        how = {"versions": [version], "by": self.people[who], "now": self.tick()}
        self.attempt(drafting.send_back, comment="No.", **how)

    @rule(
        who=people,
        place=places,
        text=texts,
        meanwhile=meanwhile,
        later=strategies.booleans(),
    )
    def publishes(self, who, place, text, meanwhile, later):
        """Takes a text all the way; a file may change what is live on its way."""
        self.opens(who, place)
        self.saves(who, place, text)
        self.gets_approved(place)
        if meanwhile and not later:
            self.a_file_is_loaded(place, meanwhile)
        cell = self.cell(place)
        due_at = self.tick() + timedelta(minutes=2) if later else None
        how = {"versions": [cell.version], "by": self.people[who], "due_at": due_at}
        self.attempt(publishing.publish, why="So", now=self.now, **how)
        if meanwhile and later:
            self.a_file_is_loaded(place, meanwhile)
        if cell.draft and not self.cell(place).draft:
            # Published: over exactly the live text that its writer knew.
            assert (cell.draft.base, cell.text) == (cell.live, self.cell(place).live)

    @rule()
    def time_passes(self):
        lives = {self.cells[place]: self.cell(place).live for place in CELLS}
        waiting = set(Publication.objects.filter(state="scheduled"))
        self.now += timedelta(minutes=5)
        publishing.publish_due(now=self.now)
        for publication in Publication.objects.filter(state="published"):
            for change in publication.texts.all() if publication in waiting else ():
                assert change.before == lives[change.role, change.dimension]
                lives[change.role, change.dimension] = change.after
        self.follow_live()

    @rule(who=people)
    def undoes_the_last_publication(self, who):
        last = Publication.objects.filter(state="published").first()
        if last:
            how = {"publication": last, "by": self.people[who], "now": self.tick()}
            # What editors go on from stays as it was: a draft, if nothing else.
            self.attempt(publishing.undo, why="Oh", **how)

    @rule(place=places, text=texts.filter(bool))
    def a_file_is_loaded(self, place, text):
        role, dimension = self.cells[place]
        role.entries.filter(dimension=dimension).delete()
        make_entry(role, dimension, text)
        self.follow_live()

    @rule(who=people, place=places)
    def discards(self, who, place):
        cell = self.cell(place)
        role, dimension = self.cells[place]
        how = {"role": role, "dimension": dimension, "by": self.people[who]}
        self.attempt(drafting.discard, version=cell.version, **how)
        self.follow_live()

    @rule(who=people, place=places)
    def restores_an_old_text(self, who, place):
        role, dimension = self.cells[place]
        old = Draft.history.filter(role_id=role.pk, dimension_id=dimension.pk).last()
        if old:
            version = self.cell(place).version
            self.save_or_refuse(who, place, old.text, version, action=Action.RESTORED)

    def follow_live(self):
        """Where there is no draft, what is live is what the next one goes on from."""
        for place in CELLS:
            cell = self.cell(place)
            if cell.draft is None:
                self.known[place] = cell.live

    @invariant()
    def every_text_is_the_last_that_was_accepted(self):
        assert [self.cell(place).text for place in CELLS] == list(self.known.values())

    @invariant()
    def no_draft_says_what_is_live_without_somebody_knowing(self):
        for draft in Draft.objects.exclude(state="writing"):
            assert draft.submitted_by


@pytest.mark.hypothesis
def test_whatever_two_editors_do_no_change_is_lost():
    runs = settings().max_examples // 5
    run_state_machine_as_test(
        Workshop, settings=settings(max_examples=runs, stateful_step_count=20)
    )


@pytest.mark.parametrize("same_person", [True, False])
def test_of_two_windows_on_one_text_the_second_to_save_is_told(same_person):
    ana, ben = make_person("ana", "Editor"), make_person("ben", "Editor")
    role, dimension = make_role("Analyst"), make_dimension()
    version = load_cell(role, dimension).version
    cell = {"role": role, "dimension": dimension, "version": version}
    drafting.save(text="First.", by=ana, **cell)

    with pytest.raises(EditConflictError) as refusal:
        drafting.save(text="Second.", by=ana if same_person else ben, **cell)

    assert refusal.value.cells[0].text == "First."
    assert Draft.objects.get().text == "First."


def test_a_live_text_is_not_restored_where_another_is_scheduled():
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
    print("told", refusal.cells[0].text)
"""


@RUNNERS
def test_of_many_saves_at_once_one_is_kept_and_all_others_are_told(tmp_path, runners):
    with empty_database(tmp_path) as url:
        run_code(MAKE, tmp_path, url)
        said = [line.split(maxsplit=1) for line in race(SAVE, tmp_path, url, runners)]

    assert sorted(verb for verb, _ in said) == ["saved", *["told"] * (runners - 1)]
    assert len({text for _, text in said}) == 1
