"""A table from the clipboard: whole or not at all, and looked at first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from careers.editorial.files.tables import MAX_PASTED, InvalidTableError, read_table
from careers.editorial.models import Draft
from tests.factories import make_dimension, make_draft, make_role, make_roles
from tests.html import document, text_of, texts, values
from tests.matrix_pages import FRAGMENT, JSON, PASTE, log_in

# What spreadsheets put on the clipboard, and the cells that it means.
CLIPBOARDS = [
    ("one", [["one"]]),
    ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
    ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
    ("a\rb\r", [["a"], ["b"]]),
    ('"two\nlines"\tb', [["two\nlines", "b"]]),
    ('"two\r\nlines"\tb\r\n', [["two\r\nlines", "b"]]),
    ('"says ""so"""\tb', [['says "so"', "b"]]),
    ('"a\tb"\tc', [["a\tb", "c"]]),
    ("\tb\r\nc\td\r\n", [["", "b"], ["c", "d"]]),
    ("a\t\r\n\t\r\n", [["a", ""], ["", ""]]),
    ("a\r\n\r\n", [["a"], [""]]),
    ("\r\na\r\n", [[""], ["a"]]),
    ("\ufeffa\tb", [["a", "b"]]),
    ('says "so"\tb', [['says "so"', "b"]]),
    ("=1+1\t- a", [["=1+1", "- a"]]),
    ("it's; a, b\tc", [["it's; a, b", "c"]]),
    ("a\u2028b\x85c\x0bd\te", [["a\u2028b\x85c\x0bd", "e"]]),
]

REFUSED = [
    ("", "no table in the clipboard"),
    ("a\tb\nc", "1 cell in row 2"),
    ("a\nb\tc", "2 cells in row 2"),
    ('"never closed\tb', "never closed"),
    ('"closed" and more\tb', "after a closing quote"),
    ("a\tb\tc\td", "does not fit"),
    ("a\nb\nc\nd", "does not fit"),
    ("\n" * 1_000_000, "does not fit"),
    ("a" * (MAX_PASTED + 1), "too long: it has"),
    ("a" * 200_000, "too long for a text"),
]


@pytest.mark.parametrize(("pasted", "cells"), CLIPBOARDS)
def test_a_clipboard_is_read_as_its_spreadsheet_meant_it(pasted, cells):
    assert read_table(pasted, rows=3, columns=3) == cells


@pytest.mark.parametrize(("pasted", "reason"), REFUSED)
def test_what_does_not_fit_is_refused_whole_with_a_reason(pasted, reason):
    with pytest.raises(InvalidTableError, match=reason):
        read_table(pasted, rows=3, columns=3)


@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(
            st.lists(
                st.text(alphabet='ab "\t\n\r,', max_size=5),
                min_size=width,
                max_size=width,
            ),
            min_size=1,
            max_size=3,
        )
    )
)
def test_what_a_spreadsheet_quotes_comes_back_as_it_was(cells):
    def quoted(cell):
        return '"' + cell.replace('"', '""') + '"'

    pasted = "".join("\t".join(map(quoted, row)) + "\r\n" for row in cells)

    assert read_table(pasted, rows=3, columns=3) == cells


@given(st.text(alphabet='ab "\t\n\r', max_size=40))
def test_anything_pasted_is_a_rectangle_or_refused(pasted):
    try:
        found = read_table(pasted, rows=5, columns=5)
    except InvalidTableError:
        return
    assert 1 <= len(found) <= 5
    assert len({len(row) for row in found}) == 1


@pytest.fixture
def dimensions(db):
    return [make_dimension(name, position=n) for n, name in enumerate("PQR")]


@pytest.fixture
def roles(dimensions):
    return make_roles(3)


def anchored(pasted, role="role-01", dimension="p", **more):
    return {"pasted": pasted, "role": role, "dimension": dimension, **more}


def confirmed(client, sent, headers=None):
    """Send a table, and then the form of its preview."""
    page = document(client.post(PASTE, sent))
    [cells] = values(page, "[data-paste-form] [name=cells]", "value")
    sent = sent | {"cells": cells, "act": "confirm"}
    return client.post(PASTE, sent, headers=headers or {})


def drafts():
    found = Draft.objects.order_by("role__name", "dimension__position")
    return [(d.role.slug, d.dimension.slug, d.text) for d in found]


