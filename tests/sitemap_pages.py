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


def files(client, section=""):
    """Return the paths of the sitemaps of the index, or of those of one section."""
    start = f"http://127.0.0.1:8000/sitemap-{section}"
    addresses = [address for address, _ in read(client, "/sitemap.xml")]
    return [address for address in addresses if address.startswith(start)]


def read_section(client, section):
    """Return the (address, last change) pairs of all files of a section."""
    return [pair for path in files(client, section) for pair in read(client, path)]


def sitemap_addresses(client):
    """Return every address in every sitemap of the index."""
    return [address for path in files(client) for address, _ in read(client, path)]


def path_of(address):
    assert address.startswith("http://127.0.0.1:8000/")
    return urlsplit(address).path
