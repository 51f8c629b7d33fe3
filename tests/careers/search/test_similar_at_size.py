"""A large site finds similar roles by their rarer words, a few profiles at a time."""

import io
from collections import Counter

import pytest
from django.core.management import call_command

from careers.models import (
    Role,
    SimilarPair,
    SimilarProfile,
    SimilarWaiting,
    SimilarWeight,
    SimilarWord,
)
from careers.search import index
from careers.search.similar import candidates, finding, queue
from careers.search.similar.stored import number_of
from tests.factories import make_approved, make_dimension, make_publication, make_role
from tests.html import document, texts

from .similar_site import assert_exact

pytestmark = pytest.mark.django_db

WORDS = "incidents patients budgets pipelines students kitchens bridges".split()


@pytest.fixture
def unread_site(monkeypatch):
    """Twenty roles, which count as many, before similar ones are found."""
    monkeypatch.setattr(candidates, "MOST_FOUND", 5)
    monkeypatch.setattr(queue, "MOST_ON_LARGE", 2)
    monkeypatch.setattr(finding, "PAUSE", 0)
    monkeypatch.setattr(finding, "READ", 4)
    monkeypatch.setattr(finding, "ROWS", 4)
    duties = make_dimension("Duties")
    for number in range(20):
        words = [WORDS[(number + step) % len(WORDS)] for step in range(number % 3 + 1)]
        make_role(f"N{number}", texts={duties: " and ".join(words)})


@pytest.fixture
def site(unread_site):
    find_similar_roles()


def find_similar_roles(*arguments):
    output = io.StringIO()
    call_command("find_similar_roles", *arguments, stdout=output)
    return output.getvalue()


def similar(client, slug):
    return texts(document(client.get(f"/roles/{slug}/")), ".similar-name")


def kept_rows():
    """Return ``{(role, other): score}``."""
    pairs = SimilarPair.objects.values_list("role", "other", "score")
    return {(role, other): score for role, other, score in pairs}


def stopped_at(step, number):
    """Find similar roles, and stop at the nth report of a step."""
    reports = Counter()

    def stop(name, *_):
        reports[name] += 1
        if reports[step] == number:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finding.find(progress=stop)


def test_a_site_that_has_grown_reads_every_role_anew(unread_site):
    most = Role.objects.order_by("pk")[4:]
    Role.objects.filter(pk__in=most.values("pk")).update(status="archived")
    index.refresh()
    assert SimilarPair.objects.exists()
    Role.objects.update(status="published")

    output = find_similar_roles()

    assert "Reading roles" in output
    rows = kept_rows()
    find_similar_roles("--again")
    assert kept_rows() == rows


def test_nothing_but_the_command_reads_all_roles_of_a_large_site(client, unread_site):
    output = io.StringIO()
    call_command("prepare", stdout=output)

    assert "manage.py find_similar_roles" in output.getvalue()
    assert similar(client, "n1") == []
    assert not SimilarProfile.objects.exists()


def test_the_command_finds_similar_roles(client, unread_site):
    output = find_similar_roles()

    assert "Finding similar roles: 18" in output
    assert "N13" in similar(client, "n0")
    assert not SimilarWaiting.objects.exists()


@pytest.mark.parametrize(
    ("step", "number"), [("weigh", 3), ("read", 2), ("rows", 2), ("update", 2)]
)
def test_the_command_goes_on_where_it_stopped(unread_site, step, number):
    stopped_at(step, number)
    find_similar_roles()
    rows = kept_rows()

    find_similar_roles("--again")

    assert rows
    assert kept_rows() == rows


def test_a_second_run_does_only_what_waits(site):
    assert find_similar_roles() == "Similar roles are up to date.\n"


def test_a_role_that_changes_while_rows_are_made_is_read_at_the_end(unread_site):
    stopped_at("rows", 2)
    Role.objects.get(name="N1").entries.update(text="Keeps kitchens and bridges")
    Role.objects.get(name="N19").entries.update(text="Keeps kitchens and bridges")

    find_similar_roles()

    first, last = (Role.objects.get(name=name).pk for name in ("N1", "N19"))
    assert {(first, last), (last, first)} <= kept_rows().keys()
    assert not SimilarWaiting.objects.exists()


def test_a_word_that_leaves_a_text_is_forgotten_while_roles_wait(site):
    role = Role.objects.get(name="N1")
    role.entries.update(text="Keeps zzyzx")
    find_similar_roles()
    assert SimilarWord.objects.filter(word="zzyzx").exists()

    Role.objects.exclude(pk=role.pk).update(other_names="Many")
    role.entries.update(text="Keeps bridges")
    index.refresh()

    assert SimilarWaiting.objects.count() == 20
    assert not SimilarWord.objects.filter(word="zzyzx").exists()
    assert not SimilarProfile.objects.filter(words__contains="zzyzx").exists()


def test_words_that_many_roles_have_lead_to_none(site):
    many = SimilarWord.objects.filter(roles__gt=5).values_list("word", flat=True)
    few = SimilarWord.objects.filter(roles=5).values_list("word", flat=True)

    weights = SimilarWeight.objects
    assert many
    assert not weights.filter(number__in=map(number_of, many)).exists()
    assert weights.filter(number__in=map(number_of, few)).count() == 5 * len(few)


def test_a_change_of_a_large_site_is_followed_by_a_publication(site, monkeypatch):
    monkeypatch.setattr(queue, "MOST_ON_LARGE", 20)
    text = "Keeps kitchens and bridges"
    for role in Role.objects.filter(name__in=["N1", "N9"]):
        role.entries.update(text=text)
    finding.keep_up.call()

    first, other = (Role.objects.get(name=name) for name in ("N1", "N9"))
    assert SimilarPair.objects.get(role=first, other=other).score > 0.2
    assert SimilarPair.objects.get(role=other, other=first).score > 0.2


def test_a_role_that_goes_takes_its_weights_along(site):
    Role.objects.update(status="archived")
    index.refresh()

    assert not SimilarWeight.objects.exists()
    assert not SimilarPair.objects.exists()


def test_a_publication_leaves_similar_roles_to_the_tasks(
    db, django_capture_on_commit_callbacks
):
    purpose = make_dimension("Purpose")
    for name in ("Ash", "Birch", "Cedar"):
        make_role(name, texts={purpose: "Keeps bridges and kitchens"})
    index.refresh()
    draft = make_approved(Role.objects.get(name="Ash"), purpose, "Keeps bridges")

    with django_capture_on_commit_callbacks() as callbacks:
        make_publication([draft])
    assert SimilarWaiting.objects.exists()
    for callback in callbacks:
        callback()

    assert not SimilarWaiting.objects.exists()
    assert_exact()
