"""A table of roles says the same whichever way round it is."""

import pytest

from careers.editorial.files.records import RoleLabel

from .made_files import (
    KNOWN,
    NOTHING,
    book_of,
    delimited,
    names,
    notes,
    places,
    problems,
    read,
    saved,
    shapes,
    triples,
    xlsx,
)

TEXTS = [
    ("Analyst", "Purpose", "Plans."),
    ("Analyst", "Scope", "- One\n- Two"),
    ("Cook", "Purpose", "Cooks; bakes, fries."),
]
LONG = [["Role", "Dimension", "Text"], *map(list, TEXTS)]
EXPORTED = [
    ["Slug", "Role", "Family", "Dimension", "State", "Text"],
    *(
        ["a-b", role, "Data", dimension, "Live", text]
        for role, dimension, text in TEXTS[:2]
    ),
    ["c", "Cook", "", "Purpose", "Draft", "Cooks; bakes, fries."],
]
WIDE = [
    ["Slug", "Role", "Family", "Purpose", "Scope"],
    ["analyst", "Analyst", "Data", "Plans.", "- One\n- Two"],
    ["cook", "Cook", "", "Cooks; bakes, fries.", ""],
]
PAGE = [
    ["Dimension", "Analyst", "Cook"],
    ["Slug", "analyst", "cook"],
    ["Purpose", "Plans.", "Cooks; bakes, fries."],
    ["Scope", "- One\n- Two", ""],
]
LEVELS = [row for row in PAGE if row[0] != "Slug"]


def with_corner(rows, corner):
    return [[corner, *rows[0][1:]], *rows[1:]]


TITLE = [["Career framework 2026"], [], ["Author", "People team"], []]

CASES = {
    "long": (LONG, "long", NOTHING),
    "long, as exported": (EXPORTED, "long", NOTHING),
    "long, in other words": (
        [["Job", "Topic", "Description"], *LONG[1:]],
        "long",
        NOTHING,
    ),
    "long, in another order": ([row[::-1] for row in LONG], "long", NOTHING),
    "long, after a title": ([*TITLE, *LONG], "long", NOTHING),
    "long, in capitals": (
        [["ROLE", "dimension ", "Text:"], *LONG[1:]],
        "long",
        NOTHING,
    ),
    "long, without heads": (LONG[1:], "long", KNOWN),
    "long, unknown words": ([["Rolle", "Thema", "Inhalt"], *LONG[1:]], "long", KNOWN),
    "wide": (WIDE, "wide", NOTHING),
    "wide, with names alone": ([row[1:2] + row[3:] for row in WIDE], "wide", NOTHING),
    "wide, with slugs alone": ([row[:1] + row[3:] for row in WIDE], "wide", NOTHING),
    "wide, after a title": ([*TITLE, *WIDE], "wide", NOTHING),
    "wide, known names": (
        with_corner([row[1:2] + row[3:] for row in WIDE], "Rolle"),
        "wide",
        KNOWN,
    ),
    "wide, wrong corner": (
        with_corner([row[1:2] + row[3:] for row in WIDE], "Dimension"),
        "wide",
        KNOWN,
    ),
    "page": (PAGE, "page", NOTHING),
    "page, after a title": ([*TITLE, *PAGE], "page", NOTHING),
    "page, without slugs": (LEVELS, "page", NOTHING),
    "page, empty corner": (with_corner(LEVELS, ""), "page", NOTHING),
    "page, known roles": (
        with_corner(LEVELS, "Thema"),
        "page",
        names(["Analyst", "Cook"]),
    ),
    "page, known dimensions": (
        with_corner(LEVELS, "Thema"),
        "page",
        names((), ["Purpose", "Scope"]),
    ),
    "page, after families": ([["", "Data", "Food"], *LEVELS], "page", NOTHING),
    "page, known dimensions after an author": (
        [["Author", "Ann"], *with_corner(LEVELS, "Thema")],
        "page",
        names((), ["Purpose", "Scope"]),
    ),
    "page, wrong corner": (with_corner(LEVELS, "Role"), "page", KNOWN),
}


