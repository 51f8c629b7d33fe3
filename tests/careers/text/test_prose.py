from hypothesis import given
from hypothesis import strategies as st

from careers.text import prose
from tests.counted_calls import count_calls


def blocks(text):
    """Return the text of each block: a string for a paragraph, a list for bullets."""
    contents = []
    for block in prose.blocks(text):
        texts = [" ".join(text[start:end].split()) for start, end in block.spans]
        contents.append(texts if block.is_list else "".join(texts))
    return contents


def words_of(contents):
    return [
        word
        for block in contents
        for part in ([block] if isinstance(block, str) else block)
        for word in part.split()
    ]


def test_a_blank_line_starts_a_new_paragraph():
    assert blocks("One.\n\nTwo.\n \t\nThree.") == ["One.", "Two.", "Three."]


def test_lines_of_one_paragraph_are_joined():
    assert blocks("One\n  two\r\nthree.") == ["One two three."]


def test_lines_that_start_with_a_hyphen_are_bullets():
    assert blocks("- one\n-  two\n") == [["one", "two"]]


def test_bullets_may_follow_a_paragraph_without_a_blank_line():
    assert blocks("Leads:\n- one\n- two") == ["Leads:", ["one", "two"]]


def test_a_line_after_a_bullet_belongs_to_the_bullet():
    assert blocks("- one\n  and more\n- two") == [["one and more", "two"]]


def test_a_blank_line_ends_a_list():
    assert blocks("- one\n\nAfter.") == [["one"], "After."]


def test_a_hyphen_inside_a_line_is_no_bullet():
    assert blocks("on-call - always") == ["on-call - always"]


def test_text_without_words_has_no_blocks():
    assert blocks(" \n\t\n ") == []


def test_a_block_has_the_positions_of_its_texts():
    text = "  Leads:\n-  one \n"
    assert prose.blocks(text) == [
        prose.Block(((2, 8),), is_list=False),
        prose.Block(((12, 15),), is_list=True),
    ]


@given(st.text())
def test_no_word_is_lost(text):
    hyphens = {"-"}

    assert [word for word in words_of(blocks(text)) if word not in hyphens] == [
        word for word in text.split() if word not in hyphens
    ]


@given(st.text(alphabet="ab- \n"))
def test_no_block_is_empty(text):
    assert all(all(block) for block in blocks(text))


def test_ten_times_the_text_is_ten_times_the_work():
    once = "- one\nmore\n\npara\n" * 200

    assert count_calls(blocks, once * 10) <= 10 * count_calls(blocks, once)
