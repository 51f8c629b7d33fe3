import time

from hypothesis import given
from hypothesis import strategies as st

from careers.prose import Block, blocks


def words_of(found):
    return [
        word
        for block in found
        for part in (block.paragraph, *block.bullets)
        for word in part.split()
    ]


def test_a_blank_line_starts_a_new_paragraph():
    assert blocks("One.\n\nTwo.\n \t\nThree.") == [
        Block("One."),
        Block("Two."),
        Block("Three."),
    ]


def test_lines_of_one_paragraph_are_joined():
    assert blocks("One\ntwo\r\nthree.") == [Block("One two three.")]


def test_lines_that_start_with_a_hyphen_are_bullets():
    assert blocks("- one\n- two\n") == [Block(bullets=("one", "two"))]


def test_bullets_may_follow_a_paragraph_without_a_blank_line():
    assert blocks("Leads:\n- one\n- two") == [
        Block("Leads:"),
        Block(bullets=("one", "two")),
    ]


def test_a_line_after_a_bullet_belongs_to_the_bullet():
    assert blocks("- one\n  and more\n- two") == [
        Block(bullets=("one and more", "two"))
    ]


def test_a_blank_line_ends_a_list():
    assert blocks("- one\n\nAfter.") == [Block(bullets=("one",)), Block("After.")]


def test_a_hyphen_inside_a_line_is_no_bullet():
    assert blocks("on-call - always") == [Block("on-call - always")]


def test_text_without_words_has_no_blocks():
    assert blocks(" \n\t\n ") == []


@given(st.text())
def test_no_word_of_a_text_is_lost(text):
    hyphens = {"-"}

    assert [word for word in words_of(blocks(text)) if word not in hyphens] == [
        word for word in text.split() if word not in hyphens
    ]


@given(st.text(alphabet="ab- \n"))
def test_no_block_is_empty(text):
    assert all(block.paragraph or any(block.bullets) for block in blocks(text))


def test_ten_times_the_text_takes_about_ten_times_as_long():
    def seconds(text):
        start = time.process_time()
        blocks(text)
        return time.process_time() - start

    once = "- one\nmore\n\npara\n" * 2_000
    least = min(seconds(once) for _ in range(3))

    assert min(seconds(once * 10) for _ in range(3)) < 30 * least
