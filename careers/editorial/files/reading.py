"""What a file, or a pasted table, says of roles: its texts, and its problems."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from .collected import Texts
from .delimited import decoded, delimiter_of, read_rows
from .grids import Grid, UnreadableError
from .layouts import FileShape, Names, is_own_list, layout_of
from .pipe_tables import pipe_tables
from .posts import read_post
from .records import FoundAddress, Place, Problem, Reading, RoleLabel
from .shapes import read_grid
from .web_pages import is_page, read_page
from .workbooks import Workbook

__all__ = ["MAX_BYTES", "FileShape", "Names", "read_file", "read_table_text"]

MAX_BYTES = 25 * 1024**2
# What is longer takes too long, and is a table as .xlsx or CSV.
MAX_PAGE = 10_000_000  # characters of a web page
MAX_POST = 1_000_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Rich text, and web pages saved as one file.
OTHER_TEXTS = re.compile(r"\{\\rtf|MIME-Version:|From: <Saved by")
JSON = re.compile(r"\s*[\[{]\s*[\[{\"]")


def read_file(name: str, content: bytes, names: Names, *, shape: str = "") -> Reading:
    """Return what the file says, whatever its name ends in. Raises nothing.

    ``shape``, one of FileShape, overrules the shape that the file seems to have.
    """
    try:
        return _read(name, content, names, shape)
    except UnreadableError as error:
        return Reading(problems=[Problem(error.place or Place(name), str(error))])


def read_table_text(name: str, text: str, names: Names, *, shape: str = "") -> Reading:
    """Return what a pasted table says: of cells between tabs, a CSV file, or a post."""
    texts = Texts(names)
    try:
        if len(text) > MAX_BYTES:
            raise UnreadableError(_too_large())
        _read_text(name, text.removeprefix("\ufeff"), texts, shape)
    except UnreadableError as error:
        return Reading(problems=[Problem(error.place or Place(name), str(error))])
    return _with_something(name, texts)


def _read(name: str, content: bytes, names: Names, shape: str) -> Reading:
    if len(content) > MAX_BYTES:
        raise UnreadableError(_too_large())
    texts = Texts(names)
    if content.startswith(b"PK"):
        _read_workbook(name, content, texts, shape)
    else:
        _refuse_other_kinds(content)
        _read_text(name, decoded(content), texts, shape)
    return _with_something(name, texts)


def _too_large() -> str:
    return _("The file is larger than %(most)d MB. Send its texts in parts.") % {
        "most": MAX_BYTES // 1024**2
    }


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(OLD_OFFICE) and ENCRYPTED in content:
        raise UnreadableError(
            _("The file has a password. Remove the password and send it again.")
        )
    if content.startswith(OLD_OFFICE):
        raise UnreadableError(
            _("This is a file of an old Excel or Word. Save it as .xlsx and send that.")
        )
    if content.startswith(b"%PDF"):
        raise UnreadableError(
            _(
                "This is a PDF file. Copy its table into a spreadsheet, save it as "
                ".xlsx and send that."
            )
        )


def _read_workbook(name: str, content: bytes, texts: Texts, shape: str) -> None:
    workbook = Workbook(name, content)
    for grid in workbook.grids():
        _read_table(grid, texts, shape)
    for problem in workbook.problems:
        texts.problem(problem.place, problem.message)
    for note in workbook.notes:
        texts.note(note.place, note.message)


def _read_table(grid: Grid, texts: Texts, shape: str) -> None:
    try:
        if grid.is_hidden:
            _name_hidden(grid, texts)
        elif not read_grid(grid, texts, shape):
            texts.unread(grid.place, _no_shape())
    except UnreadableError as error:
        raise UnreadableError(str(error), grid.place) from error


def _name_hidden(grid: Grid, texts: Texts) -> None:
    """Name a hidden sheet with a table of roles. Others have lists for menus."""
    if not is_own_list(grid) and layout_of(grid, texts.names):
        texts.note(
            grid.place,
            _(
                "This sheet is hidden and has not been read. Show it if its texts are "
                "wanted, or delete it."
            ),
        )


def _no_shape() -> str:
    return _(
        "No roles and texts were found in this table. It can have a text in each row, "
        "under “Role”, “Dimension” and “Text”; a role in each row, under “Role” and "
        "the names of dimensions; or a dimension in each row, under “Dimension” and "
        "the names of roles. Write such words into its first row, or choose its shape; "
        "delete the table if it has no roles."
    )


def _read_text(name: str, text: str, texts: Texts, shape: str) -> None:
    if is_page(text):
        _read_page(name, text, texts, shape)
        return
    _refuse_other_texts(text)
    grids = [
        grid for grid in pipe_tables(name, text) if layout_of(grid, texts.names, shape)
    ]
    if grids and shape != FileShape.POST:
        for grid in grids:
            _read_table(grid, texts, shape)
        return
    is_post = shape == FileShape.POST
    if not is_post and (delimiter := delimiter_of(text, texts.names, shape)):
        grid, problems = read_rows(name, text, delimiter)
        _read_table(grid, texts, shape)
        for problem in problems:
            texts.problem(problem.place, problem.message)
    elif text.strip() and not _add_post(name, text, texts):
        texts.problem(Place(name), _no_shape())


def _read_page(name: str, page: str, texts: Texts, shape: str) -> None:
    if len(page) > MAX_PAGE:
        raise UnreadableError(
            _("The page is too long. Copy its table into a spreadsheet and send that.")
        )
    content = read_page(name, page)
    has_tables = any(layout_of(grid, texts.names, shape) for grid in content.grids)
    is_post = not has_tables and _add_post(name, content.words, texts)
    if not content.grids and not is_post:
        texts.problem(Place(name), _no_shape())
    for grid in content.grids if not is_post else ():
        _read_table(grid, texts, shape)
    address, roles = content.address.strip(), tuple(texts.found.roles)
    if address and roles and not address.startswith(settings.SITE_URL):
        texts.address(FoundAddress(address, "", roles, Place(name), is_of_page=True))
    for problem in content.problems:
        texts.problem(problem.place, problem.message)
    for note in content.notes:
        texts.note(note.place, note.message)


def _refuse_other_texts(text: str) -> None:
    if OTHER_TEXTS.match(text):
        raise UnreadableError(
            _(
                "This kind of file is not read. Save a web page as “HTML only”, a "
                "document’s table as .xlsx, and send that."
            )
        )
    if text.startswith("<"):
        raise UnreadableError(_("This is an XML file. Save it as .xlsx and send that."))
    if JSON.match(text):
        raise UnreadableError(
            _(
                "This is a content file. Load it with “manage.py loaddata”, or send "
                "a spreadsheet."
            )
        )


def _add_post(name: str, text: str, texts: Texts) -> bool:
    if len(text) > MAX_POST:
        return False
    statements, are_roles_headings = read_post(text, texts.names)
    if statements:
        texts.found.shapes[Place(name)] = str(FileShape.POST)
    for statement in statements:
        role, dimension = statement.name, statement.heading
        if are_roles_headings:
            role, dimension = dimension, role
        place = Place(name, row=statement.line)
        texts.role(RoleLabel(role), place)
        texts.add(RoleLabel(role), dimension, statement.text, place)
    return bool(statements)


def _with_something(name: str, texts: Texts) -> Reading:
    reading = texts.reading()
    if not (reading.texts or reading.roles or reading.addresses or reading.problems):
        texts.problem(Place(name), _("There are no texts of roles in this file."))
    return reading
