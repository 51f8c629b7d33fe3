"""Merging the changes of two people keeps both, or leaves the decision to a person."""

from hypothesis import assume, given
from hypothesis import strategies as st

from careers.text.merging import changes_of, merge

TEXT = st.text(alphabet="ab \n.", max_size=30)
BASE = "Owns the roadmap and reviews every design before it is built."


def test_changes_to_different_words_are_both_kept():
    theirs = BASE.replace("the roadmap", "the plan")
    mine = BASE.replace("every design", "most designs")

    merged = "Owns the plan and reviews most designs before it is built."
    assert merge(BASE, theirs, mine) == merged


def test_changes_to_the_same_word_conflict():
    theirs, mine = (BASE.replace("roadmap", word) for word in ("plan", "strategy"))

    assert merge(BASE, theirs, mine) is None


def test_changes_to_neighbouring_words_conflict():
    theirs, mine = BASE.replace("every", "each"), BASE.replace("design", "drawing")

    assert merge(BASE, theirs, mine) is None


def test_two_first_texts_conflict():
    assert merge("", "Owns the plan", "Leads the team") is None


def test_two_additions_in_one_place_conflict():
    assert merge("Owns it.", "Owns it. Pays.", "Owns it. Builds.") is None


def test_the_same_change_made_twice_is_made_once():
    changed = BASE.replace("roadmap", "plan")

    assert merge(BASE, changed, changed + " Daily.") == changed + " Daily."


def test_a_new_bullet_and_a_change_elsewhere_are_both_kept():
    base = "- Owns the plan\n- Leads the team"

    merged = merge(base, f"{base}\n- Writes reports", base.replace("Owns", "Keeps"))

    assert merged == "- Keeps the plan\n- Leads the team\n- Writes reports"


@given(TEXT, TEXT)
def test_someone_who_changed_nothing_causes_no_conflict(base, changed):
    assert merge(base, changed, base) == changed
    assert merge(base, base, changed) == changed
    assert merge(base, changed, changed) == changed


@given(TEXT, TEXT, TEXT)
def test_the_order_of_the_two_people_does_not_matter(base, one, other):
    assert merge(base, one, other) == merge(base, other, one)


@given(TEXT, TEXT)
def test_the_changes_turn_one_text_into_the_other(before, after):
    at, pieces = 0, []
    for start, end, text in changes_of(before, after):
        pieces += [before[at:start], text]
        at = end

    assert "".join([*pieces, before[at:]]) == after


@given(st.data())
def test_changes_with_a_word_between_them_are_all_kept(data):
    words = [f"word{number}" for number in range(12)]
    places = data.draw(st.sets(st.integers(0, 5), min_size=1))
    ours = data.draw(st.sets(st.sampled_from(sorted(places))))
    theirs, mine, both = list(words), list(words), list(words)
    for place in places:
        changed = mine if place in ours else theirs
        changed[2 * place] = both[2 * place] = f"new{place}"

    merged = merge(*(" ".join(text) for text in (words, theirs, mine)))

    assert merged == " ".join(both)


WORDS = BASE.split()


@st.composite
def edited(draw):
    """Return BASE with some words removed or replaced."""
    edits = draw(
        st.dictionaries(
            st.integers(0, len(WORDS) - 1),
            st.sampled_from(["", "plan", "all the plans"]),
            max_size=2,
        )
    )
    words = [edits.get(place, word) for place, word in enumerate(WORDS)]
    return " ".join(filter(None, words))


@given(edited(), edited())
def test_a_merge_has_every_change_of_both(one, other):
    merged = merge(BASE, one, other)
    assume(merged is not None)

    changes = set(changes_of(BASE, one)) | set(changes_of(BASE, other))
    length = len(BASE) + sum(len(c.text) - (c.end - c.start) for c in changes)
    assert len(merged) == length
    assert all(change.text in merged for change in changes)


def test_long_texts_are_merged():
    base = " ".join(f"word{n}" for n in range(3_000))

    assert merge(base, f"New {base}", f"{base} end") == f"New {base} end"
