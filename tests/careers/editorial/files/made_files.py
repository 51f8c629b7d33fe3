"""Small files of roles, and what is read of them."""

import csv
import io
import re
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from careers.editorial.files.reading import Names, read_file
from careers.text import fold_name


def names(roles=(), dimensions=()):
    return Names(
        frozenset(map(fold_name, roles)), frozenset(map(fold_name, dimensions))
    )


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "xl/_rels/workbook.xml.rels"
END = b"</Relationships>"
SHARED = b'<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
INLINE = re.compile(r't="inlineStr"([^>]*)><is>(.*?)</is></c>', re.DOTALL)

NOTHING = names()
KNOWN = names(["Analyst", "Cook"], ["Purpose", "Scope"])


def book_of(**sheets):
    """Return an openpyxl workbook with these rows on its sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xlsx(rows):
    return saved(book_of(Roles=rows))


def delimited(rows, delimiter=","):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def repacked(content, change):
    """Return a workbook after ``change``, which takes and returns parts by name."""
    file = io.BytesIO()
    with (
        ZipFile(io.BytesIO(content)) as before,
        ZipFile(file, "w", ZIP_DEFLATED) as out,
    ):
        parts = {name: before.read(name) for name in before.namelist()}
        for name, part in change(parts).items():
            out.writestr(name, part)
    return file.getvalue()


def with_part(content, name, change):
    """Return a workbook with one of its parts, which is XML, changed."""
    return repacked(
        content,
        lambda parts: parts | {name: change(parts[name].decode()).encode()},
    )


def with_shared_strings(content):
    """Return a workbook with its strings in a part of their own, as Excel saves it."""
    strings = []

    def share(cell):
        strings.append(cell[2])
        return f't="s"{cell[1]}><v>{len(strings) - 1}</v></c>'

    def change(parts):
        sheets = {name for name in parts if name.startswith("xl/worksheets/sheet")}
        for name in sheets:
            xml = parts[name].decode()
            parts[name] = INLINE.sub(share, xml).encode()
        items = "".join(f"<si>{item}</si>" for item in strings)
        return parts | {
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>'.encode(),
            RELATIONS: parts[RELATIONS].replace(END, SHARED + END),
        }

    return repacked(content, change)


def read(content, known=NOTHING, *, name="roles.xlsx", shape=""):
    return read_file(name, content, known, shape=shape)


def triples(reading):
    """Return role, dimension and text of everything that has a text."""
    return [
        (text.role.name or text.role.slug, text.dimension, text.text)
        for text in reading
        if text.text
    ]


def problems(reading):
    """Return where each problem is, without the name of the file, and what it is."""
    return list(map(_place_and_message, reading.problems))


def _place_and_message(problem):
    return str(problem.place).partition(", ")[2], problem.message


def notes(reading):
    return list(map(_place_and_message, reading.notes))


def places(reading):
    return [place for place, _message in problems(reading)]


def shapes(reading):
    return list(reading.shapes.values())
