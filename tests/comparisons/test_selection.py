import itertools

from django.urls import resolve
from hypothesis import given
from hypothesis import strategies as st

from comparisons.selection import Selection

# Any slug that a role can have, built from difficult parts such as "vs".
parts = st.sampled_from(["vs", "v", "s", "a", "0", "data"])
slugs = st.lists(parts, min_size=1, max_size=4).map("-".join)
slugs = slugs.filter(lambda s: "-vs-" not in s and s[:3] != "vs-" and s[-3:] != "-vs")
selections = st.lists(slugs, min_size=2, max_size=6, unique=True).map(
    lambda chosen: Selection(tuple(chosen))
)


@given(selections)
def test_an_address_leads_back_to_its_selection(selection):
    assert Selection.from_address(selection.address) == selection


@given(selections)
def test_a_path_leads_back_to_its_selection(selection):
    match = resolve(selection.path())

    assert match.view_name == "comparisons:comparison"
    assert Selection.from_address(match.kwargs["address"]) == selection


@given(selections, st.sampled_from(["csv", "xlsx", "md", "json"]))
def test_the_path_of_a_file_leads_back_to_its_selection(selection, file):
    match = resolve(selection.path(file))

    assert match.view_name == "comparisons:file"
    assert match.kwargs == {"address": selection.address, "file": file}


@given(selections)
def test_every_order_has_the_same_canonical_selection(selection):
    orders = itertools.islice(itertools.permutations(selection.slugs), 30)

    assert {Selection(order).canonical for order in orders} == {selection.canonical}
    assert set(selection.canonical.slugs) == set(selection.slugs)


@given(selections, st.data(), st.integers(-9, 9))
def test_moving_a_role_keeps_every_role(selection, data, steps):
    slug = data.draw(st.sampled_from(selection.slugs))

    moved = selection.moved(slug, steps)

    assert sorted(moved.slugs) == sorted(selection.slugs)
    assert moved.without(slug) == selection.without(slug)


@given(selections, st.data(), st.integers(-9, 9))
def test_moving_a_role_back_restores_the_order(selection, data, steps):
    slug = data.draw(st.sampled_from(selection.slugs))
    place = selection.slugs.index(slug)
    there = selection.moved(slug, steps)

    assert there.moved(slug, place - there.slugs.index(slug)) == selection


def test_a_role_moves_by_the_given_number_of_places():
    selection = Selection(("a", "b", "c"))

    assert selection.moved("a", 1).slugs == ("b", "a", "c")
    assert selection.moved("c", -2).slugs == ("c", "a", "b")
    assert selection.moved("a", -1) == selection


@given(selections, st.data())
def test_removing_a_role_keeps_the_others_in_order(selection, data):
    slug = data.draw(st.sampled_from(selection.slugs))

    rest = selection.without(slug).slugs

    assert [other for other in selection.slugs if other != slug] == list(rest)


def test_repeated_slugs_collapse_into_the_first():
    assert Selection.of(["b", "A", "a", "", "B"]).slugs == ("b", "a")


def test_upper_case_is_read_as_lower_case():
    assert Selection.from_address("A-VS-b-Vs-C").slugs == ("a", "b", "c")


@given(st.text())
def test_any_text_can_be_read_as_an_address(text):
    selection = Selection.from_address(text)

    assert len(set(selection.slugs)) == len(selection)
    assert Selection.from_address(selection.address).slugs == selection.slugs


def test_fewer_than_two_roles_lead_to_the_picker():
    assert Selection().path() == "/compare/"
    assert Selection(("a",)).path() == "/compare/?role=a"
    assert Selection(("a",)).path("csv") == "/compare/?role=a"
