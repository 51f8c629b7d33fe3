"""Answers, read as their readers read them."""

import csv
import io

import openpyxl
from justhtml import JustHTML


def document(response):
    """Return the parsed HTML of an answer.

    The parser is strict: an error in the HTML fails whichever test looks at it.
    """
    return JustHTML(response.content.decode(), sanitize=False, strict=True)


def text(node):
    """Return what ``node`` says, with one space for any whitespace."""
    return " ".join(node.to_text().split())


def texts(page, selector):
    return [text(node) for node in page.query(selector)]


def text_of(page, selector="main"):
    """Return what the one element of ``page`` that fits ``selector`` says."""
    (node,) = page.query(selector)
    return text(node)


def values(page, selector, attribute):
    return [node.attrs.get(attribute) for node in page.query(selector)]


def links(page, selector="main a"):
    return values(page, selector, "href")


def ticked(page):
    """Return the slugs of the roles that are ticked, in the page's order."""
    return values(page, "input[name=role][checked]", "value")


def offered(page):
    """Return the slugs of all roles that can be ticked, in the page's order."""
    return values(page, "input[name=role]", "value")


def canonical(page):
    """Return the page's canonical addresses: a list of one, if all is well."""
    return values(page, "link[rel=canonical]", "href")


def meta(page, name):
    (content,) = values(page, f"meta[name={name}]", "content")
    return content


def robots(page):
    return values(page, "meta[name=robots]", "content")


def comparison_table(page):
    """Return the rows of a comparison's table, each a list of texts."""
    (table,) = page.query("table.comparison")
    head = [texts(table, "thead th")]
    rows = table.query("tbody tr")
    return head + [[*texts(r, "th .dimension"), *texts(r, "td .prose")] for r in rows]


def csv_rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def sheet(response):
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def sheet_rows(response):
    """Return the rows of a workbook as text, "" for an empty cell."""
    return [
        ["" if value is None else value for value in row]
        for row in sheet(response).values
        if any(row)
    ]