@pytest.mark.parametrize(("rows", "shape", "known"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_every_shape_is_found_and_read(rows, shape, known, kind):
    content = xlsx(rows) if kind == "xlsx" else delimited(rows).encode()

    reading = read(content, known)

    assert problems(reading) == []
    assert shapes(reading) == [shape]
    texts = [(role.capitalize(), *rest) for role, *rest in triples(reading)]
    assert sorted(texts) == TEXTS


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_role_has_the_slug_and_the_family_that_the_file_gives_it(kind):
    for rows in (WIDE, EXPORTED, PAGE):
        content = xlsx(rows) if kind == "xlsx" else delimited(rows).encode()
        roles = read(content).roles
        assert [role.slug for role in roles] in (["analyst", "cook"], ["a-b", "c"])

    assert next(iter(read(xlsx(EXPORTED)).roles)) == RoleLabel("Analyst", "Data", "a-b")


def test_a_sheet_for_each_role_is_read():
    headed = [["Dimension", "Text"], ["Purpose", "Plans."], ["New one", "x"]]
    form = [["Role", "Head cook"], ["Family", "Kitchen"], [], *headed]
    bare = [["Purpose", "Cooks."], ["Scope", "Meals"]]

    reading = read(saved(book_of(Analyst=headed, Sheet2=form, Cook=bare)), KNOWN)

    assert problems(reading) == []
    assert shapes(reading) == ["sheets"] * 3
    assert triples(reading) == [
        ("Analyst", "Purpose", "Plans."),
        ("Analyst", "New one", "x"),
        ("Head cook", "Purpose", "Plans."),
        ("Head cook", "New one", "x"),
        ("Cook", "Purpose", "Cooks."),
        ("Cook", "Scope", "Meals"),
    ]
    assert [role.family for role in reading.roles] == ["", "Kitchen", ""]


def test_dimensions_and_texts_without_a_role_are_a_problem():
    table = delimited([["Dimension", "Text"], ["Purpose", "Plans."]])

    [(place, message)] = problems(read(table.encode()))

    assert (place, "no role" in message) == ("", True)


def test_levels_under_the_name_of_their_family_belong_to_it():
    book = book_of(Levels=[["", "Data", "", "Kitchen"], *with_fourth(LEVELS)])
    book["Levels"].merge_cells("B1:C1")

    reading = read(saved(book))

    assert problems(reading) == []
    assert [(role.name, role.family) for role in reading.roles] == [
        ("Analyst", "Data"),
        ("Cook", "Data"),
        ("Analyst", ""),
    ]


def with_fourth(rows):
    return [[*rows[0], "Analyst"], *([*row, "x"] for row in rows[1:])]


def test_roles_of_one_name_in_two_families_are_two_roles():
    rows = [
        ["Dimension", "Junior", "Junior"],
        ["Family", "iOS", "Web"],
        ["Scope", "x", "y"],
    ]

    reading = read(xlsx(rows))

    assert problems(reading) == []
    assert [text.role.family for text in reading] == ["iOS", "Web"]


def test_the_editor_overrules_the_shape():
    rows = [["Level", "Junior", "Senior"], ["Scope", "One team", "All"]]

    assert places(read(xlsx(rows))) == ["Roles"]
    assert triples(read(xlsx(rows), shape="page"))[0] == ("Junior", "Scope", "One team")
    assert triples(read(xlsx(rows), shape="wide"))[0] == ("Scope", "Junior", "One team")
    assert triples(read(xlsx(rows), shape="long")) == [("Scope", "One team", "All")]
    assert triples(read(xlsx([row[:2] for row in rows]), shape="sheets")) == [
        ("Roles", "Level", "Junior"),
        ("Roles", "Scope", "One team"),
    ]


def test_a_shape_that_a_file_cannot_have_is_a_problem():
    one_cell = [["Notes"]]

    assert places(read(xlsx(LEVELS), shape="post")) == ["Roles"]
    assert places(read(xlsx(one_cell), shape="wide")) == ["Roles"]
    assert places(read(xlsx([["A", "b"], ["c", "d"]]), shape="long")) == ["Roles"]


def test_heads_count_in_the_shape_that_the_editor_chooses():
    rows = [["No.", "Role", "Scope"], ["1", "Cook", "x"]]

    assert places(read(xlsx(rows))) == ["Roles"]
    assert triples(read(xlsx(rows), shape="wide")) == [
        ("Cook", "No.", "1"),
        ("Cook", "Scope", "x"),
    ]


def test_empty_cells_are_empty_texts():
    reading = read(xlsx(PAGE))

    assert [text.text for text in reading] == [
        "Plans.",
        "Cooks; bakes, fries.",
        "- One\n- Two",
        "",
    ]


def test_each_text_says_where_it_is():
    reading = read(xlsx([[], ["Title"], *PAGE]))

    assert [str(text.place) for text in reading][:2] == [
        "roles.xlsx, Roles!B5",
        "roles.xlsx, Roles!C5",
    ]


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ([["Person", "Age"], ["Ann", "old"], ["Bob", "older"]], "Roles", "“Dimension”"),
        ([*LONG, ["", "Scope", "x"]], "Roles!C5", "no role"),
        ([*LONG, ["Cook", "", "x"]], "Roles!C5", "no dimension"),
        ([*PAGE, ["", "x"]], "Roles!B5", "no dimension"),
        ([*WIDE, ["", "", "", "x"]], "Roles!D4", "no role"),
        ([["Role", "Job", "Scope"], ["a", "b", "c"]], "Roles!B1", "mean the"),
        ([["Dimension", "Text"], ["", "x"]], "Roles!B2", "no dimension"),
        ([["Role", "Job", *LONG[0][1:]], ["a", "b", "c", "d"]], "Roles!B1", "mean the"),
    ],
)
def test_what_fits_no_table_is_a_problem_with_its_place(rows, place, words):
    assert [
        (where, words in message) for where, message in problems(read(xlsx(rows)))
    ] == [(place, True)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[*LONG[0], "Note"], ["Cook", "Scope", "x", "!"]], "not been read"),
        ([LEVELS[0], [*LEVELS[1], "x"]], "no name in row 1"),
    ],
)
def test_a_column_without_room_is_named_and_the_rest_is_read(rows, words):
    reading = read(xlsx(rows))

    assert problems(reading) == []
    [(place, message)] = notes(reading)
    assert (place, words in message) == ("Roles!D", True)
    assert reading.texts


