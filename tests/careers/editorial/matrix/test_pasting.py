"""A table pasted from the clipboard: previewed, then saved whole or not at all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from careers.editorial.files.tables import MAX_PASTED, InvalidTableError, read_table
from careers.editorial.models import Draft
from careers.text import with_guards
from tests.factories import (
    make_dimension,
    make_draft,
    make_entry,
    make_role,
    make_roles,
)
from tests.html import document, text_of, texts, values
from tests.matrix_pages import FRAGMENT, JSON, PASTE, log_in

# What spreadsheets put on the clipboard, and the cells it stands for.
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
    ("•\tPlan\r\n•\tWrite\r\n", [["•\tPlan\r\n•\tWrite\r\n"]]),
    ("a\u2028b\x85c\x0bd\te", [["a\u2028b\x85c\x0bd", "e"]]),
]

REFUSED = [
    ("", "no table on the clipboard"),
    ("a\tb\nc", "1 cell in row 2"),
    ("a\nb\tc", "2 cells in row 2"),
    ('"never closed\tb', "never closed"),
    ('"closed" and more\tb', "after a closing quote"),
    ("a\tb\tc\td", "doesn’t fit"),
    ("a\nb\nc\nd", "doesn’t fit"),
    ("\n" * 1_000_000, "doesn’t fit"),
    ("a" * (MAX_PASTED + 1), "too long: it has"),
    ("a" * 200_000, "too long for a text"),
]


@pytest.mark.parametrize(("pasted", "cells"), CLIPBOARDS)
def test_a_clipboard_is_read_as_cells(pasted, cells):
    assert read_table(pasted, rows=3, columns=3) == cells


@pytest.mark.parametrize(("pasted", "reason"), REFUSED)
def test_an_invalid_table_is_refused_with_a_reason(pasted, reason):
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
def test_quoted_cells_are_read_unchanged(cells):
    def quoted(cell):
        return '"' + cell.replace('"', '""') + '"'

    pasted = "".join("\t".join(map(quoted, row)) + "\r\n" for row in cells)

    assert read_table(pasted, rows=3, columns=3) == cells


@given(st.text(alphabet='ab "\t\n\r', max_size=40))
def test_a_table_is_read_as_a_rectangle_or_refused(pasted):
    try:
        cells = read_table(pasted, rows=5, columns=5)
    except InvalidTableError:
        return
    assert 1 <= len(cells) <= 5
    assert len({len(row) for row in cells}) == 1


@pytest.fixture
def dimensions(db):
    return [make_dimension(name, position=n) for n, name in enumerate("PQR")]


@pytest.fixture
def roles(dimensions):
    return make_roles(3)


def paste_form(pasted, role="role-01", dimension="p", **fields):
    return {"pasted": pasted, "role": role, "dimension": dimension, **fields}


def paste_and_confirm(client, form, headers=None):
    """Post a table, then confirm its preview."""
    page = document(client.post(PASTE, form))
    [cells] = values(page, "[data-paste-form] [name=cells]", "value")
    form = form | {"cells": cells, "act": "confirm"}
    return client.post(PASTE, form, headers=headers or {})


def saved_drafts():
    drafts = Draft.objects.order_by("role__name", "dimension__position")
    return [(draft.role.slug, draft.dimension.slug, draft.text) for draft in drafts]


def test_a_preview_lists_every_change_and_saves_nothing(roles, dimensions):
    make_draft(roles[1], dimensions[0], "same")

    page = document(log_in().post(PASTE, paste_form("new\tsame\n\tb\n")))

    counts = "2 cells change. 2 stay as they are."
    assert text_of(page, "[data-paste-counts]") == counts
    assert texts(page, ".paste-changes tbody th") == ["Role 01: P", "Role 02: Q"]
    assert saved_drafts() == [("role-02", "p", "same")]


def test_a_confirmed_table_is_saved_as_drafts(roles):
    response = paste_and_confirm(log_in(), paste_form("a\tb\nc\td", role="role-02"))

    assert response.status_code == 302
    assert saved_drafts() == [
        ("role-02", "p", "a"),
        ("role-02", "q", "c"),
        ("role-03", "p", "b"),
        ("role-03", "q", "d"),
    ]


def test_a_script_gets_a_fragment_then_the_saved_cells(roles):
    client = log_in()
    fragment = client.post(PASTE, paste_form("a\tb"), headers=FRAGMENT)
    assert b"<html" not in fragment.content

    data = paste_and_confirm(client, paste_form("a\tb"), JSON).json()

    saved = [(c["role"], c["dimension"], c["text"], c["label"]) for c in data["cells"]]
    assert saved == [("role-01", "p", "a", "Draft"), ("role-02", "p", "b", "Draft")]


@pytest.mark.parametrize(
    "form",
    [
        paste_form(""),
        paste_form("a\tb", role="role-03"),
        paste_form("a\nb", dimension="r"),
        paste_form("a", role="unknown"),
        paste_form("a", role=""),
        paste_form("a", dimension="\0"),
        paste_form("a\0b"),
        paste_form("a\x1bb\tc"),
        paste_form("a\tb\nc"),
        {},
    ],
)
def test_an_invalid_table_changes_nothing(roles, form):
    client = log_in()

    for headers in ({}, FRAGMENT):
        response = client.post(PASTE, form, headers=headers)
        assert response.status_code == 400
        assert b"data-paste-problem" in response.content
    response = client.post(PASTE, form | {"act": "confirm"}, headers=JSON)
    assert response.status_code == 400
    assert response.json()["message"]
    assert saved_drafts() == []


def test_a_refused_table_stays_in_its_field(roles):
    page = document(log_in().post(PASTE, paste_form("typed\tfor\tan\thour")))

    assert text_of(page, "#id_pasted") == "typed for an hour"


def test_a_change_after_the_preview_stops_the_whole_table(roles, dimensions):
    client, form = log_in(), paste_form("a\tb")
    page = document(client.post(PASTE, form))
    [cells] = values(page, "[name=cells]", "value")
    make_draft(roles[1], dimensions[0], "theirs")
    form |= {"act": "confirm", "cells": cells}

    json_response, page = (
        client.post(PASTE, form, headers=JSON),
        client.post(PASTE, form),
    )

    assert (json_response.status_code, page.status_code) == (409, 409)
    assert "changed after the preview" in text_of(document(page), ".errornote")
    assert saved_drafts() == [("role-02", "p", "theirs")]


def test_a_new_role_does_not_shift_the_table(roles):
    client, form = log_in(), paste_form("a\tb")
    page = document(client.post(PASTE, form))
    [cells] = values(page, "[name=cells]", "value")
    [address] = values(page, "[data-paste-form]", "action")
    make_role("Role 015")

    client.post(address, form | {"act": "confirm", "cells": cells})

    assert [role for role, _, _ in saved_drafts()] == ["role-01", "role-02"]


@pytest.mark.parametrize("cells", ["", "x", "[" * 100_000, "\0"])
def test_an_invalid_preview_confirms_nothing(roles, cells):
    form = paste_form("a", act="confirm", cells=cells)

    response = log_in().post(PASTE, form, headers=JSON)

    assert response.status_code in (400, 409)
    assert saved_drafts() == []


def test_lists_of_other_programs_are_shown_as_they_become(roles, dimensions):
    make_draft(roles[1], dimensions[0], "Old")
    form = paste_form('"1. Plan\n2. Write"\tTBD\n•\tb')

    page = document(log_in().post(PASTE, form))

    counts = text_of(page, "[data-paste-counts]")
    assert "2 had other bullets or only said that they have no text." in counts
    assert "- Plan - Write" in texts(page, ".paste-changes .diff")[0]


def test_a_list_with_tabs_is_one_text(roles):
    paste_and_confirm(log_in(), paste_form("•\tPlan\n•\tWrite\n•\tCoach"))

    assert saved_drafts() == [("role-01", "p", "- Plan\n- Write\n- Coach")]


def test_one_statement_a_line_becomes_a_list_only_when_asked(roles):
    client, form = log_in(), paste_form('"Plan\nWrite"')
    assert "First make a list of 1 text" in client.post(PASTE, form).content.decode()
    listed = document(client.post(PASTE, form | {"act": "as-lists"}))
    [cells] = values(listed, "[name=cells]", "value")
    confirmed = form | {"cells": cells, "act": "confirm"}

    assert values(listed, "[name=as_lists]", "value") == ["on"]
    client.post(PASTE, confirmed | {"as_lists": "on"})

    assert saved_drafts() == [("role-01", "p", "- Plan\n- Write")]


def test_an_exported_table_comes_back_without_a_change(roles, dimensions):
    text = "- Plan\n- Write; =1"
    make_entry(roles[0], dimensions[0], text)

    form = paste_form(f'"{with_guards(text)}"\tNot described yet')
    page = document(log_in().post(PASTE, form))

    assert text_of(page, "[data-paste-counts]").startswith("0 cells change.")


def test_the_page_offers_its_roles_as_starting_points(roles):
    page = document(log_in().get(f"{PASTE}?role=role-03&role=role-01"))

    assert texts(page, "#id_role option") == ["Role 03", "Role 01"]


def test_the_number_of_queries_of_a_paste_stays_small(roles, dimensions):
    client = log_in()
    form = paste_form("a\tb\tc\nd\te\tf\ng\th\ti")
    page = document(client.post(PASTE, form))
    [cells] = values(page, "[name=cells]", "value")

    with CaptureQueriesContext(connection) as queries:
        client.post(PASTE, form | {"act": "confirm", "cells": cells}, headers=JSON)

    assert len(saved_drafts()) == 9
    assert len(queries) < 30 + 3 * 9
