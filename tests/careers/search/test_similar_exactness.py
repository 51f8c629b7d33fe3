"""After any changes, what is kept is what a new build would give."""

import itertools
import json

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from careers.models import Role, RoleDimensionEntry
from careers.search import index
from careers.search.similar import queue, updating
from careers.text.similarity import rows
from tests.factories import (
    make_approved,
    make_dimension,
    make_person,
    make_publication,
    make_role,
)
from tests.fixture_records import entry_record, role_record

from .similar_site import assert_exact

pytestmark = pytest.mark.django_db

WORDS = (
    "servers networks incidents patients nurses budgets reports models pipelines"
    " students lessons kitchens menus engines bridges"
).split()
NAMES = "Ash Birch Cedar Elder Fir Hazel Larch Maple Oak".split()
ROLES = len(NAMES)

numbers = st.integers(0, ROLES - 1)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
changes = st.one_of(
    st.tuples(st.just("write"), numbers, texts),
    st.tuples(st.just("publish"), numbers, texts),
    st.tuples(st.just("load"), numbers, texts),
    st.tuples(st.just("rename"), numbers, texts),
    st.tuples(st.just("swap"), numbers, numbers),
    st.tuples(st.just("status"), numbers, st.sampled_from(["published", "archived"])),
    st.tuples(st.just("empty"), numbers, st.none()),
    st.tuples(st.just("remove"), numbers, st.none()),
    st.tuples(st.just("read"), st.integers(1, 3), st.none()),
)


@pytest.fixture
def short_rows(monkeypatch):
    """Rows of two or three roles, which nine roles can shorten and fill."""
    for module in (rows, updating, queue):
        monkeypatch.setattr(module, "SHOWN", 2)
    monkeypatch.setattr(rows, "MOST_STORED", 3)
    monkeypatch.setattr(queue, "SMALL", 0)
    monkeypatch.setattr(queue, "is_due", lambda state, *_: not state.roles)


@pytest.fixture
def site(short_rows):
    dimension = make_dimension("Duties")
    for number, name in enumerate(NAMES):
        make_role(name, texts={dimension: " ".join(WORDS[number : number + 3])})
    make_person("writer", "Editor")
    make_person("reviewer", "Reviewer")
    index.refresh()
    return dimension


class Changes:
    """Makes changes as people, files and scripts make them."""

    def __init__(self, dimension, folder):
        self.dimension, self.folder = dimension, folder
        self.count = itertools.count()

    def make(self, kind, number, value):
        role = Role.objects.filter(name__startswith=NAMES[number]).first()
        if kind == "read":
            index.refresh_some(number)
            queue.refresh(number * queue.UPDATE)
        elif role:
            getattr(self, kind)(role, value)

    def write(self, role, text):
        entries = RoleDimensionEntry.objects
        entries.update_or_create(
            role=role, dimension=self.dimension, defaults={"text": text}
        )

    def publish(self, role, text):
        if role.is_published:
            draft = make_approved(role, self.dimension, f"{text} {next(self.count)}")
            make_publication([draft])

    def load(self, role, text):
        records = [
            role_record(name=role.name, slug=role.slug, status="published"),
            entry_record(role=[role.slug], dimension=["duties"], text=text),
        ]
        file = self.folder / "loaded.json"
        file.write_text(json.dumps(records))
        call_command("loaddata", file, verbosity=0)

    def rename(self, role, text):
        first = role.name.split()[0]
        role.name = f"{first} {text.split()[0]} {next(self.count)}"
        role.slug = f"slug-{len(text)}-{next(self.count)}"
        role.save()

    def swap(self, role, number):
        other = Role.objects.filter(name__startswith=NAMES[number]).first()
        if other and other != role:
            slugs = role.slug, other.slug
            self.sql("UPDATE careers_role SET slug = 'free' WHERE id = %s", role.pk)
            for key, slug in zip((other.pk, role.pk), slugs, strict=True):
                self.sql("UPDATE careers_role SET slug = %s WHERE id = %s", slug, key)

    def status(self, role, status):
        Role.objects.filter(pk=role.pk).update(status=status)

    def empty(self, role, _):
        self.sql("DELETE FROM careers_roledimensionentry WHERE role_id = %s", role.pk)

    def remove(self, role, _):
        self.empty(role, None)
        self.sql("DELETE FROM careers_formerslug WHERE role_id = %s", role.pk)
        self.sql("DELETE FROM careers_role WHERE id = %s", role.pk)

    def sql(self, statement, *values):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


@pytest.mark.long
@given(steps=st.lists(changes, max_size=8))
def test_after_any_changes_the_rows_are_those_of_a_new_build(site, tmp_path, steps):
    with transaction.atomic():
        made = Changes(site, tmp_path)
        for step in steps:
            made.make(*step)
        index.refresh()
        assert_exact()
        transaction.set_rollback(True)