def test_heads_that_are_there_again_are_no_texts():
    assert sorted(triples(read(xlsx([*LONG, LONG[0], *LONG[1:]])))) == TEXTS


@pytest.mark.parametrize("first", [LEVELS, WIDE])
def test_a_second_table_on_a_sheet_is_named_and_not_read(first):
    second = [[first[0][0], "Chef"], ["Scope", "x"]]

    reading = read(xlsx([*first, [], ["Kitchen"], *second]))

    assert sorted((role, *rest) for role, *rest in triples(reading)) == TEXTS
    row = len(first) + 3
    assert problems(reading) == []
    [(place, message)] = notes(reading)
    assert (place, "Another table" in message) == (f"Roles!{row}", True)


def test_a_head_that_stands_twice_loses_its_columns_alone():
    reading = read(
        xlsx([["Role", "Scope", "Purpose", "scope"], ["Cook", "a", "b", "c"]])
    )

    assert places(reading) == ["Roles!B1", "Roles!D1"]
    assert triples(reading) == [("Cook", "Purpose", "b")]


def test_one_text_said_twice_in_a_file_is_one_text():
    same = read(xlsx([*LONG, ["ANALYST", "purpose", "Plans. "]]))
    differing = read(xlsx([*LONG, ["Analyst", "Purpose", "Other"]]))
    blank = read(xlsx([["Role", "Dimension", "Text"], ["Cook", "Scope", ""],
                       ["Cook", "Scope", "x"], ["Cook", "Scope", ""]]))  # fmt: skip

    assert (problems(same), len(same.texts)) == ([], 3)
    assert problems(differing) == []
    assert triples(differing) == [TEXTS[0], ("Analyst", "Purpose", "Other"), *TEXTS[1:]]
    assert triples(blank) == [("Cook", "Scope", "x")]


def test_a_number_is_a_name_and_names_are_cleaned():
    reading = read(
        xlsx([["Dimension", 1, 2.0], ["\u00a0Decision-\nMaking ", "a", "b"]])
    )

    assert triples(reading) == [
        ("1", "Decision- Making", "a"),
        ("2", "Decision- Making", "b"),
    ]


def test_guards_stay_on_texts_and_come_off_names():
    reading = read(xlsx([["Role", "Dimension", "Text"], ["'=Lead", "'-x", "'=1+1"]]))

    assert triples(reading) == [("=Lead", "-x", "'=1+1")]
