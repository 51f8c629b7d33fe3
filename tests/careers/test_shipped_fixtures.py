"""The content of ``fixtures/``, loaded as a new site loads it."""

import pytest
from django.core.management import call_command

from careers.management.commands.prepare import FIXTURES
from careers.models import Dimension, Family, Role, RoleDimensionEntry, Term, Theme
from careers.search.roles import search_roles
from tests import reference
from tests.database_rows import all_rows

pytestmark = pytest.mark.usefixtures("first_content")


def test_loading_twice_changes_nothing():
    before = all_rows()

    call_command("loaddata", *FIXTURES, verbosity=0)

    assert all_rows() == before


def test_the_reference_texts_are_there_word_for_word():
    entries = RoleDimensionEntry.objects.select_related("role", "dimension")
    texts = {(e.role.slug, e.dimension.name): e.text for e in entries}

    assert {
        (slug, dimension): cell
        for dimension, cells in reference.ROWS.items()
        for slug, cell in zip(reference.SLUGS, cells, strict=True)
    }.items() <= texts.items()


def test_the_reference_names_and_order_are_there():
    roles = Role.objects.published().in_order(reference.SLUGS)

    assert [role.name for role in roles] == reference.ROLES
    assert [d.name for d in Dimension.objects.all()] == list(reference.ROWS)


def test_there_are_enough_roles_in_enough_families():
    assert Role.objects.published().count() >= 16
    assert Family.objects.having(Role.objects.published()).count() >= 5


def test_every_role_is_complete_published_and_in_a_family():
    roles = Role.objects.with_completeness().values_list("status", "described")

    assert set(roles) == {("published", 10)}
    assert not Role.objects.filter(family=None).exists()


def test_one_dimension_is_the_summary():
    assert Dimension.objects.get(is_summary=True).name == "Primary Role"


def test_every_object_is_valid():
    for model in (Family, Theme, Dimension, Role, RoleDimensionEntry, Term):
        for instance in model.objects.all():
            instance.full_clean()


def test_there_are_general_terms():
    replacements = Term.objects.replacements()

    assert 45 <= Term.objects.count() <= 60
    assert replacements["oversee"] == "manage"
    assert replacements["client"] == "customer"
    assert replacements["sysadmin"] == "system administrator"


def test_no_term_makes_one_rank_or_degree_another():
    """A term with one of these would hide what texts differ in."""
    words = {"lead", "supervise", "senior", "head", "principal", "contribute", "must",
        "should", "may", "some", "many", "all", "approve", "recommend"}  # fmt: skip
    replacements = Term.objects.replacements()

    assert words.isdisjoint([*replacements, *replacements.values()])


def test_loaded_roles_can_be_searched():
    assert search_roles(Role.objects.all(), "machine learning operations").filter(
        slug="mlops-engineer"
    )
