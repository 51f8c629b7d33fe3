"""CSV files and pasted tables, in every encoding and with every separator."""

import pytest

from careers.editorial.files.reading import MAX_BYTES, read_table_text

from .made_files import (
    NOTHING,
    delimited,
    places,
    problems,
    read,
    shapes,
    triples,
    xlsx,
)

ROWS = [
    ["Role", "Dimension", "Text"],
    ["Köchin", "Scope", "Kocht; „gut“, schnell\nund “oft”"],
    ["Analyst", "Scope", 'Says "so"'],
]
READ = [tuple(row) for row in ROWS[1:]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_separators_are_found(encoding, delimiter):
    reading = read(delimited(ROWS, delimiter).encode(encoding))

    assert triples(reading) == READ
    assert problems(reading) == []


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_any_line_end_ends_a_row(ending):
    text = ending.join(["sep=;", "Role;Dimension;Text", "Cook;Scope;a", "", "Cook;x;b"])

    reading = read(text.encode())

    assert triples(reading) == [("Cook", "Scope", "a"), ("Cook", "x", "b")]
    assert [text.place.row for text in reading] == [3, 5]


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_a_pasted_table_is_read(delimiter):
    reading = read_table_text("Pasted", delimited(ROWS, delimiter), NOTHING)

    assert triples(reading) == READ
    assert str(reading.texts[0].place) == "Pasted, C2"


def test_the_content_says_what_a_file_is_and_not_its_name():
    assert triples(read(xlsx(ROWS), name="roles.csv")) == READ
    assert triples(read(delimited(ROWS).encode(), name="roles.xlsx")) == READ


@pytest.mark.parametrize(
    ("cell", "place", "words"),
    [
        ('"Lead" cook', "C3", "goes on after the closing one"),
        ('"Lead cook', "C3", "never closed"),
    ],
)
def test_a_wrong_quote_ends_the_table_and_is_named(cell, place, words):
    text = f"Role,Dimension,Text\nCook,Scope,a\nChef,Scope,{cell}\nAnalyst,Scope,b\n"

    reading = read(text.encode())

    assert triples(reading) == [("Cook", "Scope", "a")]
    [(where, message)] = problems(reading)
    assert where == place
    assert words in message


def test_what_looks_like_a_formula_is_a_text_in_a_csv_file():
    reading = read(b"Role,Dimension,Text\nCook,Scope,=1+1\nCook,Purpose,5\n")

    assert triples(reading) == [("Cook", "Scope", "=1+1"), ("Cook", "Purpose", "5")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no texts"),
        (b" \n\n", "no texts"),
        (b"\x00\x01\x02\x03", "“CSV UTF-8”"),
        (b"Role,\x81\x8d", "“CSV UTF-8”"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b'[{"model": "careers.role"}]', "loaddata"),
        (b"MIME-Version: 1.0\n", "HTML only"),
        (b'<?xml version="1.0"?><Workbook></Workbook>', ".xlsx"),
        (b"x" * (MAX_BYTES + 1), "25 MB"),
        (b"Just a few words.\nAnd more of them.", "“Dimension”"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(content, words):
    reading = read(content)

    assert words in dict(problems(reading))[""]
    assert not reading.texts


def test_a_shape_without_known_heads_keeps_the_separator_that_fits():
    text = "Stufe;Junior, new;Senior, old\nScope;a, b, c;d\nTools;e;f\n"

    reading = read(text.encode(), shape="page")

    assert shapes(reading) == ["page"]
    assert triples(reading)[0] == ("Junior, new", "Scope", "a, b, c")


def test_many_rows_without_anything_are_no_rows():
    text = "Role,Dimension,Text\nCook,Scope,a\n" + ",,\n" * 100_000

    assert places(read(text.encode())) == []
    assert triples(read(text.encode())) == [("Cook", "Scope", "a")]


def test_too_many_rows_are_refused():
    text = "Role,Dimension,Text\n" + "\n" * 300_000 + "Cook,Scope,a\n"

    [(_place, message)] = problems(read(text.encode()))

    assert "200,000 rows" in message


def test_a_page_that_was_copied_whole_is_read():
    cards = "".join(f"Role\nRole {n}\nDoes, among others, {n}\n" for n in range(40))
    heads = "\t".join(f"Role {n}" for n in range(40))
    texts = "\t".join(f"Plans, {n}" for n in range(40))
    page = (
        f"Roles, compared\n{cards}\nDimension\t{heads}\nScope\t{texts}\nPrinted today"
    )

    reading = read_table_text("Pasted", page, NOTHING)

    assert shapes(reading) == ["page"]
    assert triples(reading) == [
        (f"Role {n}", "Scope", f"Plans, {n}") for n in range(40)
    ]
    assert problems(reading) == []


def test_a_cell_that_a_browser_copied_over_several_lines_is_a_problem():
    page = "Dimension\tCook\tChef\nScope\t\n• Cooks\n- Bakes\tCooks\n"

    reading = read_table_text("Pasted", page, NOTHING)

    assert (places(reading), triples(reading)) == (["A3", "A4"], [])


# Markdown


def markdown(*lines):
    return read_table_text("notes", "\n".join(lines), NOTHING)


def test_a_table_of_markdown_is_read():
    reading = markdown(
        "What we wrote in the wiki:",
        "",
        "| Dimension | Cook | Head of R\\&D |",
        "|:---|---|:-:|",
        "| **Scope** | Soup \\| salad<br>All day | • Plans<br/>• *Asks* a \\\\ b |",
        "| Limits | &lt;10 guests |",
        "",
        "See also A | B.",
    )

    assert problems(reading) == []
    assert triples(reading) == [
        ("Cook", "Scope", "Soup | salad\nAll day"),
        ("Head of R&D", "Scope", "• Plans\n• *Asks* a \\ b"),
        ("Cook", "Limits", "<10 guests"),
    ]
    assert str(reading.texts[0].place) == "notes, B5"


def test_a_table_of_markdown_needs_no_outer_pipes():
    reading = markdown("Role | Dimension | Text", "-|-|-", "Cook | Scope | Soup")

    assert triples(reading) == [("Cook", "Scope", "Soup")]


def test_commas_around_a_line_of_pipes_stay_a_csv_file():
    reading = read_table_text("a.csv", "Role,Dimension,Text\nCook,Scope,a | b", NOTHING)

    assert triples(reading) == [("Cook", "Scope", "a | b")]


def test_lists_in_the_cells_of_a_word_table_stay_in_their_cells():
    table = (
        "Dimension\tCook\tChef\n"
        "Purpose\t•\tCooks\n•\tBakes\tLeads\n"
        "Scope\tA kitchen\t▪\tAll kitchens\n▪\tAll cooks\n"
    )

    reading = read_table_text("Pasted", table, NOTHING)

    assert problems(reading) == []
    assert triples(reading) == [
        ("Cook", "Purpose", "• Cooks\n• Bakes"),
        ("Chef", "Purpose", "Leads"),
        ("Cook", "Scope", "A kitchen"),
        ("Chef", "Scope", "• All kitchens\n• All cooks"),
    ]


def test_signs_that_mean_something_keep_their_cells():
    table = "Dimension\tCook\tChef\nPurpose\t–\tLeads\nScope\t●\tx"

    reading = read_table_text("Pasted", table, NOTHING)

    assert triples(reading)[::2] == [("Cook", "Purpose", "–"), ("Cook", "Scope", "●")]
