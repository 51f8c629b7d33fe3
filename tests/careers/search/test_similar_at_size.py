"""A large site finds similar roles by their rarer words, a few profiles at a time."""

import pytest

from careers.models import Role, SimilarPair, SimilarWeight, SimilarWord
from careers.search import index
from careers.search.similar import building, candidates, queue
from careers.search.similar.stored import number_of
from tests.factories import make_dimension, make_role

from .similar_site import assert_exact, kept_rows

pytestmark = pytest.mark.django_db

WORDS = "incidents patients budgets pipelines students kitchens bridges".split()


@pytest.fixture
def site(monkeypatch):
    """Twenty roles, which count as many."""
    monkeypatch.setattr(candidates, "MOST_FOUND", 5)
    monkeypatch.setattr(queue, "is_due", lambda state, *_: not state.roles)
    duties = make_dimension("Duties")
    for number in range(20):
        words = [WORDS[(number + step) % len(WORDS)] for step in range(number % 3 + 1)]
        make_role(f"N{number}", texts={duties: " and ".join(words)})
    index.refresh()


def test_words_that_many_roles_have_lead_to_none(site):
    many = SimilarWord.objects.filter(roles__gt=5).values_list("word", flat=True)
    few = SimilarWord.objects.filter(roles=5).values_list("word", flat=True)

    weights = SimilarWeight.objects
    assert many
    assert not weights.filter(number__in=map(number_of, many)).exists()
    assert weights.filter(number__in=map(number_of, few)).count() == 5 * len(few)


def test_changes_of_a_large_site_find_their_way(site, monkeypatch):
    text = "Keeps kitchens and bridges"
    for role in Role.objects.filter(name__in=["N1", "N9"]):
        role.entries.update(text=text)
    index.refresh()

    first, other = (Role.objects.get(name=name) for name in ("N1", "N9"))
    assert SimilarPair.objects.get(role=first, other=other).score > 0.2
    assert SimilarPair.objects.get(role=other, other=first).score > 0.2


def test_a_role_that_goes_takes_its_weights_along(site):
    Role.objects.update(status="archived")
    index.refresh()

    assert not SimilarWeight.objects.exists()
    assert not SimilarPair.objects.exists()


def test_one_by_one_gives_the_same_rows_as_all_at_once(site, monkeypatch):
    monkeypatch.setattr(candidates, "MOST_FOUND", 19)
    one_by_one = building.build() or kept_rows()
    monkeypatch.setattr(candidates, "MOST_FOUND", 100)

    building.build()

    assert kept_rows() == one_by_one
    assert_exact()
