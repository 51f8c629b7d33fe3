import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.text import markdown


def unescaped(text):
    """Remove the escapes from Markdown."""
    text = text.replace("&lt;", "<").replace("&gt;", ">")
    without, escaped = "", False
    for c in text:
        if c != "\\" or escaped:
            without += c
        escaped = c == "\\" and not escaped
    return without.replace("&amp;", "&")


@given(st.text(alphabet="ab*_[]()`#|~\\<>&-+1. "))
def test_escaping_loses_nothing(text):
    assert unescaped(markdown.escape(text)).split() == text.split()


@given(st.text())
def test_no_tag_survives_escaping(text):
    assert not set("<>") & set(markdown.escape(text))


@pytest.mark.parametrize("character", "\\`*_[]|~#")
def test_every_special_character_is_escaped(character):
    assert markdown.escape(f"a{character}b") == f"a\\{character}b"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("- not a list", "\\- not a list"),
        ("+ not a list", "\\+ not a list"),
        ("1. not a list", "1\\. not a list"),
        ("12) not a list", "12\\) not a list"),
        ("--- not a rule", "\\--- not a rule"),
        ("=== not a heading", "\\=== not a heading"),
        ("# not a heading", "\\# not a heading"),
        ("> not a quotation", "&gt; not a quotation"),
        ("A/B tests in 3.5 days - at most", "A/B tests in 3.5 days - at most"),
    ],
)
def test_no_text_starts_its_own_block(text, escaped):
    assert markdown.escape(text) == escaped


def test_a_name_on_two_lines_becomes_one_line():
    assert markdown.escape("Data\nEngineer") == "Data Engineer"


def test_paragraphs_and_bullets_stay_as_they_are():
    text = "Leads *all*:\n- one\n- two\n\nAfter."

    assert markdown.paragraphs(text) == "Leads \\*all\\*:\n\n- one\n- two\n\nAfter."


def test_a_table_cell_is_one_line():
    text = "Leads | owns:\n- one\n- two\n\nAfter."

    assert markdown.table_cell(text) == "Leads \\| owns:<br>• one<br>• two<br>After."


@given(st.text())
def test_any_text_fits_in_one_table_cell(text):
    cell = markdown.table_cell(text)

    assert len(cell.splitlines()) <= 1
    assert "|" not in cell.replace("\\\\", "").replace("\\|", "")
