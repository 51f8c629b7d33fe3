"""Rules that hold for any roles."""

import os
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from careers.text.similarity import (
    MOST_STORED,
    SHOWN,
    Index,
    Near,
    RoleText,
    changed_rows,
    index,
    nearest,
    profile_of,
    read_role,
    scores,
    shared_phrases,
    steps_between,
    updated_rows,
)

from .small_site import WORDING, few_roles, many_roles, rows_of, site_of, texts


def pairs(profiles):
    return [(a, b) for a in profiles.values() for b in profiles.values() if a is not b]


@given(few_roles, st.randoms())
def test_the_order_of_the_roles_does_not_matter(roles, random):
    corpus, profiles = site_of(roles)
    other_order = random.sample(roles, len(roles))

    assert site_of(other_order) == (corpus, profiles)
    assert rows_of(*site_of(other_order)) == rows_of(corpus, profiles)


@given(few_roles)
def test_no_role_is_in_its_own_row_or_twice_in_another(roles):
    for slug, row in rows_of(*site_of(roles)).items():
        slugs = [near.slug for near in row]
        assert slug not in slugs
        assert len(set(slugs)) == len(slugs) <= MOST_STORED


@given(few_roles)
def test_rows_are_best_first_and_then_by_slug(roles):
    for row in rows_of(*site_of(roles)).values():
        assert list(row) == sorted(row, key=lambda near: (-near.score, near.slug))


@given(few_roles)
def test_two_roles_are_as_near_to_each_other_either_way(roles):
    corpus, profiles = site_of(roles)
    for a, b in pairs(profiles):
        assert scores(a, [b], corpus).get(b.slug) == scores(b, [a], corpus).get(a.slug)
        assert shared_phrases(a, b, corpus) == shared_phrases(b, a, corpus)


@given(few_roles)
def test_every_shared_phrase_stands_in_both_roles(roles):
    corpus, profiles = site_of(roles)
    words = {role.slug: "\n".join([*role.names, *role.texts]).lower() for role in roles}
    for a, b in pairs(profiles):
        for phrase in shared_phrases(a, b, corpus):
            assert phrase.strip()
            assert phrase.lower() in words[a.slug]
            assert phrase.lower() in words[b.slug]


@given(few_roles)
def test_the_index_finds_what_comparing_with_every_role_finds(roles):
    corpus, profiles = site_of(roles)
    for slug, row in rows_of(corpus, profiles).items():
        assert row == nearest(scores(profiles[slug], profiles.values(), corpus))


@settings(max_examples=40)
@given(many_roles, st.data())
def test_a_changed_role_leaves_the_rows_that_a_new_index_has(roles, data):
    corpus, profiles = site_of(roles)
    rows = rows_of(corpus, profiles)
    for role in data.draw(st.lists(st.sampled_from(roles), max_size=4)):
        profiles, rows = changed(role.slug, profiles, rows, corpus, data)

    expected = rows_of(corpus, profiles)

    assert rows.keys() == expected.keys()
    for slug, row in rows.items():
        assert row[:SHOWN] == expected[slug][:SHOWN]


def changed(slug, profiles, rows, corpus, data):
    """Return profiles and rows after a role has another text, comes back or goes."""
    profiles = {other: profiles[other] for other in profiles if other != slug}
    if data.draw(st.booleans()):
        role = RoleText(slug, (data.draw(texts),), (data.draw(texts),))
        profiles[slug] = profile_of(read_role(role, WORDING), corpus)
    rows = rows | changed_rows(slug, profiles, rows, corpus)
    return profiles, {other: rows[other] for other in profiles}


def test_rows_stay_right_when_many_roles_go_and_come_back_as_others():
    cooks = [RoleText(f"{n}", ("Cook",), (f"Cooks meal{n % 7}s.",)) for n in range(60)]
    corpus, profiles = site_of(cooks)
    rows = rows_of(corpus, profiles)
    for slug in map(str, range(0, 40, 2)):
        del profiles[slug], rows[slug]
        rows |= changed_rows(slug, profiles, rows, corpus)
    for slug in map(str, range(0, 40, 4)):
        role = RoleText(slug, ("Chef",), (f"Cooks meal{slug}s for guests.",))
        profiles[slug] = profile_of(read_role(role, WORDING), corpus)
        rows |= changed_rows(slug, profiles, rows, corpus)

    expected = rows_of(corpus, profiles)

    assert {slug: row[:SHOWN] for slug, row in rows.items()} == {
        slug: row[:SHOWN] for slug, row in expected.items()
    }


def test_a_role_behind_the_last_of_a_row_does_not_enter_it():
    row = (Near("a", 0.9), Near("b", 0.5))

    assert updated_rows("c", {"x": 0.4}, {"x": row})[0] == {}
    assert updated_rows("c", {"x": 0.6}, {"x": row})[0]["x"][1] == ("c", 0.6)


@given(few_roles)
def test_a_step_is_nearer_to_both_than_they_are_to_each_other(roles):
    corpus, profiles = site_of(roles)
    for a, b in pairs(profiles)[:20]:
        apart = scores(a, [b], corpus).get(b.slug, 0.0)
        for step in steps_between(a, b, profiles.values(), corpus):
            assert step.slug not in {a.slug, b.slug}
            assert min(step.to_first, step.to_second) > apart


def test_the_seed_of_hashes_does_not_matter():
    code = (
        "from tests.careers.text.similarity.small_site import *\n"
        "from careers.text.similarity import shared_phrases\n"
        "corpus, profiles = site()\n"
        "print(corpus, rows_of(corpus, profiles), [shared_phrases(a, b, corpus)"
        " for a in profiles.values() for b in profiles.values()])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_on_a_large_site_rare_words_find_the_nearest_roles(monkeypatch):
    monkeypatch.setattr(index, "MOST_FOUND", 10)
    trades = {f"{n}": (f"trade{n // 4} tool{n // 4}",) for n in range(40)}
    corpus, profiles = site_of(
        RoleText(slug, ("Worker",), texts) for slug, texts in trades.items()
    )

    row = Index(profiles.values(), corpus).row(profiles["0"])

    assert [near.slug for near in row] == ["1", "2", "3"]
