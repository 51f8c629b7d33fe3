"""Sitemaps, read as search engines read them."""

from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(client, path):
    """Return the (address, last change) pairs of a sitemap."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    root = ET.fromstring(response.content)
    return [
        (url.findtext(f"{SPACE}loc"), url.findtext(f"{SPACE}lastmod")) for url in root
    ]


def sitemap_addresses(client):
    """Return every address in every sitemap of the index."""
    return [
        address
        for sitemap, _ in read(client, "/sitemap.xml")
        for address, _ in read(client, sitemap)
    ]


def path_of(address):
    assert address.startswith("http://127.0.0.1:8000/")
    return urlsplit(address).path
