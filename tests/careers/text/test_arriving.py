"""Text from forms, files and the clipboard becomes text of this site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.text import (
    arrived,
    as_list,
    clean_text,
    fold,
    is_line_by_line,
    is_placeholder,
    is_tabbed_list,
    with_guards,
    with_own_bullets,
    without_guards,
)
from careers.text.guards import with_guard, without_guard

MESSY = st.text(alphabet="aB1.)*-–•o'=;:\t\n\r \u00a0\u00ad\u200b\u2028", max_size=30)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c\x0bd\x0ce", "a\nb\nc\nd\ne"),
        ("10\u00a0000\u202f€\u2007", "10 000 €"),
        ("\ufeffDaten\u00adbank, work\u200bflow\u2060", "Datenbank, workflow"),
        ("a \u00a0\nb\t\n\n", "a\nb"),
        ("می\u200cروم 👩\u200d💻", "می\u200cروم 👩\u200d💻"),
        ("“Quotes” 'stay' - as typed", "“Quotes” 'stay' - as typed"),
    ],
)
def test_what_nobody_sees_goes_and_joiners_stay(text, clean):
    assert clean_text(text) == clean


@given(MESSY)
def test_clean_text_stays_as_it_is(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize("text", ["می\u200cروم", "Daten\u00adbank", "a\u200bb\u200dc"])
def test_invisible_characters_fold_away(text):
    assert " " not in fold(text)


def test_marks_that_make_other_letters_do_not_fold_away():
    assert fold("ハード") != fold("パート")
    assert fold("Kỹ sư, Ärztin, Łódź") == "ky su arztin łodz"


LISTS = [
    ("•\tPlan\n•\tWrite", "- Plan\n- Write"),
    ("* Plan\n- Write\n+ Check", "- Plan\n- Write\n- Check"),
    ("– Plan\n– Write", "- Plan\n- Write"),
    ("▪ Plan\n\n▪ Write", "- Plan\n\n- Write"),
    ("\uf0b7\tPlan\no\tWrite\n§\tCheck", "- Plan\n- Write\n- Check"),
    ("•\nPlan\n•\nWrite", "- Plan\n- Write"),
    ("-Plan\n-Write", "- Plan\n- Write"),
    ("1. Plan\n2. Write", "- Plan\n- Write"),
    ("1)\tPlan\n2)\tWrite", "- Plan\n- Write"),
    ("a) Plan\nb) Write", "- Plan\n- Write"),
    ("You can:\n• Plan", "You can:\n- Plan"),
    ("In this order:\n1. Plan\n2. Write", "In this order:\n- 1. Plan\n- 2. Write"),
    ("3. Plan\n4. Write", "- 3. Plan\n- 4. Write"),
]

NO_LISTS = [
    "- Plan\n- Write",
    "* a footnote",
    "1.5 million\n2.5 million",
    "1. Januar",
    "2. Plan\n7. Write",
    "-5 °C\n-7 °C",
    "Plan – and write\nCheck",
    "*Plan* first\n*Write* then",
]


@pytest.mark.parametrize(("text", "own"), LISTS)
def test_lists_of_other_programs_become_the_sites_own(text, own):
    assert with_own_bullets(text) == own


@pytest.mark.parametrize("text", NO_LISTS)
def test_what_may_be_something_else_stays(text):
    assert with_own_bullets(text) == text


@given(MESSY)
def test_own_bullets_stay_as_they_are(text):
    own = with_own_bullets(clean_text(text))

    assert with_own_bullets(own) == own


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Plan\nWrite\nCheck", "- Plan\n- Write\n- Check"),
        ("You can:\nplan\nwrite", "You can:\n- plan\n- write"),
        ("About.\n\nPlan\nWrite", "About.\n\n- Plan\n- Write"),
    ],
)
def test_one_statement_a_line_can_be_a_list(text, listed):
    assert is_line_by_line(text)
    assert as_list(text) == listed
    assert not is_line_by_line(listed)


@pytest.mark.parametrize(
    "text", ["Plan", "Plans the\nwork", "Plan and\nWrite", "A.\n\nB.", "- a\n- b", ""]
)
def test_other_lines_are_no_list(text):
    assert not is_line_by_line(text)
    assert as_list(text) == text


@pytest.mark.parametrize("text", ["•\tPlan\r\n•\tWrite\r\n", "1.\tPlan\n2.\tWrite"])
def test_a_bullet_and_a_tab_are_no_two_cells(text):
    assert is_tabbed_list(text)


@pytest.mark.parametrize(
    "text", ["", "•\tPlan\nWrite\tCheck", "• Plan", "a\tb", "1\t2"]
)
def test_other_tabs_part_cells(text):
    assert not is_tabbed_list(text)


NOTHING = ["", " ", "-", "–", "—", "…", "?", "N/A", "n. a.", "TBD", "t.b.d.", "To do"]


@pytest.mark.parametrize("text", [*NOTHING, "Not described yet", "k. A.", "À définir"])
def test_a_placeholder_is_no_text(text):
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["None", "N", "TBD by the team", "👍", "1", "-1", "C"])
def test_few_words_are_a_text(text):
    assert not is_placeholder(text)


FORMULAS = ["=1+1", "+1", "- Plan", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "'=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_guarded(text):
    assert with_guard(text) == f"'{text}"
    assert without_guard(f"'{text}") == text


def test_every_place_where_a_spreadsheet_may_cut_is_guarded():
    assert with_guards("- a\n=b;+c, d\t@e") == "'- a\n'=b;'+c, d\t'@e"


@given(MESSY)
def test_guards_come_off_again(text):
    assert without_guard(with_guard(text)) == text
    assert without_guards(with_guards(text)) == text


@given(MESSY)
def test_an_exported_text_comes_back_to_the_letter(text):
    assert arrived(text, text) == text
    assert arrived(with_guards(text), text) == text


@given(MESSY)
def test_cleaning_is_no_change(text):
    assert arrived(clean_text(text), text) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'- Plan\n'- Write", "- Plan\n- Write"),
        ("•\tPlan\r\n•\tWrite", "- Plan\n- Write"),
        ("N/A", ""),
        ("'-", ""),
        ("  Plan\u00a0it ", "Plan it"),
    ],
)
def test_a_cell_becomes_a_text_of_the_site(cell, text):
    assert arrived(cell, "Stored") == text


@pytest.mark.parametrize(
    "text",
    ["•\n" * 50_000, "1. a\n" * 20_000, "- " * 50_000, "'" * 100_000, ";'=" * 30_000,
     "\u00a0" * 100_000, "a\n" * 50_000, " " * 100_000, "•" * 100_000],
)  # fmt: skip
def test_the_longest_texts_arrive(text):
    assert len(arrived(text, "Stored")) <= len(text) + 100_000
    as_list(text)
