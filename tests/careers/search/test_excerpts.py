import pytest

from careers.models import Role
from careers.search.excerpts import Marker, with_excerpts
from tests.factories import make_dimension, make_role, make_term

pytestmark = pytest.mark.django_db


def excerpt_of(text, words):
    """Return the dimension of a role's excerpt, and the excerpt with marks."""
    make_role("Anybody", texts={make_dimension("Duties"): text})
    [role] = with_excerpts(Role.objects.published(), words)
    if role.excerpt is None:
        return None
    return role.excerpt.dimension, marked(role.excerpt.pieces)


def marked(pieces):
    return "".join(f"[{text}]" if is_match else text for text, is_match in pieces)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Keeps servers running.", "keep server run", "[Keeps] [servers] [running]."),
        ("Runs A/B tests in CI/CD.", "cicd a/b", "Runs [A/B] tests in [CI/CD]."),
        ("Writes C++, not C.", "c++", "Writes [C++], not C."),
        ("Looks after the café.", "CAFE", "Looks after the [café]."),
        ("Answers for reliability.", "relia", "Answers for [reliability]."),
        ("Reads ab\u00adbre\u200bviations.", "abbreviation",
         "Reads [ab\u00adbre\u200bviations]."),
        ("与分析团队合作。", "分析团队", "与[分析团队]合作。"),
        ("Says <b>bold</b> things.", "bold", "Says <b>[bold]</b> things."),
        ("Studies stars.", "study", "[Studies] stars."),
    ],
)  # fmt: skip
def test_matching_words_are_marked_in_context(text, words, expected):
    assert excerpt_of(text, words) == ("Duties", expected)


def test_a_long_text_is_cut_around_the_rarest_words():
    text = (
        f"{'Plans the work of the team. ' * 20}Answers calls at night. {'More. ' * 99}"
    )

    _dimension, words = excerpt_of(text, "answers at night")

    assert words.startswith("… ")
    assert words.endswith(" …")
    assert "[Answers] calls" in words
    assert "[night]" in words
    assert len(words) < 230


def test_nothing_is_marked_where_no_text_matches():
    assert excerpt_of("Plans the work.", "zebra") is None
    assert with_excerpts([], "plans") == []


def test_no_words_give_no_excerpt():
    assert excerpt_of("Plans the work.", " ") is None


def test_words_of_the_glossary_are_marked():
    make_term("system administrator", "sysadmin")

    _, words = excerpt_of("Helps the system administrator.", "sysadmin")

    assert words == "Helps the [system] [administrator]."


def test_texts_that_visitors_cannot_read_are_not_quoted():
    hidden = make_dimension("Hidden", status="archived")
    make_role("Anybody", texts={hidden: "Hides a zebra."})

    [role] = with_excerpts(Role.objects.published(), "zebra")

    assert role.excerpt is None


def test_a_name_is_marked_too():
    make_role("Data Engineer")

    assert marked(Marker("engin").pieces("Data Engineer")) == "Data [Engineer]"


@pytest.mark.parametrize("text", ["word " * 4_000, "a-" * 10_000, "\u200b" * 20_000])
def test_a_text_of_nothing_but_matches_is_quick(text):
    assert Marker("word a").excerpt(text) is not None


@pytest.mark.parametrize(
    ("words", "before", "text", "shown"),
    [
        (
            "ops",
            "Sets up laptops and workshops.",
            "Uses dev ops tools.",
            "Uses dev [ops] tools.",
        ),
        ("pr owner", "Prints books.", "Does PR.", "Does [PR]."),
    ],
    ids=["within a word", "at the start of a word"],
)
def test_letters_of_another_word_hide_no_text_that_matches(words, before, text, shown):
    texts = {make_dimension("Duties"): before, make_dimension("Tools"): text}
    make_role("Anybody", texts=texts)

    [role] = with_excerpts(Role.objects.published(), words)

    assert role.excerpt.dimension == "Tools"
    assert marked(role.excerpt.pieces) == shown
