"""A file that the site has exported changes nothing when it comes back."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from careers.editorial.files.exporting import Export
from careers.editorial.files.naming import known_names
from careers.editorial.files.plan import Act
from careers.editorial.files.planning import make_plan
from careers.editorial.files.reading import read_file
from careers.editorial.files.resolving import Options
from careers.models import Role
from tests.factories import make_dimension, make_draft, make_family, make_role

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")
SIGNS = st.sampled_from(["- ", "• ", "'", "=1", ";", "\n"])
PARTS = st.one_of(st.text(CHARACTERS), SIGNS)
TEXTS = st.lists(PARTS, min_size=1, max_size=6).map("".join)


def make_site(text):
    """Make two roles of one name, and a text of one; return its role and dimension."""
    dimension = make_dimension("Purpose")
    family = make_family("Data")
    role = make_role("Analyst", family=family, texts={dimension: "X."})
    role.entries.update(text=text)
    make_role("Analyst", slug="analyst-2", family=make_family("People"))
    return role, dimension


def plan_of_export(*, with_drafts=False):
    export = Export(Role.objects.by_family(), with_drafts=with_drafts)
    content = export.file("csv", "long", date(2026, 1, 1))
    readings = [read_file("roles.csv", content, known_names())]
    return make_plan(readings, Options(remove=True))


class RoundTripTests(TestCase):
    @given(text=TEXTS.filter(lambda text: text.strip(" \t\n\u3000\xa0")))
    def test_the_texts_of_an_export_are_as_they_are(self, text):
        make_site(text)

        plan = plan_of_export()

        assert [planned.act for planned in plan.texts] == [Act.UNCHANGED]
        assert (plan.problems, plan.unknown) == ([], [])

    def test_drafts_of_an_export_are_as_they_are(self):
        make_draft(*make_site("Counts."), "- Counts\n- Adds up")

        plan = plan_of_export(with_drafts=True)

        assert [planned.act for planned in plan.texts] == [Act.UNCHANGED]