def test_a_preview_shows_each_change_and_writes_nothing(roles, dimensions):
    make_draft(roles[1], dimensions[0], "same")

    page = document(log_in().post(PASTE, anchored("new\tsame\n\tb\n")))

    counts = "2 cells change. 2 stay as they are."
    assert text_of(page, "[data-paste-counts]") == counts
    assert texts(page, ".paste-changes tbody th") == ["Role 01: P", "Role 02: Q"]
    assert drafts() == [("role-02", "p", "same")]


def test_a_confirmed_table_becomes_drafts(roles):
    response = confirmed(log_in(), anchored("a\tb\nc\td", role="role-02"))

    assert response.status_code == 302
    assert drafts() == [
        ("role-02", "p", "a"),
        ("role-02", "q", "c"),
        ("role-03", "p", "b"),
        ("role-03", "q", "d"),
    ]


def test_scripts_get_a_fragment_and_then_the_cells(roles):
    client = log_in()
    fragment = client.post(PASTE, anchored("a\tb"), headers=FRAGMENT)
    assert b"<html" not in fragment.content

    answer = confirmed(client, anchored("a\tb"), JSON).json()

    saved = [
        (c["role"], c["dimension"], c["text"], c["label"]) for c in answer["cells"]
    ]
    assert saved == [("role-01", "p", "a", "Draft"), ("role-02", "p", "b", "Draft")]


@pytest.mark.parametrize(
    "sent",
    [
        anchored(""),
        anchored("a\tb", role="role-03"),
        anchored("a\nb", dimension="r"),
        anchored("a", role="nobody"),
        anchored("a", role=""),
        anchored("a", dimension="\0"),
        anchored("a\0b"),
        anchored("a\x1bb\tc"),
        anchored("a\tb\nc"),
        {},
    ],
)
def test_what_does_not_fit_changes_nothing(roles, sent):
    client = log_in()

    for headers in ({}, FRAGMENT):
        response = client.post(PASTE, sent, headers=headers)
        assert response.status_code == 400
        assert b"data-paste-problem" in response.content
    answer = client.post(PASTE, sent | {"act": "confirm"}, headers=JSON)
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert drafts() == []


def test_a_refused_table_is_still_in_its_box(roles):
    page = document(log_in().post(PASTE, anchored("typed\tfor\tan\thour")))

    assert text_of(page, "#id_pasted") == "typed for an hour"


def test_a_cell_that_changed_after_the_preview_stops_the_whole_table(roles, dimensions):
    client, sent = log_in(), anchored("a\tb")
    page = document(client.post(PASTE, sent))
    [cells] = values(page, "[name=cells]", "value")
    make_draft(roles[1], dimensions[0], "theirs")
    sent |= {"act": "confirm", "cells": cells}

    answer, page = client.post(PASTE, sent, headers=JSON), client.post(PASTE, sent)

    assert (answer.status_code, page.status_code) == (409, 409)
    assert "changed after the preview" in text_of(document(page), ".errornote")
    assert drafts() == [("role-02", "p", "theirs")]


def test_a_table_is_never_shifted_by_a_role_that_comes_between(roles):
    client, sent = log_in(), anchored("a\tb")
    page = document(client.post(PASTE, sent))
    [cells] = values(page, "[name=cells]", "value")
    [address] = values(page, "[data-paste-form]", "action")
    make_role("Role 015")

    client.post(address, sent | {"act": "confirm", "cells": cells})

    assert [role for role, _, _ in drafts()] == ["role-01", "role-02"]


@pytest.mark.parametrize("cells", ["", "x", "[" * 100_000, "\0"])
def test_a_preview_that_was_none_confirms_nothing(roles, cells):
    sent = anchored("a", act="confirm", cells=cells)

    response = log_in().post(PASTE, sent, headers=JSON)

    assert response.status_code in (400, 409)
    assert drafts() == []


def test_the_page_offers_the_cells_to_begin_at(roles):
    page = document(log_in().get(f"{PASTE}?role=role-03&role=role-01"))

    assert texts(page, "#id_role option") == ["Role 03", "Role 01"]


def test_many_cells_are_pasted_in_few_queries(roles, dimensions):
    client = log_in()
    sent = anchored("a\tb\tc\nd\te\tf\ng\th\ti")
    page = document(client.post(PASTE, sent))
    [cells] = values(page, "[name=cells]", "value")

    with CaptureQueriesContext(connection) as queries:
        client.post(PASTE, sent | {"act": "confirm", "cells": cells}, headers=JSON)

    assert len(drafts()) == 9
    assert len(queries) < 30 + 3 * 9
