"""Responses, read as people read them."""

import csv
import io

import openpyxl
from justhtml import JustHTML


def document(response):
    """Return the parsed HTML of a response.

    The parser is strict: an error in the HTML fails the test.
    """
    return JustHTML(response.content.decode(), sanitize=False, strict=True)


def text(node):
    """Return the text of a node, with one space for any whitespace."""
    return " ".join(node.to_text().split())


def words_of(prose):
    """Return the words of a text as it was written, whatever of it is marked."""
    parts = [part.to_text(separator="", strip=False) for part in prose.query("p, li")]
    return " ".join(" ".join(parts).split())


def texts(page, selector):
    return [text(node) for node in page.query(selector)]


def text_of(page, selector="main"):
    """Return the text of the only element that matches ``selector``."""
    (node,) = page.query(selector)
    return text(node)


def values(page, selector, attribute):
    return [node.attrs.get(attribute) for node in page.query(selector)]


def links(page, selector="main a"):
    return values(page, selector, "href")


def ticked_roles(page):
    """Return the slugs of the ticked roles, in the page's order."""
    return values(page, "input[name=role][checked]", "value")


def offered_roles(page):
    """Return the slugs of the roles with a box to tick, in the page's order."""
    return values(page, "input[name=role]", "value")


def canonical(page):
    """Return the page's canonical addresses. There should be exactly one."""
    return values(page, "link[rel=canonical]", "href")


def meta(page, name):
    (content,) = values(page, f"meta[name={name}]", "content")
    return content


def robots(page):
    return values(page, "meta[name=robots]", "content")


def comparison_table(page):
    """Return the rows of a comparison's table, each as a list of texts."""
    (table,) = page.query("table.comparison")
    head = [texts(table, "thead th")]
    rows = table.query("tbody tr")
    return head + [
        [*texts(row, "th .dimension"), *map(words_of, row.query("td .prose"))]
        for row in rows
    ]


def csv_rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def sheet(response):
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def sheet_rows(response):
    """Return the rows of a workbook as text, with "" for empty cells."""
    return [
        ["" if value is None else value for value in row]
        for row in sheet(response).values
        if any(row)
    ]
